// What to ask next, and why. The engine says in which order; what was answered "I don't know" is not asked again.

import type { Told } from "./document.ts";

/** Money before services, otherwise as the documents have them. */
export const moneyFirst = (all: Told[]): Told[] =>
  [...all].sort((one, other) => Number(other.verdict.kind === "money") - Number(one.verdict.kind === "money"));

export const ofStatus = (all: Told[], status: string): Told[] => moneyFirst(all.filter(({ verdict }) => verdict.status === status));

/** The question to show. */
export interface Question {
  /** Several flags of a group are put at once. */
  facts: string[];
  /** The results that depend on it; none when only amounts do. */
  why: Told[];
}

/** The flags that are asked in one question, by group. */
export type Groups = string[][];

/** The results that ask one of these facts: open ones, and those granted either way whose outcome depends on it. */
export const whyAsked = (verdicts: Told[], facts: string[]): Told[] =>
  verdicts.filter(({ verdict }) => verdict.asks.some((fact) => facts.includes(fact)));

/** Facts as the questions that ask them: those of a group together, where its first one would be asked, in its order. */
export function together(facts: string[], groups: Groups): string[][] {
  const questions = facts.map((fact) => groups.find((group) => group.includes(fact))?.filter((other) => facts.includes(other)) ?? [fact]);
  return questions.filter((question, at) => questions.findIndex(([first]) => first === question[0]) === at);
}

/** The facts of the last question that was answered, of all answered in order. */
export function lastAnswered(answered: string[], groups: Groups): string[] {
  const last = answered[answered.length - 1];
  if (last === undefined) return [];
  const group = groups.find((group) => group.includes(last)) ?? [last];
  let from = answered.length;
  while (group.includes(answered[from - 1] ?? "")) from -= 1;
  return group.filter((fact) => answered.includes(fact, from));
}
