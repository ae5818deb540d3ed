// A resident's way through the questions without a browser: the page's own sitting, on the engine and the data that were
// built, with a person who knows everything that is asked.

import { readFileSync } from "node:fs";
import type { Engine, Instance } from "virtual:mingbai-engine";
import type { Checker } from "../../www/src/engine/checker.ts";
import { readData, type Data, type Place } from "../../www/src/engine/data.ts";
import type { Case, FactDescription, FactValue, Household } from "../../www/src/engine/types.ts";
import type { Given } from "../../www/src/state/person.ts";
import { Session } from "../../www/src/state/session.ts";
import { dataOf } from "../../www/build/site.mjs";
import { SINGLE_FILE } from "./page.ts";

const ENGINE = new URL("../../www/engine/", import.meta.url);

/** What the built page carries. */
export const builtData = (): Promise<Data> => readData(dataOf(readFileSync(SINGLE_FILE, "utf8")) ?? "");

/** The engine, one place at a time, without a spare one to go on with after a trap. */
function checkerOf(vocabulary: Uint8Array): Checker {
  const glue = new Function(`${readFileSync(new URL("mingbai_wasm.js", ENGINE), "utf8")}\nreturn wasm_bindgen;`)() as Instance & { initSync(given: { module: Uint8Array }): void };
  glue.initSync({ module: readFileSync(new URL("mingbai_wasm_bg.wasm", ENGINE)) });
  let engine: Engine | undefined;
  return {
    open({ id, local, same, policies }: Place) {
      engine?.free();
      engine = new glue.Engine(vocabulary, id, local, same);
      for (const { bytes } of policies) engine.add(bytes);
      return engine.describe();
    },
    assess: (input: Case | Household, on: string) => engine?.assess(input, on),
  } as unknown as Checker;
}

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
  const session = new Session(data, checkerOf(data.vocabulary.bytes), { place, policy: null, language: "zh", kiosk: false, on });
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
