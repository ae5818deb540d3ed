// Reading aloud and printing as browsers do it, or fail to, without a browser: only a voice of this machine reads, so that no
// answer leaves it; where nothing is read or printed, it is said so.

import { expect, test } from "@playwright/test";
import { printed } from "../../www/src/state/print.ts";
import { hush, isSpeaking, readAloud } from "../../www/src/state/voice.ts";

interface Spoken {
  text: string;
  voice: { name: string };
  lang: string;
  rate: number;
}

const voice = (name: string, lang: string, localService = true) => ({ name, lang, localService });
const TINGTING = voice("Tingting", "zh-CN");
const SAMANTHA = voice("Samantha", "en-US");

/** Runs with this as the browser's window; what it is made to say. */
async function inBrowser<T>(window: object, act: () => T | Promise<T>): Promise<T> {
  const before = { window: (globalThis as Record<string, unknown>)["window"], setTimeout };
  Object.assign(globalThis, { window, SpeechSynthesisUtterance: class { constructor(readonly text: string) {} } });
  try {
    return await act();
  } finally {
    hush();
    Object.assign(globalThis, before);
  }
}

function synthesis(...voices: ReturnType<typeof voice>[]) {
  const said: Spoken[] = [];
  let onVoices: (() => void) | null = null;
  return {
    said, voices, cancelled: 0, speaking: false, pending: false,
    getVoices: () => voices,
    speak: (spoken: Spoken) => said.push(spoken),
    cancel() { this.cancelled += 1; },
    addEventListener: (what: string, then: () => void) => { if (what === "voiceschanged") onVoices = then; },
    /** The browser lists its voices at last. */
    found: (...more: ReturnType<typeof voice>[]) => { voices.push(...more); onVoices?.(); },
  };
}

const read = (speechSynthesis: ReturnType<typeof synthesis>, language: "zh" | "en", ...sentences: string[]) =>
  inBrowser({ speechSynthesis }, () => readAloud(() => sentences, language));

test("each sentence is read slowly by a voice of the language, after what was being read is stopped", async () => {
  const speech = synthesis(SAMANTHA, TINGTING);
  expect(await read(speech, "zh", "您吃低保。", "  ", "您能得到：")).toBeNull();
  expect(speech.said.map(({ text, voice, lang, rate }) => [text, voice.name, lang, rate])).toEqual([["您吃低保。", "Tingting", "zh-CN", 0.9], ["您能得到：", "Tingting", "zh-CN", 0.9]]);
  expect(speech.cancelled).toBeGreaterThan(0);
  const english = synthesis(TINGTING, SAMANTHA);
  await read(english, "en", "You get:");
  expect(english.said.map(({ voice }) => voice.name)).toEqual(["Samantha"]);
});

test("a voice that sends what it reads over the network is none", async () => {
  const speech = synthesis(voice("Cloud", "zh-CN", false), SAMANTHA);
  expect(await read(speech, "zh", "您吃低保。")).toBe("no_voice");
  expect(speech.said).toEqual([]);
});

test("of several voices the one nearest to what people here speak reads: Mandarin, then Taiwan's, Cantonese last", async () => {
  const [cantonese, taiwan, mandarin] = [voice("Sinji", "zh-HK"), voice("Meijia", "zh_TW"), voice("Tingting", "cmn-CN")];
  const by = async (...voices: ReturnType<typeof voice>[]) => {
    const speech = synthesis(...voices);
    await read(speech, "zh", "您");
    return speech.said[0]?.voice.name;
  };
  expect(await by(cantonese, taiwan, mandarin)).toBe("Tingting");
  expect(await by(cantonese, taiwan)).toBe("Meijia");
  expect(await by(voice("Macau", "zh-MO"), voice("Old", "zh-Hant"))).toBe("Old");
  expect(await by(cantonese), "better than nothing").toBe("Sinji");
  expect(await by(voice("No", "xzh-CN"), voice("French", "fr-en")), "another language").toBeUndefined();
});

test("voices that a browser lists only after a while are waited for, and no longer than that", async () => {
  const late = synthesis();
  const reading = inBrowser({ speechSynthesis: late }, () => {
    // The time to wait is not over yet.
    Object.assign(globalThis, { setTimeout: () => 0 });
    const reading = readAloud(() => ["您"], "zh");
    late.found(TINGTING);
    return reading;
  });
  expect(await reading).toBeNull();
  expect(late.said.length).toBe(1);
  const never = synthesis();
  const atOnce = (then: () => void) => { then(); return 0; };
  expect(await inBrowser({ speechSynthesis: never }, () => {
    Object.assign(globalThis, { setTimeout: atOnce });
    return readAloud(() => ["您"], "zh");
  })).toBe("no_voice");
});

test("where the browser has listed its voices and none is of the language, none is waited for", async () => {
  const german = Object.assign(synthesis(voice("Anna", "de-DE")), { addEventListener: () => { throw new Error("waits"); } });
  expect(await read(german, "zh", "您")).toBe("no_voice");
  const chinese = Object.assign(synthesis(TINGTING), { addEventListener: () => { throw new Error("waits"); } });
  expect(await read(chinese, "zh", "您")).toBeNull();
});

test("a browser that never tells of its voices is asked again after a while", async () => {
  const { addEventListener: _, ...old } = synthesis();
  const atOnce = (then: () => void) => { old.voices.push(TINGTING); then(); return 0; };
  const silence = inBrowser({ speechSynthesis: old }, () => {
    Object.assign(globalThis, { setTimeout: atOnce });
    return readAloud(() => ["您"], "zh");
  });
  expect([await silence, old.said.length]).toEqual([null, 1]);
});

test("who stops the reading, or starts another, before the voice is found hears nothing of the first", async () => {
  const late = synthesis();
  const first = await inBrowser({ speechSynthesis: late }, async () => {
    const reading = readAloud(() => ["first"], "zh");
    hush();
    late.found(TINGTING);
    return reading;
  });
  expect([first, late.said]).toEqual([null, []]);
});

test("a browser that cannot read says so, or throws: either way it is told", async () => {
  expect(await inBrowser({}, () => readAloud(() => ["您"], "zh"))).toBe("no_speech");
  const faulty = { ...synthesis(TINGTING), speak: () => { throw new Error("not allowed"); } };
  expect(await inBrowser({ speechSynthesis: faulty }, () => readAloud(() => ["您"], "zh"))).toBe("no_speech");
  expect(await inBrowser({}, hush)).toBeUndefined();
  // Stopping what cannot be stopped must not keep a wipe from going on.
  expect(await inBrowser({ speechSynthesis: { cancel: () => { throw new Error("not allowed"); } } }, hush)).toBeUndefined();
});

test("it is being read while the browser speaks or is about to, five minutes at the longest, and not once it was stopped", async () => {
  const speech = synthesis(TINGTING);
  await inBrowser({ speechSynthesis: speech }, async () => {
    expect(isSpeaking(), "nothing was begun").toBe(false);
    await readAloud(() => ["您"], "zh");
    expect(isSpeaking(), "it was said at once").toBe(false);
    speech.pending = true;
    expect(isSpeaking()).toBe(true);
    [speech.pending, speech.speaking] = [false, true];
    expect(isSpeaking()).toBe(true);
    const now = performance.now.bind(performance);
    performance.now = () => now() + 300_001;
    expect(isSpeaking(), "the browser is at fault").toBe(false);
    performance.now = () => now() + 290_000;
    expect(isSpeaking()).toBe(true);
    performance.now = now;
    expect(isSpeaking()).toBe(true);
    hush();
    expect(isSpeaking()).toBe(false);
  });
});

const nothing = (): void => undefined;
/** What the browser does while it is waited for. */
let later = nothing;

/** Whether it was printed by a window like this; nothing listens any more afterwards. */
async function prints(print: ((begin: () => void) => void) | undefined): Promise<boolean> {
  const listening = new Map<string, Set<() => void>>();
  const of = (what: string) => listening.get(what) ?? listening.set(what, new Set()).get(what)!;
  const listeners = {
    addEventListener: (what: string, then: () => void) => of(what).add(then),
    removeEventListener: (what: string, then: () => void) => of(what).delete(then),
    setTimeout: (then: () => void) => { later(); later = nothing; then(); return 0; },
  };
  Object.assign(globalThis, listeners);
  const window = print ? { print: () => print(() => of("beforeprint").forEach((then) => then())) } : {};
  const done = await inBrowser(window, printed);
  expect([...listening.values()].every((all) => all.size === 0), "nothing listens afterwards").toBe(true);
  return done;
}

test("it was printed where the browser began to; not where it does nothing, refuses or cannot", async () => {
  const before = { setTimeout, addEventListener: globalThis.addEventListener, removeEventListener: globalThis.removeEventListener };
  try {
    expect(await prints((begin) => begin())).toBe(true);
    expect(await prints(() => undefined), "a web view inside another program").toBe(false);
    expect(await prints(() => { throw new Error("refused"); })).toBe(false);
    expect(await prints(undefined), "there is no printing at all").toBe(false);
    expect(await prints((begin) => { later = begin; }), "some begin only after they have returned").toBe(true);
    expect(await prints((begin) => { begin(); throw new Error("then refused"); })).toBe(false);
  } finally {
    Object.assign(globalThis, before);
  }
});
