// What facts, their values and provisions are called.

import type { FactWords } from "../engine/data.ts";
import type { FactValue } from "../engine/types.ts";
import { shownAs } from "../state/kinds.ts";
import { yuan } from "../state/money.ts";
import type { Given } from "../state/person.ts";
import type { Session } from "../state/session.ts";
import { say, text } from "./say.ts";

export function factWords(session: Session, fact: string): FactWords | undefined {
  return session.policy?.words.facts?.[fact] ?? session.data.vocabulary.words.facts[fact];
}

export const titleOf = (session: Session, provision: string): string => text(session, session.policy?.words.provisions[provision]?.title);

export function labelOf(session: Session, fact: string): string {
  return text(session, factWords(session, fact)?.label) || fact;
}

/** A value that can be ticked. */
export const optionWords = (session: Session, fact: string, value: string): string =>
  text(session, factWords(session, fact)?.values?.[value]) || (value in OPTIONS ? say(session, OPTIONS[value as keyof typeof OPTIONS]) : value);

const OPTIONS = { true: "yes", false: "no", none: "none_of_these", unknown: "unknown" } as const;

/** What was answered. */
export function valueWords(session: Session, fact: string, value: Given): string {
  if (typeof value === "number") {
    const space = session.language === "en" ? " " : "";
    return `${value}${space}${text(session, factWords(session, fact)?.unit)}`;
  }
  const kind = session.fact(fact)?.kind ?? "choice";
  if (kind === "money" && typeof value === "string") return say(session, "yuan", { n: yuan(value) });
  return shownAs(value, kind).ticked.map((one) => optionWords(session, fact, one)).join(say(session, "comma"));
}

export function factAndValue(session: Session, fact: string, value: FactValue): string {
  return `${labelOf(session, fact)}${say(session, "colon")}${valueWords(session, fact, value)}`;
}
