// What a sitting makes of the engine's answers: which documents count, what is asked, what is supposed, bills and figures, and
// an engine that is late or fails. On the built engine and data, but for the last.

import { expect, test } from "@playwright/test";
import type { Checker } from "../../www/src/engine/checker.ts";
import type { Data } from "../../www/src/engine/data.ts";
import { NotReady } from "../../www/src/engine/not-ready.ts";
import type { Document } from "../../www/src/state/document.ts";
import type { Session } from "../../www/src/state/session.ts";
import { Session as Sitting } from "../../www/src/state/session.ts";
import { newStay } from "../../www/src/state/stays.ts";
import { PERSONS } from "./persons.ts";
import { sitting } from "./sitting.ts";

test.beforeAll(() => {
  Object.assign(globalThis, { window: {} });
});

const ids = (documents: Document[]) => documents.map(({ id }) => id);
const at = (place: string, on: string) => sitting({ place, on, people: [{ dibao: true }], asked: true }, "zh");

test("the documents in force count; the first of the place itself pays", async () => {
  const session = await at("shangyu", "2026-11-26");
  expect(ids(session.holding)).toEqual(["shaoxing-2023", "zhejiang-regulation-2021", "social-assistance-law-2026"]);
  expect(ids(session.others)).toEqual(["medical-security-law-2026", "shangyu-2012"]);
  expect([session.paying?.id, session.lapsedHere, session.validity, session.past, session.alone]).toEqual(["shaoxing-2023", [], "in_force", false, false]);
  expect(session.verdicts.every(({ document }) => session.holding.includes(document))).toBe(true);
  const old = await at("shangyu", "2012-10-01");
  expect([old.paying?.id, old.policies[0]?.id, ids(old.holding)]).toEqual(["shangyu-2012", "shangyu-2012", ["shangyu-2012"]]);
});

test("where the place's own have lapsed the last of them is named, and nothing pays", async () => {
  const later = await at("shangyu", "2030-01-01");
  expect(later.policies.map(({ id }) => id), "in the order of the documents").toEqual(ids(later.documents));
  expect([ids(later.lapsedHere), later.paying, later.premium, later.settlement]).toEqual([["shaoxing-2023"], null, null, null]);
  expect(ids((await at("liangping", "2026-11-26")).lapsedHere)).toEqual(["liangping-2019"]);
  expect((await at("china", "2026-11-26")).lapsedHere, "it has none of its own").toEqual([]);
  expect((await at("liangping", "2019-11-01")).lapsedHere).toEqual([]);
});

test("where none is in force yet, all count", async () => {
  const early = await at("liangping", "2010-01-01");
  expect([early.holding.length, early.others, early.validity, early.past]).toEqual([3, [], "not_yet_in_force", false]);
});

test("a document looked at by itself pays, in force or not; one that has lapsed is told in the past", async () => {
  const lapsed = await sitting(PERSONS["the lapsed document by itself, dibao"], "en");
  expect([lapsed.alone, lapsed.paying?.id, lapsed.validity, lapsed.past, lapsed.readOld]).toEqual([true, "liangping-2019", "lapsed", true, false]);
  expect(lapsed.documents[0]?.past).toBe(true);
  const here = await sitting(PERSONS["Liangping now, dibao"], "en");
  expect(here.documents.map(({ past, id }) => [id, past])).toEqual([["social-assistance-law-2026", false], ["medical-security-law-2026", false], ["liangping-2019", true]]);
});

test("one of a family is looked at with their own answer, and nothing else changes", async () => {
  const session = await sitting(PERSONS["a household, two on dibao"], "zh");
  const [first, second] = session.people;
  const aid = (who: Session) => who.premium?.pays.most;
  const other = session.of(second!);
  expect([other.person, aid(other), other.current, other.language]).toEqual([second, "375.00", 1, "zh"]);
  expect([session.person, aid(session), session.current]).toEqual([first, "0.00", 0]);
  expect(session.documents[0]?.of(1).answer).toEqual(session.documents[0]?.personAt(1));
  expect(() => session.documents[0]?.personAt(2)).toThrow("each member");
});

test("questions are this person's own, first those that money hangs on", async () => {
  const session = await sitting({ ...PERSONS["widow, questions still to come"], people: [{ residence: "rural", registered_poor: "none", dibao: true }, { residence: "rural", registered_poor: "none", dibao: false }] }, "zh");
  const [first, second] = session.people.map((person) => session.of(person));
  expect(first?.questions.slice(0, first.moneyQuestions.length)).toEqual(first?.moneyQuestions);
  expect(first?.moneyQuestions).toContain("scheme");
  expect(new Set(first?.questions).size).toBe(first?.questions.length);
  expect([first?.questions.includes("low_income"), second?.questions.includes("low_income")], "for one on dibao it decides nothing").toEqual([false, true]);
});

test("who is paid nothing is not asked on what a contribution depends that nobody states", async () => {
  const poor = { residence: "urban", registered_poor: "none", dibao: false, tekun: false, orphan: false, low_income: false, illness_poverty: false, scheme: "resident" };
  const asks = async (figures: Record<string, string>) => (await sitting({ policy: "liangping-2019", on: "2019-11-01", people: [poor], figures, asked: true }, "zh")).moneyQuestions.includes("tier");
  expect(await asks({})).toBe(false);
  expect(await asks({ "figures.contribution.tier_1": "250", "figures.contribution.tier_2": "625" })).toBe(true);
});

test("what documents give differently is told of the person looked at", async () => {
  const told = { scheme: "resident", dibao: true, tekun: false, dibao_margin: false };
  const here = (...people: typeof told[]) => sitting({ place: "shaoxing", on: "2026-11-26", people, asked: true }, "zh");
  const session = await here(told);
  expect(session.compared.map(({ what }) => what)).toEqual(["premium-aid"]);
  const two = await here(told, { ...told, scheme: "none", dibao: false });
  expect([two.compared, two.of(two.people[1]!).compared].map((all) => all.map(({ member }) => member))).toEqual([[0], []]);
  expect(new Sitting(session.data, session.checker, { ...session.settings, place: null }).compared).toEqual([]);
});

test("what would be given on other facts, or in another hospital, is supposed and not stored", async () => {
  const session = await sitting(PERSONS["Wuhan, class three, with a bill"], "zh");
  const pays = (facts: object, stay: object) => session.whatIf(facts as Record<string, boolean>, stay as Record<string, string>)?.settlement?.patient_pays.most;
  expect(pays({}, {})).toBe("6644.00");
  expect(Number(pays({}, { hospital_level: "level_1" }))).toBeLessThan(6644);
  expect(Number(pays({ dibao: true }, {}))).toBeLessThan(6644);
  expect([session.settlement?.patient_pays.most, session.stays[0]?.facts.get("hospital_level"), session.answers.get("dibao")]).toEqual(["6644.00", "level_3", false]);
  const nobodyPays = await at("china", "2026-11-26");
  expect(nobodyPays.whatIf({}, {})).toBeNull();
});

test("a sheet is checked beside the bill as the document settles it without the sheet", async () => {
  const sheet = await sitting(PERSONS["Wuhan, class three, a sheet that paid too little"], "zh");
  expect([sheet.settlement?.patient_pays.most, sheet.withoutSheets?.patient_pays.most]).toEqual(["7480.00", "6644.00"]);
  // Of two bills one has a sheet.
  sheet.addStay(false);
  expect(sheet.withoutSheets?.admissions[0]?.patient_pays.most).toBe("6644.00");
  const bill = await sitting(PERSONS["Wuhan, class three, with a bill"], "zh");
  expect(bill.withoutSheets).toBe(bill.settlement);
});

test("what a bill gives is what hangs on the bill and is settled", async () => {
  const session = await sitting(PERSONS["Wuhan, class three, with a bill"], "zh");
  const given = session.givenOn(session.stays[0]!);
  const granted = given.filter(({ verdict }) => verdict.status === "granted").map(({ verdict }) => verdict.provision);
  expect(granted).toEqual(expect.arrayContaining(["inpatient-rate", "inpatient-assistance"]));
  expect(given.every(({ document, verdict }) => document === session.paying && verdict.status !== "open" && verdict.because.some(({ fact }) => session.stays[0]?.facts.has(fact)))).toBe(true);
  expect(session.givenOn(newStay()), "of a bill that says nothing").toEqual([]);
});

test("the steps of amounts that are sure are there, also while facts are open on which none hangs", async () => {
  const session = await sitting(PERSONS["Wuhan, class three, with a bill"], "zh");
  expect([session.settlement?.steps, session.settlementSteps.length > 20]).toEqual([[], true]);
  const pays = session.settlementSteps.filter(({ what, layer }) => what === "payment" && layer === "basic").map(({ value }) => value);
  expect(pays).toEqual([session.settlement?.layers["basic"]?.most]);
  const unsure = await sitting({ ...PERSONS["Wuhan, class three, with a bill"], people: [{ scheme: "resident", dibao: true, disabled: "none" }], asked: true }, "zh");
  expect([unsure.settlement?.patient_pays.least === unsure.settlement?.patient_pays.most, unsure.settlementSteps]).toEqual([false, []]);
  expect((await at("wuhan", "2026-11-26")).settlementSteps).toEqual([]);
});

test("the first bill has what was said of the stay; a further one is like the last, with a sheet or without", async () => {
  const session = await sitting({ place: "wuhan", on: "2026-11-26", people: [{ scheme: "resident", hospital_level: "level_2", referred: null, dibao: true }], asked: true }, "zh");
  let shown = 0;
  session.watch(() => (shown += 1));
  session.addStay();
  expect([...(session.stays[0]?.facts ?? [])], "of the stay, and what is known").toEqual([["hospital_level", "level_2"]]);
  expect(session.stays[0]?.paid).toBeUndefined();
  session.addStay(true);
  session.addStay();
  expect(session.stays.map(({ paid, facts }) => [paid?.size, facts.size])).toEqual([[undefined, 1], [0, 0], [0, 0]]);
  session.removeStay(session.stays[1]!);
  expect([session.stays.length, shown]).toEqual([2, 4]);
});

test("a figure that was typed counts over the county's until it is empty again; a reading is taken the other way and back", async () => {
  const session = await sitting(PERSONS["dibao, everything known"], "zh");
  const pays = () => session.premium?.pays.most;
  expect(pays()).toBe("375.00");
  session.setFigure("figures.contribution.tier_2", "600");
  expect([pays(), session.allFigures]).toEqual(["350.00", { contribution: { tier_1: "250", tier_2: "600" } }]);
  session.setFigure("figures.contribution.tier_2", "  ");
  expect([session.figures.has("figures.contribution.tier_2"), pays()]).toEqual([false, null]);
  session.switchReading("rural_poor_scope");
  expect([session.readings, session.documents[0]?.readings, session.verdicts.find(({ verdict }) => verdict.provision === "medical-assistance")?.verdict.status]).toEqual([{ rural_poor_scope: false }, { rural_poor_scope: false }, "refused"]);
  session.switchReading("rural_poor_scope");
  expect([session.readings, session.verdicts.find(({ verdict }) => verdict.provision === "medical-assistance")?.verdict.status]).toEqual([{}, "granted"]);
});

test("what is open only for a stay that nobody spoke of is not counted as open", async () => {
  const { people: [known], ...here } = PERSONS["dibao, everything known"];
  const told = (answers: object, stays: number) => sitting({ ...here, people: [{ ...known, ...answers } as Record<string, boolean>], stays: Array(stays).fill({ total: "", in_scope: "" }), asked: true }, "zh");
  const hangs = async (answers: object, stays = 0) => {
    const session = await told(answers, stays);
    return [session.verdicts.filter(session.isOfStay).map(({ verdict }) => verdict.provision), session.counts.open];
  };
  const ofStay = ["inpatient-tilt", "treat-first-pay-later"];
  expect(await hangs({})).toEqual([ofStay, 0]);
  expect(await hangs({ hospital_stay: false })).toEqual([ofStay, 0]);
  expect(await hangs({ hospital_stay: true }), "it is asked about").toEqual([[], 2]);
  expect(await hangs({ hospital_level: null }), "it was asked about").toEqual([[], 2]);
  expect(await hangs({}, 1), "there is a bill").toEqual([[], 2]);
  const { verdicts, isOfStay } = await told({ tier: null }, 0);
  const others = verdicts.filter(({ verdict }) => verdict.status !== "open" || verdict.asks.includes("tier"));
  expect(others.filter(isOfStay), "what is settled, or hangs on something else too").toEqual([]);
});

test("an answer that changes a result is news; the first one, and the same one again, is not", async () => {
  const session = await sitting({ policy: "liangping-2019", on: "2019-11-01", people: [{}], asked: true }, "zh");
  expect(session.news).toEqual([]);
  session.give([["residence", "rural"], ["scheme", "none"], ["registered_poor", "none"]]);
  expect(session.news.map(({ verdict }) => verdict.provision)).toContain("premium-aid");
  session.give([["scheme", "none"]]);
  expect(session.news).toEqual([]);
});

// ---- an engine that is late, or fails ----

const DATA = { policies: [{ id: "p", in_force: { from: "2020-01-01", until: null }, words: { place: {}, groups: {} } }], places: [], figures: { values: { cap: "1" } }, vocabulary: { words: { facts: {}, groups: {}, outcomes: {} } } } as unknown as Data;
const answered = () => ({ place: "p", answers: [{ policy: "p", verdicts: [], validity: "in_force" }], compared: [], questions: [] });
const withEngine = (checker: object) =>
  new Sitting(DATA, { open: () => [{ id: "p", facts: [{ id: "age" }] }], assess: answered, ...checker } as unknown as Checker, { place: null, policy: "p", language: "zh", kiosk: false, paper: null, on: "2026-01-01" });
const soon = () => new Promise((done) => setTimeout(done));

test("an engine that is not ready is asked again when it is, three times in all", async () => {
  const late = (times: number) => {
    let asked = 0;
    return withEngine({ open: () => { if (++asked <= times) throw new NotReady(Promise.resolve()); return [{ id: "p", facts: [{ id: "age" }] }]; } });
  };
  const session = late(2);
  let shown = 0;
  session.watch(() => (shown += 1));
  expect([session.answer, session.broken]).toEqual([null, false]);
  await soon();
  expect([session.answer !== null, session.broken, session.facts, shown > 0]).toEqual([true, false, [{ id: "age" }], true]);
  console.error = () => undefined;
  const never = late(3);
  await soon();
  expect([never.answer, never.broken]).toEqual([null, true]);
});

test("an engine that is ready after the next resident came is not asked for the one before", async () => {
  let ready = (): void => undefined;
  let asked = 0;
  const session = withEngine({ assess: () => { if (++asked === 1) throw new NotReady(new Promise((done) => (ready = () => done(undefined as never)))); return answered(); } });
  session.choosePlace(session.place!);
  expect(asked).toBe(2);
  ready();
  await soon();
  expect(asked).toBe(2);
});

test("an engine that fails leaves no answer that is not right", () => {
  let fails = false;
  const told: unknown[] = [];
  console.error = (what: unknown) => told.push(what);
  const session = withEngine({ assess: () => { if (fails) throw new Error("trap"); return answered(); } });
  expect([session.broken, session.documents.length, session.allFigures]).toEqual([false, 1, { cap: "1" }]);
  fails = true;
  session.update();
  expect([session.broken, session.answer, session.documents, session.questions, session.ask, told.length]).toEqual([true, null, [], [], null, 1]);
  expect(session.policies.map(({ id }) => id), "what there is to say it in").toEqual(["p"]);
  expect(session.whatIf({}, {})).toBeNull();
  fails = false;
  session.restart();
  expect([session.broken, session.documents.length]).toEqual([false, 1]);
});
