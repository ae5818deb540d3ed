// A word of the page, or a text of a policy, in the resident's language.

import type { Language, Text } from "../engine/data.ts";
import { isWord, WORDS, type WordId } from "./words.ts";

interface Reader {
  readonly language: Language;
  /** What is told is over: a word that has a past form is said in it. */
  readonly past?: boolean;
}

/** The page's own words, their blanks filled in. */
export const say = ({ language, past }: Reader, id: WordId, blanks: Record<string, string | number> = {}): string =>
  WORDS[past && isWord(`${id}_past`) ? `${id}_past` as WordId : id][language].replace(/\{(\w+)\}/g, (_, name: string) => String(blanks[name] ?? ""));

/** A text that comes with a policy or a county's figures; empty where there is none. */
export const text = ({ language }: Reader, given: Text | undefined): string => given?.[language] ?? "";

/** What stands between two words, or two sentences. */
export const space = ({ language }: Reader): string => (language === "en" ? " " : "");
