// The paths of an answer (what it asks for, what a step's number comes from, what advice changes), parsed.

import { expect, test } from "@playwright/test";
import { figuresAsked, parseAsk, parseSource } from "../../www/src/engine/ask.ts";

test("a fact: of a person, of a stay, of one of the household", () => {
  expect(parseAsk("tier")).toEqual({ kind: "fact", fact: "tier" });
  expect(parseAsk("admissions[12].in_district")).toEqual({ kind: "fact", fact: "in_district", stay: 12 });
  expect(parseAsk("members[1].dibao")).toEqual({ kind: "fact", fact: "dibao", member: 1 });
  expect(parseAsk("members[1].admissions[0].in_district")).toEqual({ kind: "fact", fact: "in_district", stay: 0, member: 1 });
});

test("an amount of the bill is no fact", () => {
  expect(parseAsk("admissions[0].in_scope")).toEqual({ kind: "bill", amount: "in_scope", stay: 0 });
  expect(parseAsk("admissions[0].out_of_scope")).toEqual({ kind: "bill", amount: "out_of_scope", stay: 0 });
});

test("a figure: its layer, its term, what it is keyed by", () => {
  const figure = (path: string) => ({ kind: "figure", path, inFile: path.slice("figures.".length) });
  expect(parseAsk("figures.contribution.tier_1")).toEqual({ ...figure("figures.contribution.tier_1"), layer: "premium", term: "contribution", keys: [["tier", "tier_1"]] });
  expect(parseAsk("figures.basic.rate.tier_1.district")).toEqual({
    ...figure("figures.basic.rate.tier_1.district"), layer: "basic", term: "rate", keys: [["tier", "tier_1"], ["hospital_level", "district"]],
  });
  expect(parseAsk("figures.major_illness.bands_from")).toEqual({ ...figure("figures.major_illness.bands_from"), layer: "major_illness", term: "bands_from", keys: [] });
});

test("a step's number comes from a provision, a figure or the bill", () => {
  expect(parseSource("medical-assistance")).toEqual({ kind: "provision", provision: "medical-assistance" });
  expect(parseSource("figures.assistance.cap")).toMatchObject({ kind: "figure", layer: "assistance", term: "cap" });
  expect(parseSource("admissions[0].in_scope")).toMatchObject({ kind: "bill", stay: 0 });
});

test("the figures that several parts ask for, each once", () => {
  const found = figuresAsked([{ asks: ["tier", "figures.assistance.cap"] }, null, undefined, { asks: ["figures.assistance.cap", "admissions[0].in_scope"] }]);
  expect(found.map(({ path }) => path)).toEqual(["figures.assistance.cap"]);
});
