// What facts, their values and provisions are called.

import type { FactWords, GroupWords } from "../engine/data.ts";
import type { FactValue } from "../engine/types.ts";
import { shownAs } from "../state/kinds.ts";
import { yuan } from "../state/money.ts";
import type { Given } from "../state/person.ts";
import type { Document, Told } from "../state/document.ts";
import { factOf, groupsOf, type Reader } from "../state/reader.ts";
import { say, text } from "./say.ts";

/** What a fact is called; its values are called by each document that has them. */
export function factWords(reader: Reader, fact: string): FactWords | undefined {
  const all = [...reader.policies.map(({ words }) => words), reader.data.vocabulary.words].flatMap(({ facts }) => facts[fact] ?? []);
  return all[0] && { ...all[0], values: Object.assign({}, ...all.map(({ values }) => values).reverse()) };
}

/** The words of the question that asks these flags together. */
export const groupWords = (reader: Reader, flags: string[]): GroupWords | undefined =>
  groupsOf(reader).find(({ facts }) => flags.every((flag) => flag in facts));

export const titleOf = ({ document, verdict }: Told): string =>
  text(document, document.policy.words.provisions[verdict.provision]?.title) || verdict.provision;

/** A document in a few words: its title up to the colon, unless that is no more than its place. */
export function documentTitle(document: Document): string {
  const { title, place } = document.policy.words;
  const whole = text(document, title);
  const short = /^[^:：]+/.exec(whole)?.[0] ?? whole;
  return text(document, place).includes(short) ? whole : short;
}

export function labelOf(reader: Reader, fact: string): string {
  return text(reader, factWords(reader, fact)?.label) || fact;
}

/** A value that can be ticked. */
export const optionWords = (reader: Reader, fact: string, value: string): string =>
  text(reader, factWords(reader, fact)?.values?.[value]) || (value in OPTIONS ? say(reader, OPTIONS[value as keyof typeof OPTIONS]) : value);

const OPTIONS = { true: "yes", false: "no", none: "none_of_these", unknown: "unknown" } as const;

/** What was answered. */
export function valueWords(reader: Reader, fact: string, value: Given): string {
  if (typeof value === "number") {
    const space = reader.language === "en" ? " " : "";
    return `${value}${space}${text(reader, factWords(reader, fact)?.unit)}`;
  }
  const kind = factOf(reader, fact)?.kind ?? "choice";
  if (kind === "money" && typeof value === "string") return say(reader, "yuan", { n: yuan(value) });
  return shownAs(value, kind).ticked.map((one) => optionWords(reader, fact, one)).join(say(reader, "comma"));
}

export function factAndValue(reader: Reader, fact: string, value: FactValue): string {
  return `${labelOf(reader, fact)}${say(reader, "colon")}${valueWords(reader, fact, value)}`;
}
