// Read aloud, with the voices of the browser itself. Only voices on this machine: others would send the
// answers over the network.

import type { Language } from "../engine/data.ts";

/** Why nothing is read: the browser cannot, or has no voice of this language. */
export type Silence = "no_speech" | "no_voice";

const WAIT_FOR_VOICES = 1500;

export function hush(): void {
  try {
    window.speechSynthesis?.cancel();
  } catch {
    // Where it cannot be stopped, nothing was read either; the rest of a wipe must not depend on it.
  }
}

/** Reads the sentences; or says why not. */
export const readAloud = (sentences: string[], language: Language): Promise<Silence | null> =>
  read(sentences, language).catch(() => "no_speech");

async function read(sentences: string[], language: Language): Promise<Silence | null> {
  const synthesis = window.speechSynthesis;
  if (!synthesis) return "no_speech";
  const reading = synthesis.speaking;
  synthesis.cancel();
  if (reading) return null;
  const voice = await voiceOf(synthesis, language);
  if (!voice) return "no_voice";
  for (const sentence of sentences.filter((one) => one.trim() !== "")) {
    const spoken = new SpeechSynthesisUtterance(sentence);
    spoken.voice = voice;
    spoken.lang = voice.lang;
    spoken.rate = 0.9;
    synthesis.speak(spoken);
  }
  return null;
}

async function voiceOf(synthesis: SpeechSynthesis, language: Language): Promise<SpeechSynthesisVoice | undefined> {
  const find = () => synthesis.getVoices().find(({ lang, localService }) => localService && lang.toLowerCase().startsWith(language));
  const found = find();
  if (found || synthesis.getVoices().length > 0) return found;
  // Some browsers list their voices only after a while.
  await new Promise<void>((done) => {
    const timer = setTimeout(done, WAIT_FOR_VOICES);
    synthesis.addEventListener?.("voiceschanged", () => (clearTimeout(timer), done()), { once: true });
  });
  return find();
}
