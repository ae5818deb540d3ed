// What is asked for, facts, values, documents and persons of a family, in words: those of the document that counts first, else
// the shared ones; never a bare id where there is a word.

import { expect, test } from "@playwright/test";
import { parseAsk } from "../../www/src/engine/ask.ts";
import type { Language } from "../../www/src/engine/data.ts";
import type { FactDescription } from "../../www/src/engine/types.ts";
import type { Document, Told } from "../../www/src/state/document.ts";
import { Person, type Relation } from "../../www/src/state/person.ts";
import type { Reader } from "../../www/src/state/reader.ts";
import type { Session } from "../../www/src/state/session.ts";
import { askWords } from "../../www/src/words/ask.ts";
import { documentTitle, factAndValue, factWords, groupWords, labelOf, optionWords, titleOf, valueWords } from "../../www/src/words/names.ts";
import { personWords } from "../../www/src/words/people.ts";
import { receiptWords } from "../../www/src/words/receipt.ts";
import { say, space, text } from "../../www/src/words/say.ts";
import { PERSONS } from "./persons.ts";
import { reader, sitting } from "./sitting.ts";

let zh: Session, en: Session;
/** One who reads with no document at hand. */
let bare: Reader;
test.beforeAll(async () => {
  [zh, en] = (await Promise.all((["zh", "en"] as Language[]).map((language) => sitting(PERSONS.widow, language)))) as [Session, Session];
  bare = await reader("en");
});

const both = (words: (reader: Session) => unknown) => [words(zh), words(en)];
const asked = (path: string) => both((reader) => askWords(reader, parseAsk(path)));

test("a fact that is asked is called by its label, of a stay and of one of a household with whose it is", () => {
  expect(asked("scheme")).toEqual(["医保种类", "Insurance"]);
  expect(asked("admissions[1].hospital_level")).toEqual(["第2次住院：医院级别", "Hospital stay 2: Hospital level"]);
  expect(asked("members[1].scheme")).toEqual(["第2个人：医保种类", "Person 2: Insurance"]);
  expect(asked("members[0].admissions[0].in_scope")).toEqual(["第1个人：第1次住院：政策范围内费用", "Person 1: Hospital stay 1: In-scope cost"]);
});

test("of a bill its entries are asked, and what a layer paid by the sheet", () => {
  expect(asked("admissions[0].out_of_scope")).toEqual(["第1次住院：医保不管的费用", "Hospital stay 1: Cost outside the insurance"]);
  expect(asked("admissions[0].paid.basic")).toEqual(["第1次住院：结算单上写的基本医保付了多少", "Hospital stay 1: what basic insurance paid, as the settlement sheet says"]);
});

test("a figure has its own line where the document keys it by its facts", () => {
  expect(asked("figures.contribution.tier_2")).toEqual(["二档一个人一年交多少钱", "yearly contribution a person, Tier 2"]);
  expect(asked("figures.basic.rate.tier_1.district")).toEqual(["一档、区（县）级医院：报销比例", "reimbursement rate, Tier 1, District (county) hospital"]);
  expect(asked("figures.assistance.cap")).toEqual(["医疗救助全年封顶线", "annual cap of medical assistance"]);
});

test("else the line of any layer, with the values behind it", () => {
  expect(asked("figures.assistance.rate.tier_1")).toEqual(["医疗救助比例（一档）", "reimbursement rate of medical assistance (Tier 1)"]);
  expect(asked("figures.major_illness.rate.tier_1.district")).toEqual(["大病保险比例（一档、区（县）级医院）", "reimbursement rate of major-illness insurance (Tier 1, District (county) hospital)"]);
  expect(asked("figures.assistance.deductible")).toEqual(["医疗救助起付线", "deductible of medical assistance"]);
  // A value that no fact of the document has stays as the figures file has it; its own line would have said it wrongly.
  expect(asked("figures.basic.deductible.provincial")).toEqual(["基本医保起付线（provincial）", "deductible of basic insurance (provincial)"]);
  expect(askWords(bare, parseAsk("figures.contribution"))).toBe("yearly contribution a person");
  expect(askWords(bare, parseAsk("figures.basic.cap"))).toBe("annual cap of basic insurance");
});

test("a figure that a document declares is called as the document calls it", () => {
  const words = { facts: { "figures.income": { label: { zh: "收入", en: "Income of the city" }, question: { zh: "", en: "" } } }, layers: {}, groups: {} };
  expect(askWords({ ...bare, policies: [{ words }] } as unknown as Reader, parseAsk("figures.income"))).toBe("Income of the city");
});

const documented = (...all: Record<string, object>[]): Reader => ({ ...bare, policies: all.map((facts) => ({ words: { facts, layers: {}, groups: {} } })) }) as unknown as Reader;
const named = (label: string, values: Record<string, string> = {}) =>
  ({ label: { zh: label, en: label }, question: { zh: "", en: "" }, values: Object.fromEntries(Object.entries(values).map(([id, word]) => [id, { zh: word, en: word }])) });

test("a document's words for a fact go before the shared ones, value by value", () => {
  const two = documented({ scheme: named("first", { resident: "ours" }) }, { scheme: named("second", { resident: "theirs", employee: "staff" }) });
  expect(labelOf(two, "scheme")).toBe("first");
  expect([optionWords(two, "scheme", "resident"), optionWords(two, "scheme", "employee")]).toEqual(["ours", "staff"]);
  // What none of them has a word for is called as everywhere.
  expect(optionWords(two, "scheme", "none")).toBe(text(bare, factWords(bare, "scheme")?.values?.["none"]));
  expect(labelOf(bare, "scheme")).toBe("Insurance");
});

test("what has no word is called by its id, the usual answers by theirs", () => {
  expect([factWords(bare, "no_fact"), labelOf(bare, "no_fact"), optionWords(bare, "no_fact", "value_1")]).toEqual([undefined, "no_fact", "value_1"]);
  expect(["true", "false", "none", "unknown"].map((value) => optionWords(bare, "no_fact", value))).toEqual(["Yes", "No", "None of these", "I don’t know"]);
});

test("an answer is said with its unit, its currency, each of its values", () => {
  const facts = [["scheme", "choice"], ["age", "number"], ["dibao", "flag"], ["diseases", "set"], ["own_cost", "money"]].map(([id, kind]) => ({ id, kind, values: [] }) as unknown as FactDescription);
  const [inZh, inEn] = [zh, en].map(({ language, data }) => ({ ...bare, language, data, facts })) as Reader[] as [Reader, Reader];
  const said = (fact: string, value: Parameters<typeof valueWords>[2]) => [inZh, inEn].map((reader) => valueWords(reader, fact, value));
  expect(said("age", 67)).toEqual(["67岁", "67 years"]);
  expect(said("dibao", true)).toEqual(["是", "Yes"]);
  expect(said("dibao", null)).toEqual(["我不知道", "I don’t know"]);
  expect(said("diseases", ["tuberculosis", "hiv"])[1]).toMatch(/^Tuberculosis.*, .*HIV/);
  expect(said("diseases", [])).toEqual(["都没有", "None of these"]);
  expect(said("own_cost", "60000.50")).toEqual(["60,000.50元", "¥60,000.50"]);
  expect(said("own_cost", null), "money that is not known").toEqual(["我不知道", "I don’t know"]);
  expect([inZh, inEn].map((reader) => factAndValue(reader, "scheme", "resident"))).toEqual(["医保种类：居民医保", "Insurance: Resident insurance"]);
  expect(valueWords(bare, "of_no_document", "none"), "without a description a value is a choice").toBe("None of these");
});

test("flags asked together have the words of a group that has them all", () => {
  expect(groupWords(en, ["dibao", "tekun"])?.question.en).toBe("As which of these has an office recognised you?");
  expect(groupWords(en, ["dibao", "at_home"])).toBeUndefined();
  const added = documented({});
  Object.assign((added.policies[0] as { words: object }).words, { groups: { situation: { of_here: { zh: "本地", en: "of here" } } } });
  expect(groupWords(added, ["of_here", "at_home"])?.facts["of_here"]?.en).toBe("of here");
});

const document = (title: string, place: string): Document =>
  ({ language: "en", policy: { words: { title: { zh: "", en: title }, place: { zh: "", en: place }, provisions: { aid: { title: { zh: "", en: "Help" } } } } } }) as unknown as Document;

test("a document is called by its title up to the colon, or by all of it where that is only the place", () => {
  expect(documentTitle(document("Medical-aid rules: who gets what", "Wuhan"))).toBe("Medical-aid rules");
  expect(documentTitle(document("医疗救助办法：谁有", "Wuhan"))).toBe("医疗救助办法");
  expect(documentTitle(document("Wuhan: rules on aid", "Wuhan City"))).toBe("Wuhan: rules on aid");
  expect(documentTitle(document(": rules", "Wuhan")), "a title that begins with a colon").toBe(": rules");
});

test("a provision is called by its title, by its id where it has none", () => {
  const told = (provision: string) => ({ document: document("", ""), verdict: { provision } }) as unknown as Told;
  expect([titleOf(told("aid")), titleOf(told("cap"))]).toEqual(["Help", "cap"]);
});

test("one of a family is called by who they are to the one who answers, never by name; of several of a kind by which", () => {
  const people = ([null, "me", "child", "child"] as (Relation | null)[]).map((relation, at) => Object.assign(new Person(at + 1), { relation }));
  const called = (language: Language) => people.map((person) => personWords({ ...bare, language, people }, person));
  expect(called("zh")).toEqual(["第1个人", "我自己", "孩子1", "孩子2"]);
  expect(called("en")).toEqual(["Person 1", "Myself", "Child 1", "Child 2"]);
});

test("the receipt names the rules of each document that counts, the engine and the day", () => {
  const session = { language: "en", holding: ["a", "b"].map((letter) => ({ whole: { receipt: { policy_sha256: letter.repeat(64), engine: "0.2.0" } } })) } as unknown as Session;
  expect(receiptWords(session, "2026-11-26")).toBe(`Rules ${"a".repeat(12)}, ${"b".repeat(12)} · engine 0.2.0 · 2026-11-26`);
  expect(receiptWords({ ...session, holding: [] } as unknown as Session, "2026-11-26")).toBe("Rules  · engine  · 2026-11-26");
});

test("a word is said in the past where it has one and what is told is over; a blank without a value is empty", () => {
  expect([false, true].map((past) => say({ language: "en", past }, "granted"))).toEqual(["Yes", "Yes, then"]);
  expect(say({ language: "en", past: true }, "open")).toBe("Need to know");
  expect([say({ language: "zh" }, "stay", { n: 2 }), say({ language: "zh" }, "stay")]).toEqual(["第2次住院", "第次住院"]);
  expect([space({ language: "zh" }), space({ language: "en" })]).toEqual(["", " "]);
  expect([text({ language: "zh" }, { zh: "甲", en: "A" }), text({ language: "zh" }, undefined)]).toEqual(["甲", ""]);
});
