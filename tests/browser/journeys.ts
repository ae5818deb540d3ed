// A resident's way through the questions without a browser: the page's own sitting, on the engine and the data that were
// built, with a person who knows everything that is asked.

import type { Data } from "../../www/src/engine/data.ts";
import type { FactDescription, FactValue } from "../../www/src/engine/types.ts";
import type { Given } from "../../www/src/state/person.ts";
import { Session } from "../../www/src/state/session.ts";
import { checkerOf } from "./sitting.ts";

/** One who is asked: what is so of them. Nothing else is: no flag, nothing of a set, a choice's "none" or "other". */
export type Truth = Record<string, FactValue>;

function answerOf({ id, kind, values }: FactDescription, truth: Truth): Given {
  const own = truth[id];
  if (kind === "choice") return values.find((value) => value === own) ?? values.find((value) => value === "none" || value === "other") ?? null;
  return own ?? (kind === "flag" ? false : kind === "set" ? [] : null);
}

export interface Journey {
  session: Session;
  /** The facts of each question, in the order asked. */
  asked: string[][];
  /** How many questions came before money was settled, or hung on nothing that the person knows. */
  untilMoney: number;
}

/** Answers all questions of a place on a day; where nothing is true, with "I don't know". */
export function journey(data: Data, place: string, on: string, truth: Truth | null): Journey {
  // Nothing is read aloud here.
  Object.assign(globalThis, { window: {} });
  const session = new Session(data, checkerOf(data), { place, policy: null, language: "zh", kiosk: false, paper: null, on });
  const asked: string[][] = [];
  let untilMoney: number | null = null;
  for (;;) {
    if (session.moneyQuestions.every((fact) => session.answers.has(fact))) untilMoney ??= asked.length;
    const { ask } = session;
    if (!ask) return { session, asked, untilMoney: untilMoney ?? asked.length };
    asked.push(ask.facts);
    session.give(ask.facts.map((fact) => {
      const description = session.fact(fact);
      return [fact, truth && description ? answerOf(description, truth) : null];
    }));
  }
}
