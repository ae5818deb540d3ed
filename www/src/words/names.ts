// What facts, their values and provisions are called.

import type { FactWords } from "../engine/data.ts";
import type { FactValue } from "../engine/types.ts";
import type { Given } from "../state/person.ts";
import type { Session } from "../state/session.ts";
import { say, text } from "./say.ts";

export function factWords(session: Session, fact: string): FactWords | undefined {
  return session.policy?.words.facts?.[fact] ?? session.data.vocabulary.facts[fact];
}

export const titleOf = (session: Session, provision: string): string => text(session, session.policy?.words.provisions[provision]?.title);

export function labelOf(session: Session, fact: string): string {
  return text(session, factWords(session, fact)?.label) || fact;
}

export function valueWords(session: Session, fact: string, value: Given): string {
  if (value === null) return say(session, "unknown");
  const words = factWords(session, fact);
  const one = (id: string) => text(session, words?.values?.[id]) || id;
  if (Array.isArray(value)) {
    return value.length === 0 ? say(session, "none_of_these") : value.map(one).join(say(session, "comma"));
  }
  if (typeof value === "boolean") return say(session, value ? "yes" : "no");
  if (typeof value === "number") {
    const space = session.language === "en" ? " " : "";
    return `${value}${space}${text(session, words?.unit)}`;
  }
  return one(value);
}

export function factAndValue(session: Session, fact: string, value: FactValue): string {
  return `${labelOf(session, fact)}${say(session, "colon")}${valueWords(session, fact, value)}`;
}
