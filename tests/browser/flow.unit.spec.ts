// What is asked next, without a browser. The order itself is the engine's (tests/tests/verdicts.rs).

import { expect, test } from "@playwright/test";
import type { Told } from "../../www/src/state/document.ts";
import { lastAnswered, moneyFirst, ofStatus, together, whyAsked } from "../../www/src/state/flow.ts";

const verdict = (provision: string, kind: "money" | "service", asks: string[]): Told => ({ verdict: { provision, kind, asks } }) as unknown as Told;

const GROUPS = [["dibao", "tekun", "orphan"], ["at_home", "chronic"]];

test("flags of a group are one question, where the first of them would be, in the group's order", () => {
  expect(together(["age", "orphan", "tier", "dibao", "tekun"], GROUPS)).toEqual([["age"], ["dibao", "tekun", "orphan"], ["tier"]]);
  // Of a group only what is asked now; what is left of it alone is a question like any other.
  expect(together(["tekun", "at_home"], GROUPS)).toEqual([["tekun"], ["at_home"]]);
  expect(together([], GROUPS)).toEqual([]);
});

test("looking back comes to the question as it was asked", () => {
  expect(lastAnswered(["age", "dibao", "tekun"], GROUPS)).toEqual(["dibao", "tekun"]);
  expect(lastAnswered(["dibao", "orphan", "age"], GROUPS)).toEqual(["age"]);
  // A flag of the same group asked apart, before another question, is not part of the last one.
  expect(lastAnswered(["orphan", "age", "dibao", "tekun"], GROUPS)).toEqual(["dibao", "tekun"]);
  expect(lastAnswered(["dibao"], GROUPS)).toEqual(["dibao"]);
  expect(lastAnswered([], GROUPS)).toEqual([]);
});

test("a question is asked for the results that ask one of its facts", () => {
  const verdicts = [verdict("check-up", "service", ["tier"]), verdict("aid", "money", ["tier", "dibao"]), verdict("cap", "money", ["tekun"])];
  const why = (...facts: string[]) => whyAsked(verdicts, facts).map(({ verdict }) => verdict.provision);
  expect(why("dibao", "tekun")).toEqual(["aid", "cap"]);
  expect(why("tier")).toEqual(["check-up", "aid"]);
  expect(why("age")).toEqual([]);
});

test("money stands before services, otherwise the document's order holds", () => {
  const verdicts = [verdict("a", "service", []), verdict("b", "money", []), verdict("c", "service", []), verdict("d", "money", [])];
  expect(moneyFirst(verdicts).map(({ verdict }) => verdict.provision)).toEqual(["b", "d", "a", "c"]);
});

test("of one status the money stands first too", () => {
  const verdicts = (["a granted service", "b open money", "c granted money"] as const).map((words) => {
    const [provision, status, kind] = words.split(" ");
    return { verdict: { provision, status, kind, asks: [] } } as unknown as Told;
  });
  const of = (status: string) => ofStatus(verdicts, status).map(({ verdict }) => verdict.provision);
  expect([of("granted"), of("open"), of("refused")]).toEqual([["c", "a"], ["b"], []]);
});
