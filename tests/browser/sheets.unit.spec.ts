// What a settlement sheet says beside the document, who decides and where to go, a household together: never more certain than
// the answer is, and never a mistake where more was paid than a floor.

import { expect, test } from "@playwright/test";
import { parseAsk } from "../../www/src/engine/ask.ts";
import type { OfficeAddress } from "../../www/src/engine/data.ts";
import type { FiguresFile } from "../../www/src/engine/policy-words.ts";
import type { Check, Verdict } from "../../www/src/engine/types.ts";
import type { Document, Told } from "../../www/src/state/document.ts";
import type { Reader } from "../../www/src/state/reader.ts";
import type { Session } from "../../www/src/state/session.ts";
import { checkedWords, shortfalls, shortfallToDo, shortfallWords } from "../../www/src/words/checked.ts";
import { householdToDo, totalsOf } from "../../www/src/words/household.ts";
import { addressWords, localOffice, officeOf, officesWords, officeWords } from "../../www/src/words/office.ts";
import { PERSONS } from "./persons.ts";
import { reader, sitting } from "./sitting.ts";

let zh: Session, en: Session;
test.beforeAll(async () => {
  Object.assign(globalThis, { window: {} });
  [zh, en] = [await reader("zh"), await reader("en")] as unknown as [Session, Session];
});

// ---- a sheet beside the document ----

const check = (paid: string, least: string | null, most: string | null, differs: boolean | null): Check => ({ layer: "assistance", paid, least, most, differs });
const checked = (one: Check, ...asks: string[]) => checkedWords(en, one, asks.map(parseAsk));

test("a sheet that agrees, or pays more than a floor, is right", () => {
  expect(checked(check("300.00", "300.00", "300.00", false))).toBe("medical assistance: the sheet says ¥300, as worked out from the document.");
  expect(checked(check("350.00", "300.00", "300.00", false))).toBe("medical assistance: the sheet says ¥350, no less than the ¥300 in the document.");
  expect(checkedWords(zh, check("350.00", "300.00", "300.00", false), [])).toBe("医疗救助：单子上写350元，不少于文件规定的300元。");
  expect(checked(check("350.00", "200.00", "300.00", false)), "of a range the floor is its least").toContain("no less than the ¥200 in the document");
  // Within a range nothing is wrong, and the range is said.
  expect(checked(check("250.00", "200.00", "300.00", false))).toBe("medical assistance: the sheet says ¥250, as worked out from the document.");
});

test("a sheet that pays less than the document gives in every case is short by the difference to the least", () => {
  expect(checked(check("100.50", "300.00", "400.00", true))).toBe("medical assistance: by the document it should have paid at least ¥300; your sheet says ¥100.50, ¥199.50 less.");
  expect(checkedWords(zh, check("100.50", "300.00", "400.00", true), [])).toBe("医疗救助：照文件至少该付300元，单子上写100.50元，少199.50元。");
});

test("more than the document gives need not be a mistake", () => {
  expect(checked(check("500.00", "300.00", "400.00", true))).toBe("medical assistance: the sheet says ¥500; by the document it is ¥300 to ¥400. More need not be a mistake: other help may be in it.");
});

test("what is not certain is said so, with what to find out first", () => {
  const unsure = "medical assistance: the sheet says ¥250; by the document it may be ¥200 to ¥300. Find out first: Insurance, Hospital stay 1: In-scope cost";
  expect(checked(check("250.00", "200.00", "300.00", null), "scheme", "admissions[0].in_scope")).toBe(unsure);
  expect(checked(check("250.00", "200.00", "300.00", true), "scheme", "admissions[0].in_scope"), "between the two it is not short, nor too much").toBe(unsure);
  for (const end of ["200.00", "300.00"]) expect(checked(check(end, "200.00", "300.00", true), "scheme"), "at either end too").toContain("Find out first");
  expect(checked(check("250.00", null, null, null), "figures.assistance.cap")).toBe("medical assistance: the sheet says ¥250. It cannot be checked yet; missing: annual cap of medical assistance");
  expect(checked(check("250.00", "200.00", null, true), "scheme")).toContain("cannot be checked yet");
  expect(checked(check("250.00", null, "300.00", true), "scheme")).toContain("cannot be checked yet");
  expect(checked(check("250.00", null, null, null), "scheme", "admissions[0].paid.assistance")).toBe("medical assistance: the sheet says ¥250, which is taken: the document does not say how much it pays.");
});

test("shortfalls are those of every bill, in their order; on several bills each says on which", async () => {
  const session = await sitting(PERSONS["Wuhan, questions still to come, two sheets that paid too little"], "en");
  const all = shortfalls(session);
  expect(all.map(({ stay, check }) => [stay, check.layer])).toEqual([[0, "basic"], [1, "basic"]]);
  expect(all.map((one) => shortfallWords(session, one).split(":")[0])).toEqual(["Hospital stay 1", "Hospital stay 2"]);
  const one = await sitting(PERSONS["an old bill whose sheet paid too little"], "en");
  expect(shortfalls(one).map((short) => shortfallWords(one, short).split(":")[0])).toEqual(["medical assistance"]);
  expect(shortfalls({ settlement: null } as Session)).toEqual([]);
  const settlement = { admissions: [null, { check: [check("1.00", "2.00", "2.00", false)] }, {}, { check: [check("1.00", "2.00", "2.00", true)] }] };
  expect(shortfalls({ settlement } as unknown as Session).map(({ stay }) => stay), "what agrees is none").toEqual([3]);
});

// ---- who decides ----

const OFFICE = { name: { zh: "甲办", en: "Office A" }, address: { zh: "一路1号", en: "1 First Road" }, phone: "0123-4567", hours: { zh: "上午", en: "mornings" } };
const figures = (more: Partial<FiguresFile> = {}) => ({ example: false, office: null, offices: {}, values: {}, sources: {}, ...more }) as FiguresFile;
const told = (of: Session, verdict: Partial<Verdict>, guessed?: boolean, file: FiguresFile | null = null): Told => ({
  document: { ...of, data: { ...of.data, figures: file }, description: { provisions: [{ id: "aid", ...(guessed ? { office_guessed: true } : {}) }] } } as unknown as Document,
  verdict: { provision: "aid", office: "medical_insurance", cites: [], readings: [], outcomes: [], ...verdict } as unknown as Verdict,
});

test("an office is said with what the county says of it, as far as it does", () => {
  const words = (office: OfficeAddress | undefined) => [zh, en].map((reader) => addressWords(reader, office, "kind"));
  expect(words(OFFICE)).toEqual(["甲办（一路1号；电话：0123-4567；时间：上午）", "Office A (1 First Road; Telephone: 0123-4567; Open: mornings)"]);
  expect(words({ phone: "12345" })).toEqual(["kind（电话：12345）", "kind (Telephone: 12345)"]);
  expect([words({}), words(undefined), words({ name: OFFICE.name })]).toEqual([["kind", "kind"], ["kind", "kind"], ["甲办", "Office A"]]);
});

test("who decides is the document's word, or our guess and said so; nobody where no office does", () => {
  const bureau = "the medical insurance bureau of the district or county (its window in the service hall)";
  expect(officeOf(told(en, {}))).toEqual({ words: bureau, isGuessed: false });
  expect(officeOf(told(en, {}, true))).toEqual({ words: bureau, isGuessed: true });
  expect(officeOf(told(en, { provision: "other" }, true)), "another provision's guess").toEqual({ words: bureau, isGuessed: false });
  const { office: _, ...nobody } = told(en, {}).verdict;
  const none = { ...told(en, {}), verdict: nobody as Verdict };
  expect([officeOf(none), officeWords(none)]).toEqual([null, ""]);
  expect([officeWords(told(zh, {})), officeWords(told(en, {}, true))]).toEqual(["由谁办：区（县）医保局（办事大厅的医保窗口）", `Who decides: ${bureau} (our guess: the document does not say)`]);
  expect(officeWords(told(en, {}, false, figures({ offices: { medical_insurance: OFFICE } })))).toBe("Who decides: Office A (1 First Road; Telephone: 0123-4567; Open: mornings)");
});

test("the county's own window is asked where its file names one", () => {
  expect(localOffice({ ...(en as Reader), data: { ...en.data, figures: figures({ office: OFFICE }) } })).toMatch(/^Office A \(/);
  expect(localOffice(zh)).toBe("当地的医保窗口");
});

test("offices are named once each with how many results, the one for most of them first; a guess is marked and explained", () => {
  const civil = { office: "civil_affairs" };
  const lines = officesWords([told(en, civil), told(en, {}, true), told(en, {}), told(en, {})]);
  expect(lines).toEqual([
    "the medical insurance bureau of the district or county (its window in the service hall): 3 of these",
    "the civil affairs bureau of the district or county: 1 of these",
  ]);
  expect(officesWords([told(en, civil, true), told(en, {})])).toEqual([
    "the civil affairs bureau of the district or county: 1 of these *",
    "the medical insurance bureau of the district or county (its window in the service hall): 1 of these",
    "* Our guess: the document does not say who decides.",
  ]);
  expect(officesWords([])).toEqual([]);
});

// ---- what to do about a sheet ----

/** A sitting whose document gives a layer's terms in these provisions. */
function disputing(file: FiguresFile | null, all: Told[], steps: { layer: string; admission: number; from: string }[] = []): Session {
  return { ...en, data: { ...en.data, figures: file }, paying: { verdicts: all }, settlement: { steps } } as unknown as Session;
}
const gives = (provision: string, at: string[], more: Partial<Verdict> = {}, guessed?: boolean, file: FiguresFile | null = null): Told =>
  told(en, { provision, cites: at.map((one) => ({ at: one })), outcomes: [{ assistance: { rate: "70" } }], ...more }, guessed, file);
const toDo = (session: Session) => shortfallToDo(session, { stay: 0, check: check("1.00", "2.00", "2.00", true) });
const BUREAU = "the medical insurance bureau of the district or county (its window in the service hall)";
const begin = "Check your entries first. If they match the sheet, take it to ";

test("the sheet is taken to who decides, with the clauses of what gives the layer, three at most and each once", () => {
  expect(toDo(disputing(null, [gives("aid", ["一", "二"]), gives("more", ["二", "三", "四"])]))).toBe(`${begin}${BUREAU} and name clause 一, 二, 三. Or call 12345 first.`);
  // What the steps name goes before what may give it.
  expect(toDo(disputing(null, [gives("aid", ["一"]), gives("more", ["四"])], [{ layer: "assistance", admission: 0, from: "more" }]))).toContain("name clause 四.");
  for (const other of [{ layer: "basic", admission: 0, from: "more" }, { layer: "assistance", admission: 1, from: "more" }]) {
    expect(toDo(disputing(null, [gives("aid", ["一"]), gives("more", ["四"])], [other])), "of another layer, or bill").toContain("name clause 一, 四.");
  }
  expect(toDo(disputing(null, [gives("aid", ["一"], { outcomes: ["nothing", { assistance: { rate: "70" } }] })])), "may give it").toContain("name clause 一.");
  expect(toDo(disputing(null, [gives("aid", ["一"], { outcomes: [{ basic: { rate: "1" } }, "nothing"] })])), "gives another layer").toBe(`${begin}the local medical-insurance window. Or call 12345 first.`);
});

test("an illness is not named at a window", () => {
  expect(toDo(disputing(null, [gives("hiv-aid", ["九"], { private: true }), gives("aid", ["一"])], [{ layer: "assistance", admission: 0, from: "hiv-aid" }]))).toContain("name clause 一.");
});

test("that an office is our guess, and a clause not clear, is said", () => {
  expect(toDo(disputing(null, [gives("aid", ["一"], { readings: ["scope"] }, true)]))).toBe(
    `${begin}${BUREAU} and name clause 一. The document does not say who decides; this is our guess. Or call 12345 first. Part of the text is unclear; the office may read it another way.`);
});

test("where the county's file says where its offices are, that is where; else its own window is named too", () => {
  const own = figures({ office: OFFICE, offices: { medical_insurance: { name: { zh: "乙办", en: "Office B" } } } });
  expect(toDo(disputing(own, [gives("aid", ["一"], {}, false, own)]))).toBe(`${begin}Office B and name clause 一.`);
  const two = [gives("aid", ["一"], {}, false, own), gives("more", ["二"], { office: "civil_affairs" }, false, own)];
  expect(toDo(disputing(own, two)), "it says so of one of two").toBe(`${begin}Office B, or the civil affairs bureau of the district or county and name clause 一, 二.`);
  const window = figures({ office: { name: OFFICE.name } });
  expect(toDo(disputing(window, [gives("aid", ["一"], {}, false, window)]))).toBe(`${begin}${BUREAU}, or Office A and name clause 一.`);
});

// ---- a household ----

test("what all are given and pay together is told by name; of one alone nothing", async () => {
  const session = await sitting(PERSONS["a household, two on dibao"], "en");
  expect(totalsOf(session).map(([name, words, range]) => [name, words, range.least, range.most])).toEqual([
    ["premium.aid", "Paid for you", "500.00", "500.00"],
    ["premium.pays", "Contribution you pay", "375.00", "375.00"],
  ]);
  session.person.stays = [{ facts: new Map<string, string | boolean>([["hospital_level", "district"], ["in_district", true]]), total: "1000", in_scope: "1000" }];
  session.update();
  expect(totalsOf(session).slice(2).map(([name, words]) => [name, words])).toEqual([
    ["settlement.basic", "Basic insurance"], ["settlement.major_illness", "Major-illness insurance"], ["settlement.assistance", "Medical assistance"], ["settlement.patient_pays", "You pay"],
  ]);
  expect(totalsOf(await sitting(PERSONS["dibao, everything known"], "en"))).toEqual([]);
  expect(totalsOf({ paying: null } as unknown as Session)).toEqual([]);
});

test("a family does first what is owed, then what is to be found out, whoever's it is", async () => {
  const [known = {}] = PERSONS["dibao, everything known"].people;
  const family = async (...people: object[]) => {
    const session = await sitting({ policy: "liangping-2019", on: "2019-11-01", people: people as Record<string, string>[], figures: PERSONS["dibao, everything known"].figures }, "en");
    for (const person of session.people) {
      session.lookAt(person);
      while (session.ask) session.give(session.ask.facts.map((fact) => [fact, null]));
    }
    return session;
  };
  const session = await family({ ...known }, { ...known, scheme: null });
  session.relate(session.people[1]!, "child");
  expect(householdToDo(session)).toMatch(/^Child: Find out one thing first. Which health insurance are you in\?/);
  const going = await family({ ...known, residence: "rural", dibao: false, low_income: false, illness_poverty: false }, known);
  expect(householdToDo(going)).toMatch(/^Person 2: Where to go: /);
});
