// What is asked next, without a browser. The order itself is the engine's (tests/tests/verdicts.rs).

import { expect, test } from "@playwright/test";
import type { PersonAnswer, Verdict } from "../../www/src/engine/types.ts";
import { questionsLeft, moneyFirst, nextQuestion } from "../../www/src/state/flow.ts";

const verdict = (provision: string, kind: "money" | "service", asks: string[]) => ({ provision, kind, asks }) as unknown as Verdict;

const answer = (questions: string[], verdicts: Verdict[] = []) => ({ questions, verdicts }) as unknown as PersonAnswer;

const answered = (...given: string[]) => (fact: string) => given.includes(fact);

test("the first question not answered is asked, with the provisions that depend on it", () => {
  const verdicts = [verdict("check-up", "service", ["tier"]), verdict("aid", "money", ["tier", "dibao"]), verdict("cap", "money", [])];
  expect(nextQuestion(answer(["dibao", "tier"], verdicts), answered())).toEqual({ fact: "dibao", why: ["aid"] });
  expect(nextQuestion(answer(["dibao", "tier"], verdicts), answered("dibao"))).toEqual({ fact: "tier", why: ["check-up", "aid"] });
  expect(nextQuestion(answer(["age"], verdicts), answered())).toEqual({ fact: "age", why: [] });
});

test("nothing is left when every question was answered", () => {
  const all = answer(["age", "tier"]);
  expect(questionsLeft(all, answered())).toBe(2);
  expect(questionsLeft(all, answered("tier"))).toBe(1);
  expect(questionsLeft(all, answered("age", "tier"))).toBe(0);
  expect(nextQuestion(all, answered("age", "tier"))).toBeNull();
});

test("money stands before services, otherwise the document's order holds", () => {
  const verdicts = [verdict("a", "service", []), verdict("b", "money", []), verdict("c", "service", []), verdict("d", "money", [])];
  expect(moneyFirst(verdicts).map(({ provision }) => provision)).toEqual(["b", "d", "a", "c"]);
});
