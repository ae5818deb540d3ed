// What a person typed, as the engine is given it: answers, bills, a household; and without what shows an illness.

import { expect, test } from "@playwright/test";
import type { FactDescription } from "../../www/src/engine/types.ts";
import { caseOf, householdOf, merged } from "../../www/src/state/case.ts";
import { showsIllness, tellIllness, withoutIllness } from "../../www/src/state/illness.ts";
import { Person, type Given } from "../../www/src/state/person.ts";
import { admissionOf, changedStay, entryProblem, newStay, paidProblem, saidByAll, withoutSheet, type Stay } from "../../www/src/state/stays.ts";

const fact = (id: string, scope: "person" | "household" | "admission", hidden?: string[]) =>
  ({ id, scope, ...(hidden ? { private: hidden } : {}) }) as unknown as FactDescription;

const FACTS = [
  fact("residence", "household"),
  fact("dibao", "person"),
  fact("diseases", "person", ["hiv", "tuberculosis"]),
  fact("hospital_level", "admission"),
  fact("disease_of_stay", "admission", ["hiv"]),
];
const PARTS = { facts: FACTS, figures: { year: 2026 } as never, readings: { one: true } };

const person = (answers: Record<string, Given>, ...stays: Stay[]): Person =>
  Object.assign(new Person(), { answers: new Map(Object.entries(answers)), stays });
const stay = (facts: Record<string, Given>, typed: Partial<Stay> = {}): Stay => ({ ...newStay(), facts: new Map(Object.entries(facts)), ...typed });

test("a case has what is known of the facts of its documents, and nothing else", () => {
  const told = person({ residence: "rural", dibao: null, diseases: [], elsewhere: true });
  expect(caseOf(told, PARTS)).toEqual({ figures: PARTS.figures, readings: PARTS.readings, facts: { residence: "rural", diseases: [] }, admissions: [] });
});

test("what all bills say alike is known of the stay; what they say differently, or not all, is not", () => {
  const of = (told: Person) => caseOf(told, PARTS).facts;
  expect(of(person({}, stay({ hospital_level: "level_2" })))).toEqual({ hospital_level: "level_2" });
  expect(of(person({}, stay({ hospital_level: "level_2" }), stay({ hospital_level: "level_3" })))).toEqual({});
  expect(of(person({}, stay({ hospital_level: "level_2" }), stay({ hospital_level: null })))).toEqual({});
  // What was answered to the question itself goes before the bills.
  expect(of(person({ hospital_level: "level_1" }, stay({ hospital_level: "level_2" })))).toEqual({ hospital_level: "level_1" });
  // An answer of "I don't know" does not.
  expect(of(person({ hospital_level: null }, stay({ hospital_level: "level_2" })))).toEqual({ hospital_level: "level_2" });
  // A bill says nothing of a person.
  expect(of(person({}, stay({ dibao: true })))).toEqual({});
});

test("a household has its answers once, from the first; each member has the member's", () => {
  const two = [person({ residence: "rural", dibao: true }, stay({ hospital_level: "level_2" })), person({ residence: "urban", dibao: false })];
  expect(householdOf(two, PARTS)).toEqual({
    figures: PARTS.figures,
    readings: PARTS.readings,
    household: { residence: "rural" },
    members: [
      { facts: { dibao: true, hospital_level: "level_2" }, admissions: [{ hospital_level: "level_2" }] },
      { facts: { dibao: false }, admissions: [] },
    ],
  });
  expect(householdOf([], PARTS)).toMatchObject({ household: {}, members: [] });
});

test("figures typed lie over those of the county, key by key; a list takes the place of a list", () => {
  const county = { contribution: { tier_1: "400", tier_2: "775" }, bands: [1, 2], year: 2026 };
  expect(merged<object>(county, { contribution: { tier_2: "800" }, bands: [3] })).toEqual({ contribution: { tier_1: "400", tier_2: "800" }, bands: [3], year: 2026 });
  expect(merged<object>({ cap: "100" }, { cap: { more: "1" } })).toEqual({ cap: { more: "1" } });
  expect(merged<object>({ cap: { more: "1" } }, { cap: null })).toEqual({ cap: null });
  expect(county.contribution.tier_2, "what lies under is not changed").toBe("775");
});

test("a bill is given in scope and out of scope, to the fen", () => {
  expect(admissionOf(newStay())).toEqual({});
  expect(admissionOf(stay({ hospital_level: "level_2", disease_of_stay: null }, { total: "12800.05", in_scope: "12000" }))).toEqual({
    hospital_level: "level_2",
    in_scope: "12000",
    out_of_scope: "800.05",
  });
  expect(admissionOf(stay({}, { total: "500" })), "a total alone says nothing of what counts").toEqual({});
  expect(admissionOf(stay({}, { in_scope: "500" }))).toEqual({ in_scope: "500" });
  expect(admissionOf(stay({}, { total: "500", in_scope: "500" }))).toEqual({ in_scope: "500", out_of_scope: "0.00" });
  expect(admissionOf(stay({}, { total: "500", in_scope: "500.01" })), "more than the total is not used").toEqual({});
  expect(admissionOf(stay({}, { total: "500", in_scope: "many" }))).toEqual({});
});

test("what is wrong with an entry is said at it", () => {
  const typed = stay({}, { total: " 500 ", in_scope: "500.01" });
  expect(entryProblem(typed, "total")).toBeNull();
  expect(entryProblem(typed, "in_scope")).toBe("more_than_total");
  expect(entryProblem({ ...typed, in_scope: "500.00" }, "in_scope")).toBeNull();
  expect(entryProblem({ ...typed, total: "50x" }, "total")).toBe("not_an_amount");
  expect(entryProblem({ ...typed, total: "50x" }, "in_scope"), "no total to compare with").toBeNull();
  expect(entryProblem({ ...typed, in_scope: "  " }, "in_scope")).toBeNull();
});

test("a settlement sheet says what each layer paid; what is no amount is named and not used", () => {
  const sheet = stay({}, { paid: new Map([["basic", " 6000 "], ["major_illness", ""], ["assistance", "a lot"]]) });
  expect(admissionOf(sheet)).toEqual({ paid: { basic: "6000" } });
  expect(["basic", "major_illness", "assistance", "other"].map((layer) => paidProblem(sheet, layer))).toEqual([null, null, "not_an_amount", null]);
  expect(paidProblem(newStay(), "basic")).toBeNull();
  expect(withoutSheet({ ...sheet, total: "1", in_scope: "2" })).toEqual({ facts: sheet.facts, total: "1", in_scope: "2" });
});

test("a fact of a stay is replaced, the others stay", () => {
  const before = stay({ hospital_level: "level_2", disease_of_stay: "hiv" }, { total: "1" });
  const after = changedStay(before, { hospital_level: "level_3" });
  expect([...after.facts]).toEqual([["hospital_level", "level_3"], ["disease_of_stay", "hiv"]]);
  expect(after.total).toBe("1");
  expect(before.facts.get("hospital_level")).toBe("level_2");
  expect(saidByAll([before, before], "disease_of_stay")).toBe("hiv");
  expect(saidByAll([], "disease_of_stay")).toBeUndefined();
});

test("an illness is shown by its own values alone", () => {
  const [, , diseases] = FACTS as [FactDescription, FactDescription, FactDescription];
  expect(showsIllness(diseases, [["cancer", "hiv"]])).toBe(true);
  expect(showsIllness(diseases, [["cancer"]])).toBe(false);
  expect(showsIllness(diseases, [])).toBe(false);
  expect(showsIllness(fact("dibao", "person"), [true])).toBe(false);
  expect(showsIllness(fact("severe", "person", ["true"]), [true])).toBe(true);
  expect(showsIllness(fact("severe", "person", ["true"]), [false])).toBe(false);
});

test("without illness: what shows one is as if not asked, of person and of stay; all else is as it was", () => {
  const ill = person({ dibao: true, diseases: ["hiv"], unknown_here: "x" }, stay({ hospital_level: "level_2", disease_of_stay: "hiv" }, { total: "9" }));
  ill.relation = "child";
  const well = person({ dibao: null, diseases: null }, stay({ disease_of_stay: null }));
  const [one, other] = withoutIllness([ill, well], FACTS);
  expect([...(one?.answers ?? [])]).toEqual([["dibao", true], ["unknown_here", "x"]]);
  expect([...(one?.stays[0]?.facts ?? [])]).toEqual([["hospital_level", "level_2"]]);
  expect([one?.stays[0]?.total, one?.relation]).toEqual(["9", "child"]);
  expect([...(other?.answers ?? [])], "not known tells nothing").toEqual([["dibao", null], ["diseases", null]]);
  expect(ill.answers.size, "the person's own answers stay").toBe(3);
  expect(tellIllness([well], FACTS)).toBe(false);
  expect(tellIllness([well, ill], FACTS)).toBe(true);
  expect(tellIllness([person({}, stay({ disease_of_stay: "hiv" }))], FACTS)).toBe(true);
  expect(tellIllness([], FACTS)).toBe(false);
});
