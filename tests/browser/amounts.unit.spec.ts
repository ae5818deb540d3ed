// Amounts, who pays them and what they suppose, in words: a range is said as one, what cannot be computed is said so, a floor
// is never said as the whole.

import { expect, test } from "@playwright/test";
import type { FactDescription, Range, Settlement, Shares, Verdict } from "../../www/src/engine/types.ts";
import type { Reader } from "../../www/src/state/reader.ts";
import { amountLine, amountWords, billPaysWords, boundsWords, layerWords, paying, supposingWords, workedOutWords } from "../../www/src/words/amount.ts";
import { reader } from "./sitting.ts";

const range = (least: string | null, most: string | null, floor?: true): Range => ({ least, most, ...(floor ? { floor } : {}) });
const one = (amount: string): Range => range(amount, amount);

let zh: Reader, en: Reader;
test.beforeAll(async () => {
  [zh, en] = [await reader("zh"), await reader("en")];
});

const both = (say: (reader: Reader) => unknown) => [say(zh), say(en)];

test("an amount is one, or from one to another, or not known", () => {
  expect(both((reader) => amountWords(reader, one("3836.50")))).toEqual(["3,836.50元", "¥3,836.50"]);
  expect(both((reader) => amountWords(reader, range("0.00", "20000.00")))).toEqual(["0到20,000元", "¥0 to ¥20,000"]);
  for (const open of [range(null, null), range("1.00", null), range(null, "1.00")]) {
    expect(both((reader) => amountWords(reader, open))).toEqual(["还算不出", "Not known yet"]);
  }
  expect(both((reader) => amountLine(reader, "X", one("5.00")))).toEqual(["X：5元", "X: ¥5"]);
});

test("what a share comes to and how long a wait is are said as far as they are known", () => {
  const words = (verdict: Partial<Verdict>) => both((reader) => workedOutWords(reader, verdict as Verdict));
  expect(words({})).toEqual([[], []]);
  expect(words({ amount: null, months: null })).toEqual([[], []]);
  expect(words({ amount: one("22000.00") })).toEqual([["算下来是22,000元"], ["this comes to ¥22,000"]]);
  expect(words({ months: { least: 6, most: 6 } })).toEqual([["要等6个月"], ["a wait of 6 months"]]);
  expect(words({ months: { least: 3, most: 6 } })).toEqual([["要等3到6个月"], ["a wait of 3 to 6 months"]]);
  expect(words({ amount: one("10.00"), months: { least: 3, most: 3 } })).toEqual([["算下来是10元", "要等3个月"], ["this comes to ¥10", "a wait of 3 months"]]);
});

test("what amounts suppose stands before them, as a condition", () => {
  const facts = [{ id: "dibao", kind: "flag", values: [] }, { id: "scheme", kind: "choice", values: ["resident", "employee"] }] as unknown as FactDescription[];
  const words = (supposing?: { fact: string; values: (string | boolean)[] }[]) => both((reader) => supposingWords({ ...reader, facts }, { supposing } as Settlement));
  expect(words()).toEqual(["", ""]);
  expect(words([])).toEqual(["", ""]);
  expect(words([{ fact: "scheme", values: ["resident"] }])).toEqual(["如果您参加的是居民医保：", "If you are in resident insurance: "]);
  expect(words([{ fact: "dibao", values: [true] }, { fact: "scheme", values: ["resident", "employee"] }])).toEqual([
    "如果您吃低保，而且您参加的是居民医保或职工医保：",
    "If you receive the low-income allowance (dibao) and you are in resident insurance or employee insurance: ",
  ]);
});

const shares = (layers: Record<string, Range>, patient_pays: Range): Shares => ({ layers, patient_pays });

test("layers pay in their order, the patient last", () => {
  expect(paying(shares({ basic: one("60.00"), assistance: one("10.00") }, one("30.00")))).toEqual([
    ["basic", one("60.00")], ["assistance", one("10.00")], ["patient_pays", one("30.00")],
  ]);
});

test("a layer that pays a floor pays at least that, and the patient at most the rest", () => {
  const floor = shares({ basic: one("60.00"), assistance: range("10.00", "10.00", true) }, one("30.00"));
  const who = (year: Shares, ...layers: string[]) => layers.map((layer) => both((reader) => layerWords(reader, layer, year)));
  expect(who(floor, "basic", "assistance", "patient_pays")).toEqual([["基本医保付", "Basic insurance"], ["医疗救助至少付", "Medical assistance, at least"], ["您自己最多付", "You pay at most"]]);
  expect(both((reader) => billPaysWords(reader, floor))).toEqual(["住院自己最多付", "Hospital: you pay at most"]);
  // No other layer has a name with "at least" of its own.
  const further = shares({ further_assistance: range("10.00", "10.00", true) }, one("30.00"));
  expect(who(further, "further_assistance")).toEqual([["倾斜救助至少付", "further assistance, at least"]]);
  const exact = shares({ basic: one("60.00"), assistance: one("10.00") }, one("30.00"));
  expect(who(exact, "assistance", "patient_pays")).toEqual([["医疗救助付", "Medical assistance"], ["您自己付", "You pay"]]);
  expect(both((reader) => billPaysWords(reader, exact))).toEqual(["住院自己付", "Hospital: you pay"]);
});

test("a range with a floor is said as the range it is", () => {
  const open = shares({ assistance: range("10.00", "20.00", true) }, range("30.00", "40.00"));
  expect(layerWords(en, "assistance", open)).toBe("Medical assistance");
  expect(layerWords(en, "patient_pays", open)).toBe("You pay");
  const unknown = shares({ assistance: range(null, null, true) }, range(null, null));
  expect([layerWords(en, "assistance", unknown), layerWords(en, "patient_pays", unknown)]).toEqual(["Medical assistance", "You pay"]);
  // One layer's floor is not another's.
  expect(layerWords(en, "basic", shares({ basic: one("1.00"), assistance: range("10.00", "10.00", true) }, one("30.00")))).toBe("Basic insurance");
});

test("a document's own name of a layer goes before the page's", () => {
  const policy = { words: { layers: { assistance: { zh: "困难补助", en: "hardship aid" } }, facts: {} } };
  const own = { ...en, policies: [policy] } as unknown as Reader;
  expect(layerWords(own, "assistance", shares({ assistance: one("1.00") }, one("1.00")))).toBe("hardship aid");
  expect(layerWords(own, "assistance", shares({ assistance: range("1.00", "1.00", true) }, one("1.00")))).toBe("hardship aid, at least");
  expect(layerWords(own, "basic", shares({ basic: one("1.00") }, one("1.00")))).toBe("Basic insurance");
  expect(layerWords(own, "clinic", shares({ clinic: one("1.00") }, one("1.00"))), "of which nobody has words").toBe("clinic");
});

test("between which amounts the patient pays, and which caps were left out for it", () => {
  const words = (supposing?: string[]) =>
    both((reader) => boundsWords(reader, { patient_pays: { ...range(null, null), ...(supposing ? { bounds: { least: "800.00", most: "4400.00", supposing } } : {}) } } as Settlement));
  expect(words()).toEqual(["", ""]);
  expect(words([])).toEqual(["不管缺的数字是多少，您自己付800到4,400元", "Whatever the missing figures are, you pay ¥800 to ¥4,400"]);
  expect(words(["figures.major_illness.cap", "figures.assistance.cap"])).toEqual([
    "不管缺的数字是多少，您自己付800到4,400元（没算大病保险全年封顶线、医疗救助全年封顶线；超过了，您会多付。）",
    "Whatever the missing figures are, you pay ¥800 to ¥4,400 (without the annual cap of major-illness insurance, annual cap of medical assistance; where it is reached you pay more)",
  ]);
});

test("of an older time the past is spoken", () => {
  const past = { ...en, past: true };
  expect(billPaysWords(past, shares({ assistance: range("1.00", "1.00", true) }, one("3.00")))).toBe("Hospital: you paid at most");
  expect(billPaysWords(past, shares({}, one("3.00")))).toBe("Hospital: you paid");
  expect(layerWords(past, "patient_pays", shares({}, one("1.00")))).toBe("You paid");
  expect(layerWords(past, "assistance", shares({}, one("1.00"))), "what has no tense is as it is").toBe("Medical assistance");
});
