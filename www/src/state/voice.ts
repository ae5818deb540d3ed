// Read aloud, with the voices of the browser itself. Only voices on this machine: others would send the
// answers over the network.

import type { Language } from "../engine/data.ts";

/** Why nothing is read: the browser cannot, or has no voice of this language. */
export type Silence = "no_speech" | "no_voice";

const WAIT_FOR_VOICES = 1500;

/** No reading takes longer, milliseconds: a browser that still says it is speaking is at fault. */
const LONGEST = 300_000;

/** When the present reading began; null where there is none. */
let begun: number | null = null;

export function hush(): void {
  begun = null;
  try {
    window.speechSynthesis?.cancel();
  } catch {
    // Where it cannot be stopped, nothing was read either; the rest of a wipe must not depend on it.
  }
}

/** Whether something is being read, or about to be. */
export const isSpeaking = (): boolean =>
  begun !== null && performance.now() - begun < LONGEST && (window.speechSynthesis.speaking || window.speechSynthesis.pending);

/** Stops reading, and reads these sentences as they are once a voice is found; or says why not. */
export const readAloud = (sentences: () => string[], language: Language): Promise<Silence | null> =>
  read(sentences, language).catch(() => "no_speech");

async function read(sentences: () => string[], language: Language): Promise<Silence | null> {
  // Where there is none this throws, as where it may not be used.
  const synthesis = window.speechSynthesis;
  synthesis.cancel();
  const own = performance.now();
  begun = own;
  const voice = await voiceOf(synthesis, language);
  if (begun !== own) return null;
  if (!voice) return "no_voice";
  for (const sentence of sentences().filter((one) => one.trim() !== "")) {
    const spoken = new SpeechSynthesisUtterance(sentence);
    spoken.voice = voice;
    spoken.lang = voice.lang;
    spoken.rate = 0.9;
    synthesis.speak(spoken);
  }
  return null;
}

const SPOKEN = { zh: /^(zh|cmn)/i, en: /^en/i };

/** How far a voice is from what people here speak: Cantonese, which they do not understand, is farthest. */
const distance = ({ lang }: SpeechSynthesisVoice): number => (/[-_](hk|mo)/i.test(lang) ? 2 : /[-_](tw|hant)/i.test(lang) ? 1 : 0);

async function voiceOf(synthesis: SpeechSynthesis, language: Language): Promise<SpeechSynthesisVoice | undefined> {
  const find = () => synthesis.getVoices().filter(({ lang, localService }) => localService && SPOKEN[language].test(lang)).sort((one, other) => distance(one) - distance(other))[0];
  const found = find();
  if (synthesis.getVoices().length > 0) return found;
  // Some browsers list their voices only after a while.
  await new Promise<void>((done) => {
    const timer = setTimeout(done, WAIT_FOR_VOICES);
    synthesis.addEventListener?.("voiceschanged", () => (clearTimeout(timer), done()), { once: true });
  });
  return find();
}
