// What is asked next, without a browser. The order itself is the engine's (tests/tests/verdicts.rs).

import { expect, test } from "@playwright/test";
import type { Told } from "../../www/src/state/document.ts";
import { questionsLeft, moneyFirst, nextQuestion } from "../../www/src/state/flow.ts";

const verdict = (provision: string, kind: "money" | "service", asks: string[]) => ({ verdict: { provision, kind, asks } }) as unknown as Told;

/** A question with the provisions it is put for. */
const next = (questions: string[], verdicts: Told[], isAnswered: (fact: string) => boolean) => {
  const question = nextQuestion(questions, verdicts, isAnswered);
  return question && { fact: question.fact, why: question.why.map(({ verdict }) => verdict.provision) };
};

const answered = (...given: string[]) => (fact: string) => given.includes(fact);

test("the first question not answered is asked, with the provisions that depend on it", () => {
  const verdicts = [verdict("check-up", "service", ["tier"]), verdict("aid", "money", ["tier", "dibao"]), verdict("cap", "money", [])];
  expect(next(["dibao", "tier"], verdicts, answered())).toEqual({ fact: "dibao", why: ["aid"] });
  expect(next(["dibao", "tier"], verdicts, answered("dibao"))).toEqual({ fact: "tier", why: ["check-up", "aid"] });
  expect(next(["age"], verdicts, answered())).toEqual({ fact: "age", why: [] });
});

test("nothing is left when every question was answered", () => {
  const all = ["age", "tier"];
  expect(questionsLeft(all, answered())).toBe(2);
  expect(questionsLeft(all, answered("tier"))).toBe(1);
  expect(questionsLeft(all, answered("age", "tier"))).toBe(0);
  expect(next(all, [], answered("age", "tier"))).toBeNull();
});

test("money stands before services, otherwise the document's order holds", () => {
  const verdicts = [verdict("a", "service", []), verdict("b", "money", []), verdict("c", "service", []), verdict("d", "money", [])];
  expect(moneyFirst(verdicts).map(({ verdict }) => verdict.provision)).toEqual(["b", "d", "a", "c"]);
});
