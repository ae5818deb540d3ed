// What to ask next, and why. The engine proposes; what was answered "I don't know" is not asked again: then
// the same rule is applied to what is left.

import type { Answer, Description, Verdict } from "./engine-types.ts";

/** Money before services, otherwise as the document has them. */
export const moneyFirst = (verdicts: Verdict[]): Verdict[] => [...verdicts].sort((one, other) => Number(other.kind === "money") - Number(one.kind === "money"));

export interface Ask {
  fact: string;
  /** The provisions whose result hangs on it; empty when only the amounts do. */
  why: string[];
}

/** Facts of one admission, and figures, are asked where the bill is entered. */
const isFact = (ask: string) => !ask.includes(".");

/** The provisions that ask this fact: open ones, and those granted either way whose outcome hangs on it. */
const asking = (answer: Answer, fact: string) => answer.verdicts.filter((verdict) => verdict.asks.includes(fact));

export const whyAsked = (answer: Answer, fact: string): string[] => asking(answer, fact).map((verdict) => verdict.provision);

/** What is asked and not answered, the most wanted first: by provisions of money, by provisions, by amounts. */
function left(answer: Answer, facts: Description["facts"], isAnswered: (fact: string) => boolean): string[] {
  const amounts = [...(answer.premium?.asks ?? []), ...(answer.settlement?.asks ?? [])].filter(isFact);
  const all = new Set([...answer.verdicts.flatMap(({ asks }) => asks), ...amounts]);
  const wanted = (fact: string) => {
    const by = asking(answer, fact);
    return [by.filter(({ kind }) => kind === "money").length, by.length] as const;
  };
  // Sorting keeps the order of the vocabulary among equals.
  return facts
    .filter(({ id }) => all.has(id) && !isAnswered(id))
    .map(({ id }) => ({ id, by: wanted(id) }))
    .sort((one, other) => other.by[0] - one.by[0] || other.by[1] - one.by[1])
    .map(({ id }) => id);
}

export function nextAsk(answer: Answer, facts: Description["facts"], isAnswered: (fact: string) => boolean): Ask | null {
  const { next } = answer;
  if (next && !isAnswered(next.fact)) return next;
  const [fact] = left(answer, facts, isAnswered);
  return fact === undefined ? null : { fact, why: whyAsked(answer, fact) };
}

/** How many questions are left at most. */
export const asksLeft = (answer: Answer, facts: Description["facts"], isAnswered: (fact: string) => boolean): number =>
  left(answer, facts, isAnswered).length;
