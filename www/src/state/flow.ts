// What to ask next, and why. The engine says in which order; what was answered "I don't know" is not asked again.

import type { PersonAnswer, Verdict } from "../engine/types.ts";

/** Money before services, otherwise as the document has them. */
export const moneyFirst = (verdicts: Verdict[]): Verdict[] => [...verdicts].sort((one, other) => Number(other.kind === "money") - Number(one.kind === "money"));

/** The question to show. */
export interface Question {
  fact: string;
  /** The provisions whose result depends on it; empty when only amounts do. */
  why: string[];
}

type IsAnswered = (fact: string) => boolean;

/** The provisions that ask this fact: open ones, and those granted either way whose outcome depends on it. */
export const whyAsked = (answer: PersonAnswer, fact: string): string[] =>
  answer.verdicts.filter(({ asks }) => asks.includes(fact)).map(({ provision }) => provision);

export function nextQuestion(answer: PersonAnswer, isAnswered: IsAnswered): Question | null {
  const fact = answer.questions.find((id) => !isAnswered(id));
  return fact === undefined ? null : { fact, why: whyAsked(answer, fact) };
}

/** How many questions are left at most. */
export const questionsLeft = ({ questions }: PersonAnswer, isAnswered: IsAnswered): number => questions.filter((id) => !isAnswered(id)).length;
