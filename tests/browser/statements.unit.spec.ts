// A question with its answer as one statement, in the words of the question: what cannot be said without changing its meaning
// is said as "label: value" in both languages. And whom a question's help names to ask.

import { expect, test } from "@playwright/test";
import type { Language } from "../../www/src/engine/data.ts";
import type { FactDescription, FactValue } from "../../www/src/engine/types.ts";
import type { Reader } from "../../www/src/state/reader.ts";
import { canBeSaid, inside, isSo, whomToAsk } from "../../www/src/words/statement.ts";
import { reader } from "./sitting.ts";

/** The facts met here, by kind; their words are those of the built page. */
const KINDS: Record<string, FactDescription["kind"]> = {
  residence: "choice", registered_poor: "choice", scheme: "choice", sex: "choice", disabled: "choice", hospital_level: "choice", tier: "choice", diseases: "set", age: "number", own_choice: "choice",
};
const flags = "dibao tekun orphan low_income illness_poverty dibao_margin returned_to_poverty hardship_group village_doctor pension_insurance at_home monitored own_flag".split(" ");
const facts = [...Object.entries(KINDS), ...flags.map((id) => [id, "flag"])].map(([id, kind]) => ({ id, kind, values: [] }) as unknown as FactDescription);

let zh: Reader, en: Reader;
test.beforeAll(async () => {
  [zh, en] = [await reader("zh", { facts }), await reader("en", { facts })];
});

const so = (fact: string, ...values: FactValue[]) => [zh, en].map((reader) => isSo(reader, fact, values));

test("yes to a question about oneself is that statement", () => {
  expect(so("dibao", true)).toEqual(["您吃低保", "you receive the low-income allowance (dibao)"]);
  expect(so("orphan", true)).toEqual(["您是登记过的孤儿", "you are registered as an orphan"]);
  expect(so("pension_insurance", true)).toEqual(["您参加基本养老保险了", "you have joined basic pension insurance"]);
  expect(so("monitored", true)).toEqual(["您家纳入“防止返贫监测”了（易返贫致贫人口）", "your household is on the register that is monitored against falling back into poverty"]);
});

test("yes to what an office has recognised names the office", () => {
  expect(so("low_income", true)).toEqual(["民政部门把您登记为低收入救助对象了", "the civil affairs office has recorded you as a low-income person who is given assistance"]);
  expect(so("illness_poverty", true)).toEqual(["部门认定您家“因病致贫”了", "an office has recognised your family as made poor by illness"]);
  expect(so("returned_to_poverty", true)).toEqual([
    "村里或乡村振兴（农业农村）部门认定您是“返贫致贫人口”了",
    "the village or the rural-revitalisation (agriculture) office has recognised you as having fallen back into poverty",
  ]);
  // What was asked before is no part of the statement.
  expect(so("hardship_group", true)).toEqual(["民政部门认定您是其他困难群众了", "the civil affairs office has recognised you as another person in hardship"]);
});

test("a choice names what was chosen where the question asks which", () => {
  expect(so("scheme", "resident")).toEqual(["您参加的是居民医保", "you are in resident insurance"]);
  expect(so("scheme", "resident", "employee")).toEqual(["您参加的是居民医保或职工医保", "you are in resident insurance or employee insurance"]);
  expect(so("residence", "rural")).toEqual(["您家的户口是农村的", "your household register is rural"]);
  expect(so("sex", "female")).toEqual(["您是女的", "you are female"]);
  expect(so("tier", "tier_2")).toEqual(["您的居民医保交的是二档", "your resident insurance is tier 2"]);
});

test("of several kinds of yes, what one of them adds is said of that one alone", () => {
  expect(so("registered_poor", "not_lifted")).toEqual(["您家是建档立卡的贫困户，还没有脱贫", "your household is on the poverty register, not yet lifted out of poverty"]);
  expect(so("registered_poor", "not_lifted", "lifted")).toEqual(["您家是建档立卡的贫困户", "your household is on the poverty register"]);
});

test("no, none, and what has no form of its own, is said as an answer under its label", () => {
  expect(so("dibao", false)).toEqual(["吃低保：不是", "Low-income allowance: No"]);
  expect(so("dibao", true, false)).toEqual(["吃低保：是或不是", "Low-income allowance: Yes or No"]);
  expect(so("scheme", "none")).toEqual(["医保种类：没有参加", "Insurance: None"]);
  expect(so("scheme", "resident", "none")).toEqual(["医保种类：居民医保或没有参加", "Insurance: Resident insurance or None"]);
  expect(so("registered_poor", "none")).toEqual(["建档立卡：不是", "Poverty register: No"]);
  // One of the two answers is a yes, the other is not.
  expect(so("registered_poor", "none", "lifted")).toEqual(["建档立卡：不是或是，已经脱贫", "Poverty register: No or Yes, already lifted out of poverty"]);
  expect(so("age", 67)).toEqual(["年龄：67岁", "Age: 67 years"]);
  expect(so("diseases", ["tuberculosis"])).toEqual(["得的病：肺结核（结核病）", "Diseases: Tuberculosis"]);
  expect(so("no_fact", "value")).toEqual(["no_fact：value", "no_fact: value"]);
});

test("what only one language can say as a statement is said as a statement in neither", () => {
  // "At what level of hospital is the stay?"
  expect(so("hospital_level", "township")).toEqual(["医院级别：乡镇卫生院、社区卫生服务中心", "Hospital level: Township or community health centre"]);
  expect([zh, en].map((reader) => canBeSaid(reader, "hospital_level", ["township"]))).toEqual([false, false]);
  expect([zh, en].map((reader) => canBeSaid(reader, "dibao", [true]))).toEqual([true, true]);
  expect(canBeSaid(zh, "dibao", [false])).toBe(false);
});

/** Facts with words of their own. */
function asking(question: { zh: string; en: string }, help?: string): Reader {
  const own = { label: { zh: "甲", en: "Own" }, question, values: { poor: { zh: "穷", en: "Poor" } }, ...(help ? { help: { zh: help, en: help } } : {}) };
  return { ...en, policies: [{ words: { facts: { own_flag: own, own_choice: own }, groups: {}, layers: {} } }] } as unknown as Reader;
}
const yes = (question: string) => isSo(asking({ zh: "您是吗？", en: question }), "own_flag", [true]);

test("an English question is turned round only where its form is known", () => {
  expect(yes("Are you poor?")).toBe("you are poor");
  expect(yes("Are you, or will you soon be, poor?"), "with a comma it would be turned wrongly").toBe("Own: Yes");
  expect(yes("Is your family on the list?")).toBe("your family is on the list");
  expect(yes("Is your family large?")).toBe("Own: Yes");
  expect(yes("Has it been decided?")).toBe("it has been decided");
  expect(yes("Has a doctor told you so?"), "who is not an office").toBe("Own: Yes");
  expect(yes("Apart from that, has the office confirmed it?")).toBe("the office has confirmed it");
  expect(yes("Do you agree")).toBe("Own: Yes");
  expect(yes("When do you agree?")).toBe("Own: Yes");
});

test("a question with more before or behind it is none that can be turned round", () => {
  const flag = (zh: string, en: string) => canBeSaid(asking({ zh, en }), "own_flag", [true]);
  for (const question of ["Are you poor?", "Have you joined it?", "Do you agree?", "Is your family on the list?", "Has it been decided?", "Has the office confirmed it?"]) {
    expect([question, `Say: ${question}`, `${question} Say so.`].map((en) => flag("您是吗？", en)), question).toEqual([true, false, false]);
  }
  expect(["您是吗？", "您是吗（现在）？", "您是吗？请说。"].map((zh) => flag(zh, "Are you poor?"))).toEqual([true, true, false]);
  const choice = (zh: string, en: string) => canBeSaid(asking({ zh, en }), "own_choice", ["poor"]);
  for (const question of ["Which group are you in?", "Are you poor or rich?", "Is your household poor or rich?", "Is your tier tier 1 or 2?"]) {
    expect([question, `Say: ${question}`, `${question} Say so.`].map((en) => choice("您是穷的还是富的？", en)), question).toEqual([true, false, false]);
  }
  for (const question of ["您是哪一种家庭？", "您是穷的还是富的？", "您是穷还是富？"]) {
    expect([question, `${question}请说。`].map((zh) => choice(zh, "Are you poor or rich?")), question).toEqual([true, false]);
  }
});

test("inside a sentence an English word has no capital, an abbreviation keeps its own", () => {
  expect(["Resident insurance", "HIV or AIDS", "A child", "居民医保", "tier 1"].map(inside)).toEqual(["resident insurance", "HIV or AIDS", "a child", "居民医保", "tier 1"]);
});

test("whom to ask is the sentence of the help that names somebody", () => {
  const whom = (fact: string) => [zh, en].map((reader) => whomToAsk(reader, fact));
  expect(whom("tier")).toEqual(["看缴费的收据，或者问村干部。", "Look at the payment receipt or ask the village officials."]);
  expect(whom("low_income")).toEqual(["问村里或镇上管民政的人。", "Ask the person in charge of civil affairs in your village or town."]);
  expect(whom("monitored")).toEqual(["这是农村的登记，村干部知道。", "This is a rural register; the village officials know."]);
  expect(whom("registered_poor")).toEqual(["脱贫没有、是哪年脱的，问村干部。", "The village officials know whether and when your household was lifted out of poverty."]);
  expect(whom("at_home"), "nobody knows it better").toEqual(["", ""]);
  expect(whom("no_fact")).toEqual(["", ""]);
});

test("not knowing, and having been asked before, name nobody", () => {
  const help = (text: string, language: Language = "zh") => whomToAsk({ ...asking({ zh: "", en: "" }, text), language }, "own_flag");
  expect(help("不知道的，选“我不知道”。")).toBe("");
  expect(help("前面问过的不算。")).toBe("");
  expect(help("另问一件事。")).toBe("");
  expect(help("问过的不算。问村里。")).toBe("问村里。");
  expect(help("If you do not know, choose so. The clerk knows. Ask again.", "en")).toBe("The clerk knows.");
  expect(help("The doctor can tell you.", "en")).toBe("The doctor can tell you.");
  expect(help("The doctor can look.", "en")).toBe("The doctor can look.");
  expect(help("You can choose. It costs 1.5 yuan. You are asked once.", "en")).toBe("");
  expect(help("It costs 1.5 yuan: ask there.", "en"), "a point inside a number ends nothing").toBe("It costs 1.5 yuan: ask there.");
});
