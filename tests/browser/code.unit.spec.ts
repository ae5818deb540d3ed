// A card's code, without a browser: what is written is read again, a misread character is noticed, and no text
// whatsoever makes answers that the page could not have been given. Two seconds each; MINGBAI_FUZZ_SECONDS=600
// runs ten minutes. What is found is kept as a test of its own.

import { expect, test } from "@playwright/test";
import fc from "fast-check";
import type { Checker } from "../../www/src/engine/checker.ts";
import type { Data } from "../../www/src/engine/data.ts";
import { NotReady } from "../../www/src/engine/not-ready.ts";
import type { FactDescription } from "../../www/src/engine/types.ts";
import { checked, codeOf, figuresIn, fill, opened, plain, versionOf, type Opened } from "../../www/src/state/code.ts";
import { codesIn, isIntact, Parts, partsOf } from "../../www/src/state/code-parts.ts";
import { figuresOf } from "../../www/src/state/figures.ts";
import { typedAmount } from "../../www/src/state/money.ts";
import { Person, RELATIONS, type Given } from "../../www/src/state/person.ts";
import { Session } from "../../www/src/state/session.ts";
import { MOST_STAYS, type Stay } from "../../www/src/state/stays.ts";
import { fuzz } from "./fuzz.ts";
import { PERSONS } from "./persons.ts";
import { sitting } from "./sitting.ts";

// ---- facts and persons of any policy ----

const fact = (at: number): fc.Arbitrary<FactDescription> =>
  fc
    .record({
      kind: fc.constantFrom("choice" as const, "flag" as const, "number" as const, "set" as const),
      count: fc.integer({ min: 1, max: 40 }),
      max: fc.integer({ min: 0, max: 10_000 }),
      scope: fc.constantFrom("household" as const, "person" as const, "admission" as const),
    })
    .map(({ kind, count, max, scope }) => ({
      id: `fact_${at}`,
      kind,
      values: kind === "choice" || kind === "set" ? Array.from({ length: kind === "set" ? Math.min(count, 20) : count }, (_, value) => `value_${value}`) : [],
      ...(kind === "number" ? { min: 0, max } : {}),
      scope,
      change: "fixed",
    })) as unknown as fc.Arbitrary<FactDescription>;

const vocabulary = fc.integer({ min: 0, max: 30 }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => fact(at))));

/** A value, "I don't know", or not answered. */
function given({ kind, values, max }: FactDescription): fc.Arbitrary<Given | undefined> {
  const value: fc.Arbitrary<Given> =
    kind === "flag" ? fc.boolean() : kind === "number" ? fc.integer({ min: 0, max: max ?? 0 }) : kind === "choice" ? fc.constantFrom(...values) : fc.subarray(values);
  return fc.option(fc.option(value, { nil: null }), { nil: undefined });
}

const answers = (facts: FactDescription[]) =>
  fc.tuple(...facts.map(given)).map((all) => new Map(facts.flatMap(({ id }, at) => (all[at] === undefined ? [] : [[id, all[at]] as [string, Given]]))));

const amount = fc.oneof(fc.constant(""), fc.bigInt({ min: 0n, max: 999_999_999_999n }).map((fen) => `${fen / 100n}.${String(fen % 100n).padStart(2, "0")}`));

/** A sheet says something of some layers, or is not there. */
const paid = fc.option(fc.dictionary(fc.constantFrom("basic", "major_illness", "assistance", "further_assistance", "layer_9"), amount.filter((typed) => typed !== ""), { maxKeys: 4, noNullPrototype: true }), { nil: undefined });

const stay = (facts: FactDescription[]): fc.Arbitrary<Stay> =>
  fc.record({ facts: answers(facts.filter(({ scope }) => scope === "admission")), total: amount, in_scope: amount, paid })
    .map(({ paid, ...stay }) => (paid ? { ...stay, paid: new Map(Object.entries(paid)) } : stay));

const person = (facts: FactDescription[]): fc.Arbitrary<Person> =>
  fc.record({ relation: fc.constantFrom(null, ...RELATIONS), answers: answers(facts), stays: fc.array(stay(facts), { maxLength: MOST_STAYS }) }).map((told) => Object.assign(new Person(), told));

const family = vocabulary.chain((facts) => fc.record({ facts: fc.constant(facts), people: fc.array(person(facts), { minLength: 1, maxLength: 4 }) }));

const HASH = "0123456789abcdef".repeat(4);
const write = (facts: FactDescription[], people: Person[]) => codeOf("liangping-2019", [HASH], facts, people);

function read(code: Opened, facts: FactDescription[]): Person[] {
  return code.people.map((text) => {
    const read = new Person();
    expect(fill(read, text, facts)).toBe(true);
    return read;
  });
}

// ---- what must hold ----

test("a person written into a code is read out of it unchanged", () => {
  fuzz("codes written and read", family, ({ facts, people }) => {
    const text = write(facts, people);
    expect(text, "only what a QR code packs best").toMatch(/^[0-9A-Z $%*+\-./:]+$/);
    const code = opened(` ${text.toLowerCase()}\n`);
    expect(code).toMatchObject({ place: "liangping-2019", version: versionOf([HASH]) });
    expect(read(code as Opened, facts)).toEqual(people);
  });
});

/** What is typed in a Chinese input method where a scanner types these, by some of them or by full-width letters. */
const CHINESE: Record<string, string> = { ".": "。", "/": "、", $: "￥", "*": "×", ":": "：", "+": "＋", "-": "－", "%": "％" };
const fullWidth = (text: string) => text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));

test("what a scanner types through a Chinese input method is read as if there were none", () => {
  fuzz("codes typed through an input method", family, ({ facts, people }) => {
    const text = write(facts, people);
    const chinese = text.replace(/[^0-9A-Z]/g, (letter) => CHINESE[letter] ?? "?");
    for (const typed of [chinese, fullWidth(text), fullWidth(text.toLowerCase()), `\u3000${chinese.toLowerCase()}\n`]) expect(opened(typed)).toEqual(opened(text));
  });
});

test("a long code is cut into parts that are read in any order, one twice, and of the last card begun", () => {
  const long = vocabulary.chain((facts) => fc.tuple(fc.constant(facts), fc.array(person(facts), { minLength: 1, maxLength: 12 })));
  const inputs = fc.record({ long, order: fc.infiniteStream(fc.nat()), other: fc.boolean() });
  fuzz("codes in parts", inputs, ({ long: [facts, people], order, other }) => {
    const code = write(facts, people);
    const texts = partsOf(code);
    if (!texts) return expect(code.length).toBeGreaterThan(4_000);
    for (const text of texts) {
      expect(text.length).toBeLessThanOrEqual(400);
      expect(text).toMatch(/^[0-9A-Z$%*+\-./:]+$/);
      expect(isIntact(text)).toBe(true);
    }
    const parts = new Parts();
    // A part of another card was scanned before.
    const [stranger = ""] = partsOf(write(facts, Array.from({ length: 40 }, () => Object.assign(new Person(), { stays: [{ facts: new Map(), total: "12800", in_scope: "12000" }] })))) ?? [];
    if (other) expect(parts.take(stranger)).toBeNull();
    const left = texts.map((text, at) => ({ text, at: at + 1 }));
    while (left.length > 0) {
      const [{ text, at } = { text: "", at: 0 }] = left.splice((order.next().value ?? 0) % left.length, 1);
      const whole = parts.take(text.toLowerCase());
      if (left.length === 0) return expect(opened(whole ?? "")).toEqual(opened(code));
      expect(whole).toBeNull();
      expect(parts.missing).toEqual(left.map(({ at }) => at));
      if (at % 2 === 0) expect(parts.take(text)).toBeNull();
    }
  });
});

test("a part with a fault is none, and those read before it stay", () => {
  const people = Array.from({ length: 40 }, () => Object.assign(new Person(), { stays: [{ facts: new Map(), total: "12800.05", in_scope: "12000" }] }));
  const [first = "", second = "", ...rest] = partsOf(write([], people)) ?? [];
  expect(rest.length).toBe(0);
  const parts = new Parts();
  expect(parts.take(first)).toBeNull();
  for (let at = 0; at < second.length; at++) {
    const wrong = second.slice(0, at) + (second[at] === "7" ? "8" : "7") + second.slice(at + 1);
    expect(opened(parts.take(wrong) ?? "")).toBeNull();
    expect(parts.missing).toEqual([2]);
  }
  expect(parts.take(second)).toBe(write([], people));
  expect(codesIn(` ${first}\n${second.toLowerCase()} `)).toEqual([first, second]);
  // As mail and chats leave them: in lines, with blanks, seen and unseen, and with words before them.
  const inLines = (text: string) => text.replace(/.{5}/g, "$&\r\n\u200b ");
  expect(codesIn(`两个码：${inLines(first)}${inLines(second)}`)).toEqual([first, second]);
});

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$%*+-./:";

/** Ways in which a code is misread or mistyped. */
const damage: Record<string, (text: string, at: number, letter: string) => string> = {
  changed: (text, at, letter) => text.slice(0, at) + letter + text.slice(at + 1),
  lost: (text, at) => text.slice(0, at) + text.slice(at + 1),
  doubled: (text, at) => text.slice(0, at) + text.slice(at, at + 1) + text.slice(at),
  added: (text, at, letter) => text.slice(0, at) + letter + text.slice(at),
  swapped: (text, at) => text.slice(0, at) + text.slice(at, at + 2).split("").reverse().join("") + text.slice(at + 2),
  cut: (text, at) => text.slice(0, at),
};

test("a code with one fault opens nothing", () => {
  const inputs = fc.record({ family, how: fc.constantFrom(...Object.keys(damage)), at: fc.nat(), letter: fc.constantFrom(...LETTERS) });
  fuzz("codes with one fault", inputs, ({ family: { facts, people }, how, at, letter }) => {
    const text = write(facts, people);
    const damaged = damage[how]?.(text, at % text.length, letter) ?? "";
    if (damaged !== text) expect(opened(damaged), `${how}: ${damaged}`).toBeNull();
  });
});

/** A code with the right check and anything in it; null where there is nobody in it, or figures or a view twice, or a view
 * that is none. */
function forged(body: string): Opened | null {
  const text = plain(body).replace(/\s/g, "");
  fc.pre(plain(text) === text);
  const parts = text.split("/");
  const figures = parts.filter((part) => part.startsWith("$")).length;
  const views = parts.filter((part) => part.startsWith("+"));
  const isView = views.every((part) => /^\+(\d{8})?(\+[A-Z][A-Z0-9_-]*)*$/.test(part));
  const code = opened(codeOf(`P/VERSION/${text}`, [], [], []));
  expect(code === null).toBe(figures > 1 || views.length > 1 || figures + views.length === parts.length || !isView);
  return code;
}

/** Everything in it is what the page's own forms could have made. */
function couldBeTyped({ answers, stays }: Person, facts: FactDescription[]): void {
  const check = (facts: FactDescription[], answers: Map<string, Given>) => {
    for (const [id, value] of answers) {
      const { kind, values, min = 0, max = 0 } = facts.find((fact) => fact.id === id) as FactDescription;
      if (value === null) continue;
      if (kind === "flag") expect(typeof value).toBe("boolean");
      else if (kind === "choice") expect(values).toContain(value);
      else if (kind === "set") expect(values.filter((one) => (value as string[]).includes(one))).toEqual(value);
      else expect(Number.isInteger(value) && (value as number) >= min && (value as number) <= max, `${id} is ${value}, of ${min} to ${max}`).toBe(true);
    }
  };
  check(facts, answers);
  expect(stays.length).toBeLessThanOrEqual(MOST_STAYS);
  for (const stay of stays) {
    check(facts.filter(({ scope }) => scope === "admission"), stay.facts);
    for (const typed of [stay.total, stay.in_scope, ...(stay.paid?.values() ?? [])]) expect(typed === "" || typedAmount(typed) !== null, `an amount of ${typed}`).toBe(true);
  }
}

function fillsOnlyWhatCouldBeTyped(code: Opened | null, facts: FactDescription[]): void {
  figuresOf(figuresIn(code?.figures ?? "") ?? new Map());
  for (const text of code?.people ?? []) {
    const read = new Person();
    if (fill(read, text, facts)) couldBeTyped(read, facts);
  }
}

test("a forged code makes no answers that could not be typed", () => {
  const token = fc.oneof(fc.constantFrom("", "0", "1", "-", "-1", "Z", "1F", "ZZZZZZZZZZZZ"), fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 12 }));
  const tokens = fc.array(token, { maxLength: 32 }).map((all) => all.join("."));
  const stays = fc.array(fc.tuple(tokens, token, token).map((parts) => parts.join("+")), { maxLength: 10 });
  const people = fc.array(fc.tuple(tokens, stays).map(([own, stays]) => [own, ...stays].join(":")), { maxLength: 4 });
  const body = fc.oneof({ weight: 4, arbitrary: people.map((all) => all.join("/")) }, { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 200 }) });
  fuzz("codes forged", fc.record({ body, facts: vocabulary }), ({ body, facts }) => fillsOnlyWhatCouldBeTyped(forged(body), facts));
});

test("figures and what a sheet says travel in the code, as they were typed and are read", () => {
  const typed = new Map([
    ["figures.contribution.tier_1", "¥200"], ["figures.basic.rate.tier_2.district", "67%"], ["figures.basic.cap.tier_2", "none"], ["figures.assistance.cap", "9，000元"],
    ["figures.major_illness.bands", "|60\n30,000|70.5"], ["figures.major_illness.bands_from", "deductible"], ["figures.basic.deductible.district", "four hundred"],
  ]);
  const person = Object.assign(new Person(), { answers: new Map(), stays: [{ facts: new Map(), total: "12800", in_scope: "12000元", paid: new Map([["major_illness", "0"], ["assistance", "2039.8"], ["basic", "?"]]) }] });
  const text = codeOf("p", [HASH], [], [person, new Person()], typed);
  expect(text).toMatch(/^[0-9A-Z $%*+\-./:]+$/);
  const code = opened(text) as Opened;
  const figures = figuresIn(code.figures);
  expect(figuresOf(figures ?? new Map())).toEqual({
    contribution: { tier_1: "200" }, basic: { rate: { tier_2: { district: "67" } }, cap: { tier_2: "none" } }, assistance: { cap: "9000" },
    major_illness: { bands: [{ from: "0", percent: "60" }, { from: "30000", percent: "70.5" }], bands_from: "deductible" },
  });
  // What is no amount yet is left out; a sheet on which nothing is read yet is a sheet.
  const [first, second] = read(code, []);
  expect(first?.stays[0]?.paid).toEqual(new Map([["major_illness", "0.00"], ["assistance", "2039.80"]]));
  expect(second).toEqual(new Person());
  const sheet = Object.assign(new Person(), { answers: new Map(), stays: [{ facts: new Map(), total: "", in_scope: "", paid: new Map() }] });
  expect(read(opened(codeOf("p", [HASH], [], [sheet])) as Opened, [])).toEqual([sheet]);
});

test("all that was told and chosen travels in the code: opened elsewhere it is the same answer", async () => {
  const told = async (change: (session: Session) => void, who: Parameters<typeof sitting>[0]) => {
    const session = await sitting(who, "zh");
    change(session);
    return session;
  };
  const old = (session: Session) => {
    const [time] = session.olderTimes;
    session.readOn(time?.until ?? "");
    expect(session.on < session.today, "an older time was chosen").toBe(true);
  };
  for (const session of [
    await told(() => undefined, PERSONS["Wuhan, class three, a sheet that paid too little"]),
    await told((session) => session.relate(session.person, "child"), PERSONS["a household, two on dibao"]),
    await told((session) => session.switchReading("rural_poor_scope"), PERSONS["low income, tier not known"]),
    await told(old, { ...PERSONS["Liangping now, dibao"], stays: [{ total: "12800", in_scope: "12000", facts: { hospital_level: "district" }, paid: { assistance: "100" } }] }),
  ]) {
    expect(session.code).toMatch(/^[0-9A-Z$%*+\-./:]+$/);
    const { place, policy, on } = session.settings;
    const other = await sitting({ on: on ?? "", ...(place ? { place } : {}), ...(policy ? { policy } : {}), people: [{}], asked: true }, "en");
    other.openCode(session.code, (problem) => expect(problem).toBeNull());
    expect([other.place?.id, other.on, other.readings, [...other.figures], other.code]).toEqual([session.place?.id, session.on, session.readings, [...session.figures], session.code]);
    expect(other.answer).toEqual(session.answer);
  }
});

test("the short code of as many stays as a card takes, of which nothing is known, is answered or refused at once", async () => {
  for (const [place, total] of [["liangping", ""], ["liangping", "12800"], ["wuhan", "12800"]] as const) {
    const session = await sitting({ place, on: "2019-11-01", people: [{}], asked: true }, "zh");
    const hashes = session.documents.map(({ description }) => description.policy_sha256);
    const stays = Array.from({ length: MOST_STAYS }, () => ({ facts: new Map<string, Given>(), total, in_scope: total }));
    const code = codeOf(place, hashes, session.facts, [Object.assign(new Person(), { stays })]);
    expect(code.length).toBeLessThan(120);
    const began = performance.now();
    expect(await new Promise((done) => session.openCode(code, done))).toBeNull();
    expect(performance.now() - began, "milliseconds, on a busy machine").toBeLessThan(3000);
    expect([session.broken, session.person.stays.length]).toEqual([false, MOST_STAYS]);
    // What is refused is said at the bills, and the rest is answered.
    expect([[], ["admissions"]]).toContainEqual([...session.refused]);
    expect(session.verdicts.length).toBeGreaterThan(0);
  }
});

test("a view that no card has opens nothing, and what was told stays", async () => {
  const session = await sitting(PERSONS["Liangping now, dibao"], "zh");
  const hashes = session.documents.map(({ description }) => description.policy_sha256);
  for (const [view, why] of [[{ day: "2019-02-03", readings: [] }, "other_version"], [{ day: "", readings: ["no_such_reading"] }, "damaged"]] as const) {
    session.openCode(codeOf("liangping", hashes, session.facts, [new Person()], new Map(), { ...view, readings: [...view.readings] }), (problem) => expect(problem).toBe(why));
    expect(session.answers.get("dibao")).toBe(true);
  }
  for (const text of ["+2019", "+20191231+9X", "+20191231X", "++"]) expect(opened(checked(`MB1/P/VERSION/1/${text}`)), text).toBeNull();
});

test("a forged figure is none, and reaches nothing but figures", () => {
  for (const text of ["BASIC.RATE.TIER-1+ZZZ", "A.B+", "BASIC.CAP+1:BASIC.CAP+2", "--PROTO--.X+1", "9.X+1", "MAJOR-ILLNESS.BANDS+1*1$1*1", "MAJOR-ILLNESS.BANDS-FROM+HALF", "+1", ":"]) {
    expect(figuresIn(text), text).toBeNull();
  }
  const inherited = figuresIn("CONSTRUCTOR.PROTOTYPE.X+1");
  expect(figuresOf(inherited ?? new Map())).toEqual({ constructor: { prototype: { x: "1" } } });
  expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
});

test("any text at all is a code or is none", () => {
  const texts = fc.oneof(fc.string({ unit: "binary", maxLength: 4000 }), fc.string({ unit: fc.constantFrom(...LETTERS, "MB1/"), maxLength: 4000 }));
  fuzz("texts", texts, (text) => expect(() => opened(text)).not.toThrow());
});

test("what was found", () => {
  const facts = [{ id: "age", kind: "number", values: [], min: 0, max: 120, scope: "person", change: "fixed" }] as unknown as FactDescription[];
  for (const [body, why] of [
    ["ZZZ", "an age of 46,655"],
    [":+ZZZZZZZZZZZZ+", "a bill of 47,383,813,376,040,975.35 yuan"],
    [":".repeat(MOST_STAYS + 1), "more stays than a year's form takes"],
  ] as const) {
    expect(fill(new Person(), forged(body)?.people[0] ?? "", facts), why).toBe(false);
  }
});

test("the version of a place is that of all its policies, whatever their order", () => {
  const [one, other] = [HASH, "fedcba98".repeat(8)];
  expect(versionOf([one])).toBe("012345");
  expect(versionOf([one, other])).toBe(versionOf([other, one]));
  expect(versionOf([one, other])).not.toBe(versionOf([one]));
  expect(versionOf([one, other])).toMatch(/^[0-9A-F]{6}$/);
});

test("a code that comes before the engine is ready is opened as soon as it is", async () => {
  Object.assign(globalThis, { window: {} });
  const facts = [{ id: "dibao", kind: "flag", values: [], scope: "person", change: "fixed" }] as FactDescription[];
  const description = { id: "p", policy_sha256: "abcdef12", facts };
  let asked = 0;
  const checker = {
    describe: () => {
      asked += 1;
      if (asked === 1) throw new NotReady(Promise.resolve());
      return [description];
    },
    open: () => [description],
    assess: () => ({ place: "p", answers: [{ policy: "p", verdicts: [] }], compared: [], questions: [] }),
  } as unknown as Checker;
  const data = { policies: ["p", "q"].map((id) => ({ id, words: { place: {} } })), places: [], figures: null, vocabulary: { words: { facts: {}, groups: {}, outcomes: {} } } } as unknown as Data;
  const session = new Session(data, checker, { place: null, policy: null, language: "zh", kiosk: false, paper: null, on: "2026-01-01" });
  const person = new Person();
  person.answers.set("dibao", true);
  const told: unknown[] = [];
  session.openCode(codeOf("p", [description.policy_sha256], facts, [person]), (problem) => told.push(problem));
  expect(told).toEqual([]);
  await new Promise((done) => setTimeout(done));
  expect(told).toEqual([null]);
  expect(session.place?.id).toBe("p");
  expect([...session.answers]).toEqual([["dibao", true]]);
  // Another version is told, and what was told stays.
  session.openCode(codeOf("p", ["fedcba98"], facts, [new Person()]), (problem) => told.push(problem));
  expect(told).toEqual([null, "other_version"]);
  expect([...session.answers]).toEqual([["dibao", true]]);
});
