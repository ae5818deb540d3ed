// Figures as a person types them, in the order of a settlement sheet; a place's documents as one.

import { expect, test } from "@playwright/test";
import { parseFigure } from "../../www/src/engine/ask.ts";
import type { Policy } from "../../www/src/engine/data.ts";
import type { Answer, Description, FactDescription } from "../../www/src/engine/types.ts";
import { Document, factsOfAll, keyOf } from "../../www/src/state/document.ts";
import { figuresOf, inSheetOrder, isWrong, typedBands, typedPercent, valueOf } from "../../www/src/state/figures.ts";
import { factOf, groupsOf, type Reader } from "../../www/src/state/reader.ts";

test("a percentage is a number from 0 to 100, with its sign or without", () => {
  expect(["62", " 62% ", "６２．５％", "0", "100", "62 %"].map(typedPercent)).toEqual(["62", "62", "62.5", "0", "100", "62"]);
  expect(["", "%", "100.01", "-1", "62%%", "%62", "sixty"].map(typedPercent)).toEqual(Array(7).fill(null));
});

test("bands rise from line to line, each with its start and its percentage; the first starts at nothing where it says nothing", () => {
  expect(typedBands("|60\n30,000|70.5")).toEqual([{ from: "0", percent: "60" }, { from: "30000", percent: "70.5" }]);
  expect(typedBands("0|60\n\n  \n10|65%")).toEqual([{ from: "0", percent: "60" }, { from: "10", percent: "65" }]);
  for (const wrong of ["", "\n", "0|60\n0|70", "10|60\n5|70", "0", "0|", "x|60", "0|101"]) expect(typedBands(wrong), wrong).toBeNull();
});

const value = (path: string, typed: string) => valueOf(parseFigure(path), typed);

test("each figure takes what is one of its kind", () => {
  expect([value("figures.basic.cap.tier_1", "none"), value("figures.basic.cap.tier_1", "200,000元"), value("figures.basic.cap.tier_1", "nothing")]).toEqual(["none", "200000", null]);
  expect([value("figures.contribution.tier_1", "250"), value("figures.contribution.tier_1", "none")]).toEqual(["250", null]);
  expect([value("figures.basic.rate.tier_1.district", "75%"), value("figures.basic.rate.tier_1.district", "750")]).toEqual(["75", null]);
  expect(["zero", "deductible", "half"].map((typed) => value("figures.major_illness.bands_from", typed))).toEqual(["zero", "deductible", null]);
  expect(value("figures.major_illness.bands", "|60")).toEqual([{ from: "0", percent: "60" }]);
  expect(value("figures.income", "1500.5")).toBe("1500.5");
});

test("a field that is empty is not wrong, one that is not right yet is", () => {
  const bands = parseFigure("figures.major_illness.bands");
  expect([isWrong(bands, ""), isWrong(bands, " | \n | "), isWrong(bands, "0|60"), isWrong(bands, "0|600")]).toEqual([false, false, false, true]);
  expect(isWrong(parseFigure("figures.assistance.cap"), "lots")).toBe(true);
});

test("figures typed are a table as a figures file has it; what is not right yet is left out", () => {
  const typed = { "figures.contribution.tier_1": "250", "figures.contribution.tier_2": "625", "figures.basic.rate.tier_1.district": "75%", "figures.basic.deductible.district": "many", "figures.income": "30000" };
  expect(figuresOf(new Map(Object.entries(typed)))).toEqual({ contribution: { tier_1: "250", tier_2: "625" }, basic: { rate: { tier_1: { district: "75" } } }, income: "30000" });
  expect(figuresOf(new Map())).toEqual({});
});

test("figures stand as on a sheet: layer by layer, deductible before rate, values in their fact's order, yearly caps at the end", () => {
  const facts = [{ id: "tier", values: ["tier_1", "tier_2"] }, { id: "hospital_level", values: ["township", "district"] }] as unknown as FactDescription[];
  const inOrder = [
    "figures.contribution.tier_1", "figures.contribution.tier_2", "figures.basic.deductible.township", "figures.basic.deductible.district",
    "figures.basic.rate.tier_1.township", "figures.basic.rate.tier_1.district", "figures.basic.rate.tier_2.township",
    "figures.major_illness.deductible", "figures.major_illness.bands", "figures.major_illness.bands_from",
    "figures.basic.cap.tier_1", "figures.major_illness.cap", "figures.assistance.cap",
  ];
  const sorted = (paths: string[]) => inSheetOrder(paths.map(parseFigure), ["premium", "basic", "major_illness", "assistance"], facts).map(({ path }) => path);
  expect(sorted([...inOrder].reverse())).toEqual(inOrder);
  expect(sorted([...inOrder].sort())).toEqual(inOrder);
  expect(sorted(["figures.assistance.cap", "figures.assistance.cap"])).toEqual(["figures.assistance.cap", "figures.assistance.cap"]);
});

// ---- documents ----

const fact = (id: string, ...values: string[]) => ({ id, values }) as unknown as FactDescription;
const described = (...facts: FactDescription[]) => ({ facts }) as unknown as Description;

test("a fact of several documents is one, with every value that one of them has, in order", () => {
  expect(factsOfAll([described(fact("scheme", "resident", "none"), fact("age")), described(fact("scheme", "employee", "none"))])).toEqual([fact("scheme", "resident", "none", "employee"), fact("age")]);
  expect(factsOfAll([])).toEqual([]);
});

const SITTING = { language: "en", past: false, data: { vocabulary: {} }, readings: { scope: false } } as unknown as Reader;
const POLICY = { id: "p-2020" } as Policy;

test("a document is read in the language and the readings of the sitting, with its own words and facts", () => {
  const document = new Document(SITTING, POLICY, described(fact("age")), { validity: "in_force", verdicts: [{ provision: "aid" }] } as unknown as Answer, 0);
  expect([document.language, document.readings, document.data, document.policies, document.facts, document.id, document.past]).toEqual(["en", { scope: false }, SITTING.data, [POLICY], [fact("age")], "p-2020", false]);
  expect(document.verdicts.map(keyOf)).toEqual(["p-2020/aid"]);
  expect(factOf(document, "age")).toEqual(fact("age"));
  expect(factOf(document, "sex")).toBeUndefined();
});

test("a document that has lapsed, or is read as it held before, is told in the past", () => {
  const past = (validity: string, sitting = SITTING) => new Document(sitting, POLICY, described(), { validity, verdicts: [] } as unknown as Answer, 0).past;
  expect([past("in_force"), past("not_yet_in_force"), past("lapsed"), past("in_force", { ...SITTING, past: true })]).toEqual([false, false, true, true]);
});

test("each of a household has their own answer; where one is missing it is said so", () => {
  const document = new Document(SITTING, POLICY, described(), { validity: "in_force", members: [{ verdicts: [] }, { verdicts: [{ provision: "aid" }] }] } as unknown as Answer, 0);
  expect([document.verdicts.length, document.of(1).verdicts.length, document.personAt(1).verdicts.length]).toEqual([0, 1, 1]);
  expect(() => document.of(2).answer).toThrow("an answer for each member is expected");
});

test("flags asked together are the shared ones, then those that a document adds", () => {
  const groups = { status: { question: { zh: "", en: "?" }, facts: { dibao: { zh: "", en: "shared" } } }, other: { question: { zh: "", en: "" }, facts: {} } };
  const policies = [{ words: { groups: { status: { own: { zh: "", en: "added" } } } } }, { words: { groups: {} } }];
  const [status, other] = groupsOf({ data: { vocabulary: { words: { groups } } }, policies } as unknown as Reader);
  expect([Object.keys(status?.facts ?? {}), status?.question.en, other?.facts]).toEqual([["dibao", "own"], "?", {}]);
});
