// What counts as an answer to each kind of fact, without a browser.

import { expect, test } from "@playwright/test";
import { entered, enteredTogether, kindOf, shownAs, shownTogether } from "../../www/src/state/kinds.ts";
import type { FactDescription } from "../../www/src/engine/types.ts";
import type { Given } from "../../www/src/state/person.ts";

const fact = (kind: FactDescription["kind"], more: Partial<FactDescription> = {}): FactDescription => ({ id: "f", kind, values: [], scope: "person", change: "fixed", ...more });

const diseases = fact("set", { values: ["a", "b", "c"] });
const tier = fact("choice", { values: ["tier_1", "tier_2", "none"] });
const age = fact("number", { min: 0, max: 130 });

test("one of several is a radio button, several of them checkboxes with none of them at the end, a number a field", () => {
  const shown = (one: FactDescription) => [kindOf(one).input, kindOf(one).options(one)];
  expect([fact("flag"), tier, diseases, age, fact("money")].map(shown)).toEqual([
    ["radio", ["true", "false"]], ["radio", ["tier_1", "tier_2", "none"]], ["checkbox", ["a", "b", "c", "none"]], ["text", []], ["text", []],
  ]);
});

test("not knowing wins over everything, and nothing is no answer", () => {
  expect(entered(diseases, ["a", "unknown"], "")).toBeNull();
  expect(entered(age, ["unknown"], "7")).toBeNull();
  for (const one of [diseases, tier, age, fact("flag")]) expect(entered(one, [], "")).toBeUndefined();
});

test("a set is what is ticked in the fact's order, or none", () => {
  expect(entered(diseases, ["none"], "")).toEqual([]);
  expect(entered(diseases, ["b", "a"], "")).toEqual(["a", "b"]);
  expect(entered(diseases, ["a", "none"], "")).toEqual([]);
});

test("flags and choices are the one that is ticked; a choice's own none is a value", () => {
  expect(entered(fact("flag"), ["true"], "")).toBe(true);
  expect(entered(fact("flag"), ["false"], "")).toBe(false);
  expect(entered(tier, ["tier_2"], "")).toBe("tier_2");
  expect(entered(tier, ["none"], "")).toBe("none");
  expect(entered(tier, ["tier_9"], "")).toBeUndefined();
});

test("a number is a whole one within its bounds, in plain or full-width digits", () => {
  expect(entered(age, [], "67")).toBe(67);
  expect(entered(age, [], " 67 ")).toBe(67);
  expect(entered(age, [], "６７")).toBe(67);
  expect(entered(age, [], "130")).toBe(130);
  for (const wrong of ["131", "-1", "6.5", "六十", "1e2", "0x1F", "6 7", "12345678901234567890"]) expect(entered(age, [], wrong), wrong).toBeUndefined();
});

test("what was entered is shown so that it would be entered again", () => {
  const all: [FactDescription, Given][] = [[diseases, []], [diseases, ["a", "c"]], [tier, "none"], [tier, null], [fact("flag"), false], [age, 0], [age, 99], [age, null], [fact("money"), "1500.50"], [fact("money"), null]];
  for (const [one, given] of all) {
    const { ticked, typed } = shownAs(given, one.kind);
    expect(entered(one, ticked, typed)).toEqual(given);
  }
  expect(shownAs(undefined, "number")).toEqual({ ticked: [], typed: "" });
  expect(shownAs(null, "number")).toEqual({ ticked: ["unknown"], typed: "" });
  expect(shownAs(67, "number")).toEqual({ ticked: [], typed: "67" });
  expect(shownAs("tier_1", "choice")).toEqual({ ticked: ["tier_1"], typed: "" });
  expect(shownAs([], "set")).toEqual({ ticked: ["none"], typed: "" });
});

test("of flags asked together those ticked are so, and the rest is not, unless one is not sure of it", () => {
  const flags = ["dibao", "tekun"];
  expect(enteredTogether(flags, [], [])).toBeUndefined();
  expect(enteredTogether(flags, ["tekun"], [])).toEqual([["dibao", false], ["tekun", true]]);
  expect(enteredTogether(flags, ["tekun"], ["unknown"])).toEqual([["dibao", null], ["tekun", true]]);
  expect(enteredTogether(flags, [], ["none"])).toEqual([["dibao", false], ["tekun", false]]);
  expect(enteredTogether(flags, [], ["unknown"])).toEqual([["dibao", null], ["tekun", null]]);
});

test("what was entered together is shown so that it would be entered again", () => {
  const flags = ["dibao", "tekun"];
  for (const open of [[undefined, undefined], [undefined, false], []]) expect(shownTogether(flags, open)).toEqual({ ticked: [], rest: [] });
  expect(shownTogether(flags, [false, false])).toEqual({ ticked: [], rest: ["none"] });
  expect(shownTogether(flags, [true, false])).toEqual({ ticked: ["dibao"], rest: [] });
  for (const given of [[true, false], [false, false], [null, true], [null, null], [true, true]]) {
    const { ticked, rest } = shownTogether(flags, given);
    expect(enteredTogether(flags, ticked, rest)?.map(([, value]) => value)).toEqual(given);
  }
});
