// What a card's code carries and what opening one does to a sitting; printing it. How codes are written and damaged:
// code.unit.spec.ts.

import { expect, test } from "@playwright/test";
import type { FactDescription } from "../../www/src/engine/types.ts";
import { checked, codeOf, figuresIn, fill, opened, plain, unchecked, versionOf, type CodeProblem } from "../../www/src/state/code.ts";
import { codesIn, isIntact, Parts, partsOf } from "../../www/src/state/code-parts.ts";
import { Person } from "../../www/src/state/person.ts";
import type { Session } from "../../www/src/state/session.ts";
import { newStay, type Stay } from "../../www/src/state/stays.ts";
import { PERSONS } from "./persons.ts";
import { sitting } from "./sitting.ts";

test.beforeAll(() => {
  Object.assign(globalThis, { window: {} });
});

const ill = () => sitting(PERSONS["tuberculosis and HIV"], "zh");
const open = (session: Session, text: string): CodeProblem | null | undefined => {
  let problem: CodeProblem | null | undefined;
  session.openCode(text, (what) => (problem = what));
  return problem;
};

test("illnesses are on the card and in its code only where the person wants them", async () => {
  const session = await ill();
  const other = await ill();
  expect(open(other, session.code)).toBeNull();
  expect([other.answers.get("diseases"), other.answers.get("dibao")]).toEqual([undefined, true]);
  session.withIllness = true;
  expect(open(other, session.code)).toBeNull();
  expect(other.answers.get("diseases")).toEqual(["tuberculosis", "hiv"]);
  expect([other.room, other.withIllness], "the clerk decides anew").toEqual(["ask", false]);
});

test("a code is refused for what is wrong with it, and what was told stays", async () => {
  const session = await ill();
  const { code } = session;
  const hashes = session.documents.map(({ description }) => description.policy_sha256);
  const written = (...[place, of = hashes, people = [new Person()], figures, view]: [string, string[]?, Person[]?, Map<string, string>?, { day: string; readings: string[] }?]) =>
    codeOf(place, of, session.facts, people, figures, view);
  expect(open(session, "nothing at all")).toBe("damaged");
  expect(open(session, code.replace("LIANGPING", "BEIJING"))).toBe("damaged");
  expect(open(session, written("atlantis"))).toBe("other_document");
  expect(open(session, written("liangping-2019", ["ffffff"]))).toBe("other_version");
  expect(open(session, written("liangping-2019", hashes, [new Person()], new Map(), { day: "2020-12-31", readings: [] })), "a document alone has no older time").toBe("other_version");
  expect(open(session, checked(code.slice(0, code.lastIndexOf("/")) + "/ZZZ"))).toBe("damaged");
  expect(open(session, checked(`MB1/LIANGPING-2019/${versionOf(hashes)}/1/$A.B+X`))).toBe("damaged");
  expect([session.answers.get("dibao"), session.people.length]).toEqual([true, 1]);
});

test("family, figures, readings and older time of a code are there after opening it, and the place it is of", async () => {
  const session = await sitting({ ...PERSONS["Liangping now, dibao"], figures: { "figures.contribution.tier_1": "250" } }, "zh");
  session.addPerson();
  session.relate(session.person, "child");
  session.readOn(session.olderTimes[0]?.until ?? "");
  session.switchReading("rural_poor_scope");
  const other = await sitting(PERSONS["Wuhan, dibao"], "zh");
  expect(open(other, session.code.toLowerCase())).toBeNull();
  expect([other.place?.id, other.on, other.readings, [...other.figures]]).toEqual(["liangping", "2020-12-31", { rural_poor_scope: false }, [["figures.contribution.tier_1", "250"]]]);
  expect(other.people.map(({ relation, key }) => [relation, key])).toEqual([[null, 1], ["child", 2]]);
  expect(other.verdicts.length).toBeGreaterThan(0);
});

/** Prints in a browser whose window prints like this. */
async function print(session: Session, print: () => void): Promise<void> {
  const before = { window: (globalThis as Record<string, unknown>)["window"], addEventListener: globalThis.addEventListener, removeEventListener: globalThis.removeEventListener };
  Object.assign(globalThis, { window: { print }, addEventListener: (_: string, then: () => void) => (begin = then), removeEventListener: () => undefined });
  try {
    await session.print();
  } finally {
    Object.assign(globalThis, before);
  }
}
let begin = (): void => undefined;

test("the card is drawn before it is printed; where nothing is printed it is shown with what to do", async () => {
  const session = await ill();
  let drawn: string | null = null;
  await print(session, () => {
    drawn = session.printing;
    begin();
  });
  expect([drawn, session.printing, session.notPrinted, session.room]).toEqual(["card", null, false, "ask"]);
  await print(session, () => { throw new Error("no printer"); });
  expect([session.printing, session.notPrinted, session.room]).toEqual([null, true, "card"]);
  // The next try is a new one; whoever sits here by then is told nothing of it.
  await print(session, () => {
    expect(session.notPrinted).toBe(false);
    session.choosePlace(session.place!);
    throw new Error("no printer");
  });
  expect([session.notPrinted, session.room]).toEqual([false, "ask"]);
});

// ---- the text itself ----

const fact = (id: string, kind: FactDescription["kind"], more: Partial<FactDescription> = {}): FactDescription => ({ id, kind, values: [], scope: "person", change: "fixed", ...more });
const FACTS = [
  fact("flag", "flag"), fact("number", "number", { min: 1, max: 120 }), fact("choice", "choice", { values: ["a", "b"] }),
  fact("set", "set", { values: ["x", "y", "z"] }), fact("money", "money"), fact("level", "choice", { values: ["low", "high"], scope: "admission" }),
];
const HASH = ["0123456789abcdef"];
const person = (answers: Record<string, unknown>, more: Partial<Person> = {}) => Object.assign(new Person(), { answers: new Map(Object.entries(answers)), ...more });
const partOf = (one: Person) => codeOf("p", HASH, FACTS, [one]).split("/")[3];

test("each answer is a character or few, in the order of the facts; what is not answered is a point", () => {
  expect(partOf(person({}))).toBe("");
  expect(partOf(person({ flag: true, number: 67, choice: "b", set: ["x", "z"], money: "1500.50", level: "high" }))).toBe("1.1V.1.5.37S2.1");
  expect(partOf(person({ flag: false, choice: null }))).toBe("0..-");
  expect(partOf(person({ money: "0.01" })), "four without an answer in a row are counted").toBe("%41");
  expect(partOf(person({ set: [] }, { relation: "child" }))).toBe("2*%30");
  const stays: Stay[] = [{ ...newStay(), facts: new Map([["level", "low"]]), total: "10", in_scope: "many" }, { facts: new Map(), total: "", in_scope: "?", paid: new Map([["major_illness", "1"], ["basic", "?"]]) }];
  expect(partOf(person({ flag: true }, { stays }))).toBe("1:0+RS+:++++MAJOR-ILLNESS$2S");
});

test("what was written is read; what the facts have no place for is refused", () => {
  const read = (text: string) => {
    const made = new Person();
    return fill(made, text, FACTS) ? [Object.fromEntries(made.answers), made.relation, made.stays.length] : null;
  };
  expect(read("1.1V.1.5.37S2.1")).toEqual([{ flag: true, number: 67, choice: "b", set: ["x", "z"], money: "1500.50", level: "high" }, null, 0]);
  expect(read("2*0:0+RS+:++")).toEqual([{ flag: false }, "child", 2]);
  expect(read("")).toEqual([{}, null, 0]);
  for (const [text, why] of [
    ["2", "a flag is yes or no"], [".0", "below the least"], [".3D", "above the most"], ["..2", "no such choice"], ["...8", "more than all of a set"], ["?", "no number"],
    ["......1", "a fact too many"], ["9*1", "no such relation"], ["1:2+1+1", "no such level"], ["1:0+ZZZZZZZZZZZZZZZ+", "too much money"], ["1:++++9X$1", "no layer"], ["1:++++BASIC$", "a layer that paid nothing that can be read"],
  ] as const) expect(read(text), why).toBeNull();
});

test("a scanner's typing, full-width or through a Chinese input method, is the code", () => {
  const code = codeOf("p", HASH, FACTS, [person({ flag: true, money: "1500.50" })]);
  expect(plain("ｍｂ１、p。¥×")).toBe("MB1/P.$*");
  expect(opened(` ${code.toLowerCase().replace(/\//g, "、").replace(/\./g, "。")} `)).toEqual(opened(code));
  expect([unchecked(code), unchecked(code.slice(1)), unchecked(""), unchecked("/")]).toEqual([code.slice(0, code.lastIndexOf("/")), null, null, null]);
  expect(opened(checked("MB1/P/012345/$A+1")), "figures of nobody").toBeNull();
  expect(opened(checked("MB2/P/012345/1"))).toBeNull();
  expect(opened(checked("MB1//012345/1"))).toBeNull();
  expect(opened(checked("MB1/P/012345/1/$/$"))).toBeNull();
  expect(opened(checked("MB1/P/012345/1/+20201231+ONE-READING"))).toEqual({ place: "p", version: "012345", people: ["1"], figures: "", view: { day: "2020-12-31", readings: ["one_reading"] } });
});

test("figures of a code are as they would be typed", () => {
  expect([...(figuresIn("CONTRIBUTION.TIER-1+250:MAJOR-ILLNESS.BANDS+0*60$30000*70:ASSISTANCE.CAP+NONE") ?? [])]).toEqual([
    ["figures.contribution.tier_1", "250"], ["figures.major_illness.bands", "0|60\n30000|70"], ["figures.assistance.cap", "none"],
  ]);
  expect(figuresIn("")?.size).toBe(0);
});

test("a code is one text as long as a receipt's printer can print it, then parts of one length, then none", () => {
  const long = (length: number) => checked("MB1/" + "A".repeat(length - "MB1//00000".length));
  expect(partsOf(long(400))).toEqual([long(400)]);
  const parts = partsOf(long(401)) ?? [];
  expect(parts.length).toBe(2);
  expect(parts.every((part) => part.length <= 400 && isIntact(part) && part.startsWith("MB1+"))).toBe(true);
  expect([partsOf(long(12 * 376))?.length, partsOf(long(12 * 376 + 1))]).toEqual([12, null]);
  expect([isIntact(long(20)), isIntact(long(20).slice(1)), isIntact(checked("XY1/1"))]).toEqual([true, false, false]);
});

test("parts are read in any order, those of another card begin anew, and what is no part is itself", () => {
  const card = (letter: string) => checked("MB1/" + letter.repeat(1000));
  const [one, other] = [card("A"), card("B")].map((code) => partsOf(code) ?? []) as [string[], string[]];
  const parts = new Parts();
  expect([parts.take("hello"), parts.missing]).toEqual(["hello", []]);
  expect([parts.take(one[2]!), parts.missing]).toEqual([null, [1, 2]]);
  expect([parts.take(other[0]!), parts.missing]).toEqual([null, [2, 3]]);
  expect([parts.take(one[0]!), parts.missing]).toEqual([null, [2, 3]]);
  parts.take(one[1]!);
  expect(parts.take(one[2]!)).toBe(card("A"));
  expect(codesIn(`${one[0]} ${one[1]}`)).toEqual([one[0], one[1]]);
  expect(codesIn("no code"), "what has none is looked at whole").toEqual(["NOCODE"]);
});
