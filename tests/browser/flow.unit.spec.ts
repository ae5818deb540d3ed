// The order of questions, without a browser.

import { expect, test } from "@playwright/test";
import type { Answer, Description, Verdict } from "../../www/src/engine-types.ts";
import { asksLeft, nextAsk } from "../../www/src/flow.ts";

const facts = ["residence", "dibao", "tier", "age"].map((id) => ({ id })) as Description["facts"];

const verdict = (provision: string, kind: "money" | "service", asks: string[], status = "open") =>
  ({ provision, kind, status: asks.length > 0 ? status : "granted", asks }) as unknown as Verdict;

const answer = (verdicts: Verdict[], next: string | null, premium: string[] = []) =>
  ({ verdicts, next: next && { fact: next, why: ["given"] }, premium: { asks: premium }, settlement: null }) as unknown as Answer;

const answered = (...given: string[]) => (fact: string) => given.includes(fact);

test("the engine's proposal is taken", () => {
  expect(nextAsk(answer([verdict("aid", "money", ["residence", "dibao"])], "dibao"), facts, answered())).toEqual({ fact: "dibao", why: ["given"] });
});

test("after an unknown what most provisions of money ask comes next, ties in vocabulary order", () => {
  const verdicts = [verdict("check-up", "service", ["residence"]), verdict("aid", "money", ["tier", "dibao", "age"]), verdict("cap", "money", ["tier"])];
  expect(nextAsk(answer(verdicts, "age"), facts, answered("age"))).toEqual({ fact: "tier", why: ["aid", "cap"] });
  expect(nextAsk(answer(verdicts, "age"), facts, answered("age", "tier"))).toEqual({ fact: "dibao", why: ["aid"] });
});

test("services are asked when money is exhausted, amounts last", () => {
  const verdicts = [verdict("aid", "money", ["age"]), verdict("check-up", "service", ["age", "residence"])];
  expect(nextAsk(answer(verdicts, "age"), facts, answered("age"))?.fact).toBe("residence");
  expect(nextAsk(answer([verdict("aid", "money", [])], null, ["figures.contribution.tier_1", "tier"]), facts, answered())).toEqual({ fact: "tier", why: [] });
});

test("what is granted either way is asked too, where its outcome hangs on an answer", () => {
  const verdicts = [verdict("aid", "money", ["dibao", "tier"], "granted")];
  expect(nextAsk(answer(verdicts, "dibao"), facts, answered("dibao"))).toEqual({ fact: "tier", why: ["aid"] });
  expect(asksLeft(answer(verdicts, "dibao"), facts, answered("dibao"))).toBe(1);
});

test("nothing is left when every ask was answered or is a figure", () => {
  const all = answer([verdict("aid", "money", ["age"])], "age", ["figures.contribution.tier_1", "tier"]);
  expect(asksLeft(all, facts, answered())).toBe(2);
  expect(asksLeft(all, facts, answered("age", "tier"))).toBe(0);
  expect(nextAsk(all, facts, answered("age", "tier"))).toBeNull();
});
