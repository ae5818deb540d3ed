// Rules of the sentences that results begin with, one at a time, where openings.txt has no resident who meets them.

import { expect, test } from "@playwright/test";
import type { Premium, Range } from "../../www/src/engine/types.ts";
import type { Session } from "../../www/src/state/session.ts";
import { laterToDo, openingWords, reasonWords } from "../../www/src/words/sentences.ts";
import { PERSONS, type PersonName } from "./persons.ts";
import { sitting } from "./sitting.ts";

test.beforeAll(() => {
  Object.assign(globalThis, { window: {} });
});

/** The sitting of a person with something of the answer otherwise. */
async function supposing(name: PersonName, otherwise: object): Promise<Session> {
  const session = await sitting(PERSONS[name], "en");
  return Object.create(session, Object.getOwnPropertyDescriptors(otherwise)) as Session;
}

const firstItem = (session: Session) => openingWords(session).sentences.flatMap(({ items }) => items)[0];
const paid = (aid: Range, pays: Range, more: Partial<Premium> = {}) => ({ premium: { aid, pays, contribution: pays, asks: [], steps: [], ...more } });
const one = (amount: string, floor?: true): Range => ({ least: amount, most: amount, ...(floor ? { floor } : {}) });

test("of a contribution it is said what is paid and what is left; of a floor at least, and at most", async () => {
  const said = async (aid: Range, pays: Range) => /\((.*)\)$/.exec(firstItem(await supposing("dibao, everything known", paid(aid, pays))) ?? "")?.[1];
  expect(await said(one("250.00"), one("375.00"))).toBe("¥250 is paid for you; you pay ¥375");
  expect(await said(one("360.00", true), one("40.00", true))).toBe("at least ¥360 is paid for you; you pay at most ¥40");
  expect(await said(one("400.00"), one("0.00"))).toBe("¥400 is paid for you; you pay nothing");
  for (const open of [{ least: "1.00", most: "2.00" }, { least: null, most: null }]) expect(await said(one("250.00"), open), "what is left is not known").toBe("¥250 is paid for you");
  expect(await said({ least: "1.00", most: "2.00" }, one("1.00")), "what is paid is not known").toBe("the whole tier-1 contribution");
});

test("an amount that supposes something is said where that is the condition, else the share", async () => {
  const said = async (supposed: Premium["supposing"]) => firstItem(await supposing("widow, the county's figures known", paid(one("250.00"), { least: null, most: null }, supposed ? { supposing: supposed } : {})));
  const [amount, share] = ["¥250 is paid for you", "the whole tier-1 contribution"].map((what) => `Resident insurance: government helps with your contribution (${what})`);
  expect(await said([{ fact: "scheme", values: ["resident"] }])).toBe(amount);
  expect(await said([{ fact: "scheme", values: ["resident", "employee"] }])).toBe(amount);
  expect(await said(undefined)).toBe(amount);
  for (const other of [{ fact: "scheme", values: ["employee"] }, { fact: "residence", values: ["resident"] }]) expect(await said([other]), JSON.stringify(other)).toBe(share);
  expect(await said([{ fact: "scheme", values: ["resident"] }, { fact: "dibao", values: [true] }]), "both must be").toBe(share);
});

test("bounds on what the patient pays say what they leave out, if anything, and no layer's amount", async () => {
  const bill = (figures: Record<string, string>) => sitting({ ...PERSONS["dibao, a bill and no figures"], figures }, "en").then((session) => openingWords(session).sentences[0]);
  const begin = "You receive the low-income allowance (dibao). Of ¥12,800 in bills, whatever the missing figures are, you pay ¥800 to ¥4,400";
  expect(await bill({ "figures.basic.cap.tier_1": "none", "figures.major_illness.cap": "none", "figures.assistance.cap": "none" })).toEqual({ kind: "bill", words: `${begin}.`, items: [] });
  expect((await bill({}))?.words).toBe(`${begin} (yearly caps left out: where one is reached you pay more).`);
});

test("a layer that pays nothing is not named, one that may is", async () => {
  const session = await sitting({ ...PERSONS["Wuhan, class three, with a bill"], people: [{ scheme: "resident", dibao: true, disabled: "none" }], asked: true }, "en");
  expect(openingWords(session).sentences[0]?.items).toEqual(["Basic insurance: ¥12,000", "Major-illness insurance: ¥1,200", "Medical assistance: ¥5,440 to ¥6,800"]);
});

test("who is told to join what has no name is told the condition", async () => {
  const session = await sitting(PERSONS["dibao, not insured"], "en");
  const { vocabulary } = session.data;
  const words = { ...vocabulary.words, outcomes: Object.fromEntries(Object.entries(vocabulary.words.outcomes).filter(([id]) => !id.startsWith("enrolment."))) };
  const other = Object.create(session, { data: { value: { ...session.data, vocabulary: { ...vocabulary, words } } } }) as Session;
  expect(openingWords(other).sentences[0]?.words).toBe("You receive the low-income allowance (dibao). If you are in resident insurance, you get:");
});

test("a document that does not hold yet is told so, and nothing of it is to be claimed", async () => {
  const { toDo, first } = openingWords(await sitting({ policy: "medical-security-law-2026", on: "2026-11-26", people: [{ dibao: true }] }, "en"));
  expect([first.kind, toDo]).toEqual(["not_in_force", "Not yet in force: it counts only from that day."]);
});

test("what else to find out comes after the first, each with whom to ask; what is first is not said again", async () => {
  const session = await sitting(PERSONS["answers that are all I don't know"], "en");
  const { first, toDo } = openingWords(session);
  expect(toDo).toContain("Is your household on the poverty register?");
  expect(laterToDo(session, first)).toEqual([
    "Is your household register rural or urban? Newer booklets say neither rural nor urban: the police station or the village committee can tell whether you are registered in a village or in a town.",
    "Has the civil affairs office recognised you as a person in extreme hardship (tekun, once called wubao)? Ask the person in charge of civil affairs in your village or town.",
  ]);
  expect(laterToDo(session, { kind: "elsewhere" }).join(" "), "where something else comes first it is still to be found out").toContain("Is your household on the poverty register?");
  // Of a fact whose help names nobody, the office of what hangs on it.
  expect(laterToDo(await sitting(PERSONS.widow, "zh"), { kind: "elsewhere" })).toEqual(["您参加的是哪一种医保？问区（县）医保局（办事大厅的医保窗口）。"]);
});

test("reasons stand behind what they are the reason of; where there are none nothing does", async () => {
  const session = await sitting(PERSONS.employee, "en");
  expect(reasonWords(session, [], "opening_because")).toBe("");
  expect(reasonWords(session, [{ fact: "scheme", value: "employee" }, { fact: "dibao", value: true }], "refused_because")).toBe(" (mainly because you are in employee insurance and you receive the low-income allowance (dibao))");
});
