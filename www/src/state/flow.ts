// What to ask next, and why. The engine says in which order; what was answered "I don't know" is not asked again.

import type { Told } from "./document.ts";

/** Money before services, otherwise as the documents have them. */
export const moneyFirst = (all: Told[]): Told[] =>
  [...all].sort((one, other) => Number(other.verdict.kind === "money") - Number(one.verdict.kind === "money"));

export const ofStatus = (all: Told[], status: string): Told[] => moneyFirst(all.filter(({ verdict }) => verdict.status === status));

/** The question to show. */
export interface Question {
  fact: string;
  /** The results that depend on it; none when only amounts do. */
  why: Told[];
}

type IsAnswered = (fact: string) => boolean;

/** The results that ask this fact: open ones, and those granted either way whose outcome depends on it. */
export const whyAsked = (verdicts: Told[], fact: string): Told[] => verdicts.filter(({ verdict }) => verdict.asks.includes(fact));

export function nextQuestion(questions: string[], verdicts: Told[], isAnswered: IsAnswered): Question | null {
  const fact = questions.find((id) => !isAnswered(id));
  return fact === undefined ? null : { fact, why: whyAsked(verdicts, fact) };
}

/** How many questions are left at most. */
export const questionsLeft = (questions: string[], isAnswered: IsAnswered): number => questions.filter((id) => !isAnswered(id)).length;
