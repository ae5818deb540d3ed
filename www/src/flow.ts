// What to ask next, and why. The engine proposes; what was answered "I don't know" is not asked again.

import type { Answer, Description, Verdict } from "./engine-types.ts";

export interface Ask {
  fact: string;
  /** The provisions whose result hangs on it; empty when only the amounts do. */
  why: string[];
}

/** Facts of one admission, and figures, are asked where the bill is entered. */
const isFact = (ask: string) => !ask.includes(".");

const openVerdicts = (answer: Answer) => answer.verdicts.filter((verdict) => verdict.status === "open");

/** The provisions still open that ask this fact. */
export function whyAsked(answer: Answer, fact: string): string[] {
  return openVerdicts(answer)
    .filter((verdict) => verdict.asks.includes(fact))
    .map((verdict) => verdict.provision);
}

export function nextAsk(answer: Answer, facts: Description["facts"], isAnswered: (fact: string) => boolean): Ask | null {
  const { next } = answer;
  if (next && !isAnswered(next.fact)) return next;
  const inOrder = (asks: string[]) => {
    const left = asks.filter((ask) => isFact(ask) && !isAnswered(ask));
    return facts.find(({ id }) => left.includes(id))?.id;
  };
  const moneyFirst = (verdict: Verdict) => (verdict.kind === "money" ? 0 : 1);
  const open = openVerdicts(answer).sort((one, other) => moneyFirst(one) - moneyFirst(other));
  const asksInTurn = [
    ...open.map((verdict) => verdict.asks),
    answer.premium?.asks ?? [],
    answer.settlement?.asks ?? [],
  ];
  for (const asks of asksInTurn) {
    const fact = inOrder(asks);
    if (fact) return { fact, why: whyAsked(answer, fact) };
  }
  return null;
}

/** How many questions are left at most. */
export function asksLeft(answer: Answer, isAnswered: (fact: string) => boolean): number {
  const all = [
    ...openVerdicts(answer).flatMap((verdict) => verdict.asks),
    ...(answer.premium?.asks ?? []),
    ...(answer.settlement?.asks ?? []),
  ];
  return new Set(all.filter((ask) => isFact(ask) && !isAnswered(ask))).size;
}
