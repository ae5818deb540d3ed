// One resident's sitting, on the built engine and data: where it begins, what is asked, going back, days, wiping. What is taken
// away and comes back: undo.unit.spec.ts.

import { expect, test } from "@playwright/test";
import type { Checker } from "../../www/src/engine/checker.ts";
import type { Data } from "../../www/src/engine/data.ts";
import type { Given } from "../../www/src/state/person.ts";
import { Session } from "../../www/src/state/session.ts";
import type { Settings } from "../../www/src/state/settings.ts";
import { newStay } from "../../www/src/state/stays.ts";
import { builtData, checkerOf } from "./sitting.ts";

let data: Data;
test.beforeAll(async () => {
  Object.assign(globalThis, { window: {} });
  data = await builtData();
});

const LIANGPING = { policy: "liangping-2019", on: "2019-11-01" };

function begin(settings: Partial<Settings>, from: Data = data, more: Partial<Checker> = {}): Session {
  const checker = Object.assign(checkerOf(from), more);
  return new Session(from, checker, { place: null, policy: null, language: "zh", kiosk: false, paper: null, on: "2026-11-26", ...settings });
}

test("without an address one chooses among the places; with one the first question is there", () => {
  const open = begin({});
  expect([open.room, open.place, open.placeIsOpen, open.missing, open.ask]).toEqual(["place", null, true, null, null]);
  expect(open.offered).toBe(data.places);
  const wuhan = begin({ place: "wuhan" });
  expect([wuhan.room, wuhan.place?.id, wuhan.placeIsOpen, wuhan.missing, wuhan.alone]).toEqual(["ask", "wuhan", false, null, false]);
  expect(wuhan.ask?.facts.length).toBeGreaterThan(0);
  const document = begin({ policy: "liangping-2019", place: "wuhan" });
  expect([document.place?.id, document.alone], "a document goes before a place").toEqual(["liangping-2019", true]);
});

test("what the address names and is not here is told, and one chooses", () => {
  for (const [settings, missing] of [[{ place: "atlantis" }, "atlantis"], [{ policy: "none-1999" }, "none-1999"], [{ policy: "none-1999", place: "wuhan" }, "none-1999"]] as const) {
    const session = begin(settings);
    expect([session.missing, session.place, session.room, session.placeIsOpen]).toEqual([missing, null, "place", true]);
  }
});

test("where there is only one place it is not asked for, unless the address named another", () => {
  const one = { ...data, places: data.places.filter(({ id }) => id === "wuhan") };
  expect([begin({}, one).place?.id, begin({}, one).placeIsOpen]).toEqual(["wuhan", false]);
  expect([begin({ place: "atlantis" }, one).place, begin({ place: "atlantis" }, one).missing]).toEqual([null, "atlantis"]);
  const documents = { ...data, places: [] };
  expect(begin({}, documents).offered.map(({ id }) => id)).toEqual(data.policies.map(({ id }) => id));
});

test("the language is the address's, else the browser's; the paper the address's, else A5", () => {
  const preferredLanguage = "en" as const;
  expect([begin({}).language, begin({ language: null }, data, { preferredLanguage }).language, begin({ language: "zh" }, data, { preferredLanguage }).language]).toEqual(["zh", "en", "zh"]);
  expect([begin({}).paper, begin({ paper: "receipt" }).paper]).toEqual(["a5", "receipt"]);
});

test("a change of language or of room shows nothing as new any more", () => {
  const session = begin(LIANGPING);
  const answered = () => session.give([["residence", "rural"], ["registered_poor", "lifted"], ["scheme", "resident"]]);
  for (const other of [() => session.setLanguage("en"), () => session.show("card"), () => session.review("scheme"), () => session.lookAt(session.person)]) {
    session.give([["residence", "urban"], ["registered_poor", "none"], ["scheme", "none"]]);
    answered();
    expect(session.news.length).toBeGreaterThan(0);
    other();
    expect(session.news).toEqual([]);
  }
  expect([session.language, session.room]).toEqual(["en", "ask"]);
});

test("whoever watches is told of every change, until they stop", () => {
  const session = begin(LIANGPING);
  let seen = 0;
  session.changed();
  expect(session.moved, "nobody had seen the page").toBe(false);
  const stop = session.watch(() => (seen += 1));
  session.show("bill");
  session.foundNewer();
  session.relate(session.person, "me");
  expect([seen, session.room, session.newer, session.moved]).toEqual([3, "bill", true, true]);
  stop();
  session.show("card");
  expect(seen).toBe(3);
});

test("answers of the household are everybody's, a person's are their own; who is added is asked no shared question", () => {
  const session = begin(LIANGPING);
  session.give([["residence", "rural"], ["registered_poor", "none"], ["dibao", true]]);
  session.addPerson();
  expect(Object.fromEntries(session.answers)).toEqual({ residence: "rural", registered_poor: "none" });
  expect([session.current, session.person.key, session.room]).toEqual([1, 2, "ask"]);
  expect(session.ask?.facts).toContain("dibao");
  session.give([["residence", "urban"], ["dibao", false]]);
  expect(session.people.map(({ answers }) => [answers.get("residence"), answers.get("dibao")])).toEqual([["urban", true], ["urban", false]]);
  session.lookAt(session.people[0]!, "bill");
  expect([session.current, session.room]).toEqual([0, "bill"]);
});

test("back goes to the question before, as it was asked, and from the first to the places only while nothing was answered", () => {
  const session = begin({});
  session.choosePlace(data.places.find(({ id }) => id === "liangping")!);
  session.on = "2019-11-01";
  session.update();
  expect([session.canGoBack, session.canLeave]).toEqual([true, true]);
  session.back();
  expect([session.room, session.place, session.canLeave]).toEqual(["place", null, false]);
  const asked: string[][] = [];
  const other = begin(LIANGPING);
  expect([other.canGoBack, other.canLeave], "no place to choose").toEqual([false, false]);
  other.back();
  expect(other.place?.id).toBe("liangping-2019");
  for (let count = 0; count < 3; count++) {
    const { facts } = other.ask!;
    asked.push(facts);
    other.give(facts.map((fact) => [fact, null]));
  }
  for (const facts of asked.reverse()) {
    expect(other.canGoBack).toBe(true);
    other.leave();
    expect(other.ask?.facts).toEqual(facts);
  }
  expect(other.canGoBack).toBe(false);
  other.leave();
  expect([other.room, other.answers.size > 0]).toEqual(["ask", true]);
});

test("the browser's back button leaves a room for the questions; an answer looked at again is asked again", () => {
  const session = begin(LIANGPING);
  session.give([["residence", "rural"]]);
  session.show("card");
  expect(session.canLeave).toBe(true);
  session.leave();
  expect(session.room).toBe("ask");
  const next = session.ask?.facts;
  session.show("card");
  session.review("residence");
  expect([session.room, session.ask?.facts, session.moneyAsked]).toEqual(["ask", ["residence"], false]);
  session.give([["residence", "rural"]]);
  expect(session.ask?.facts).toEqual(next);
});

test("a question says which results hang on it; each answer leaves fewer, none when all were asked", () => {
  const session = begin(LIANGPING);
  expect(session.ask?.why.length).toBeGreaterThan(0);
  expect(session.ask?.why.every(({ verdict }) => verdict.asks.some((fact) => session.ask?.facts.includes(fact)))).toBe(true);
  expect([session.moneyAsked, session.moneyForOthers]).toEqual([false, false]);
  let left = session.questionsLeft;
  expect(left).toBeGreaterThan(3);
  while (session.ask) {
    session.give(session.ask.facts.map((fact) => [fact, null]));
    expect(session.questionsLeft).toBeLessThan(left);
    left = session.questionsLeft;
  }
  expect(left).toBe(0);
});

test("once all that money hangs on was asked it is said so: that it is for others, or that services are still asked about", () => {
  const asked = (truth: Record<string, Given>) => {
    const session = begin(LIANGPING);
    while (!session.moneyAsked) session.give((session.ask?.facts ?? []).map((fact) => [fact, truth[fact] ?? false]));
    return session;
  };
  const town = { residence: "urban", registered_poor: "none", scheme: "resident", tier: "tier_1", diseases: [] };
  expect(asked(town).moneyForOthers).toBe(true);
  const law = begin({ place: "china" });
  law.give([["dibao", true]]);
  expect([law.moneyQuestions, law.moneyAsked, law.moneyForOthers], "a law that names no sums").toEqual([[], false, false]);
  const widow = asked({ ...town, residence: "rural", dibao: true });
  expect([widow.moneyForOthers, widow.questionsLeft > 0]).toEqual([false, true]);
});

test("an older time is read for the same answers, and left again by its day; a bill that nobody pays is left for the questions", () => {
  const session = begin({ place: "liangping" });
  session.give([["residence", "rural"]]);
  const [time] = session.olderTimes;
  expect([time?.from, time?.until, session.readOld, session.past]).toEqual(["2019-10-08", "2020-12-31", false, false]);
  session.review("residence");
  session.readOn(time?.until ?? "");
  expect([session.on, session.readOld, session.past, session.reviewed, session.answers.get("residence")]).toEqual(["2020-12-31", true, true, [], "rural"]);
  expect(session.paying?.id).toBe("liangping-2019");
  session.show("bill");
  session.readOn(time?.until ?? "");
  expect([session.room, session.news], "what pays there pays").toEqual(["bill", []]);
  session.readOn(session.today);
  expect([session.room, session.paying, session.readOld], "no local document holds now").toEqual(["ask", null, false]);
  session.show("card");
  session.readOn(time?.until ?? "");
  expect(session.room).toBe("card");
  expect(begin({ policy: "liangping-2019" }).olderTimes, "a document alone has no other times").toEqual([]);
  expect(begin({}).olderTimes).toEqual([]);
});

test("starting again goes to the places where there is a choice, else to the first question; what was told comes back as it was", () => {
  const session = begin({});
  let seen = 0;
  session.watch(() => (seen += 1));
  session.choosePlace(data.places.find(({ id }) => id === "liangping")!);
  session.addStay();
  const [time] = session.olderTimes;
  session.readOn(time?.until ?? "");
  session.switchReading("rural_poor_scope");
  session.addPerson();
  session.show("card");
  seen = 0;
  session.restart();
  expect([session.room, session.place, session.people.length, session.on, session.undo?.what, seen]).toEqual(["place", null, 1, "2026-11-26", "all", 1]);
  session.putBack();
  expect([session.room, session.place?.id, session.people.length, session.current, session.stays.length, session.on, session.readings]).toEqual(["card", "liangping", 2, 1, 0, time?.until, { rural_poor_scope: false }]);
  expect(session.people[0]?.stays.length, "a bill alone is something told").toBe(1);
  const chosen = begin(LIANGPING);
  chosen.give([["residence", "rural"]]);
  chosen.restart();
  expect([chosen.room, chosen.place?.id, chosen.answers.size, chosen.undo?.what]).toEqual(["ask", "liangping-2019", 0, "all"]);
});

test("what is looked at again is left when another person, an undo or a removal comes", () => {
  const session = begin(LIANGPING);
  session.give([["residence", "rural"]]);
  session.addPerson();
  const [first, second] = session.people;
  for (const leave of [() => session.lookAt(first!), () => session.removePerson(second!), () => session.putBack()]) {
    session.review("residence");
    leave();
    expect(session.reviewed).toEqual([]);
  }
});

test("to say who one person is changes nobody else, but for oneself and a spouse", () => {
  const session = begin(LIANGPING);
  session.addPerson();
  session.addPerson();
  const [first, second, third] = session.people;
  session.relate(first!, "child");
  session.relate(second!, "me");
  session.relate(third!, "me");
  expect(session.people.map(({ relation }) => relation)).toEqual(["child", null, "me"]);
});

test("a page that stays open over midnight answers for the new day, but not where an older time is read", () => {
  const Real = Date;
  const on = (day: string) => {
    globalThis.Date = class extends Real {
      constructor(...given: []) {
        super(...(given.length > 0 ? given : ([`${day}T12:00:00`] as unknown as [])));
      }
    } as DateConstructor;
  };
  try {
    on("2026-11-26");
    const session = begin({ place: "wuhan", on: null });
    expect([session.today, session.on, session.clockIsWrong]).toEqual(["2026-11-26", "2026-11-26", false]);
    on("2026-11-27");
    session.changed();
    expect([session.today, session.on, session.answer?.on]).toEqual(["2026-11-27", "2026-11-27", "2026-11-27"]);
    session.readOn("2022-12-31");
    on("2026-11-28");
    session.changed();
    expect([session.today, session.on]).toEqual(["2026-11-28", "2022-12-31"]);
    on("2024-01-01");
    expect(begin({ place: "wuhan", on: null }).clockIsWrong, "one of the documents is later").toBe(true);
    // A machine whose clock was never set stands before the documents were issued.
    on("1970-01-01");
    expect(begin({ place: "wuhan", on: null }).clockIsWrong).toBe(true);
    expect(begin({ place: "wuhan", on: "1999-01-01" }).clockIsWrong, "a day that was asked for").toBe(false);
  } finally {
    globalThis.Date = Real;
  }
});

test("after a wipe nobody was here: answers, language, paper, day, what was said and printed; the engine is a new one", () => {
  let renewed = 0;
  const session = begin({ place: "liangping", kiosk: true, language: null }, data, { renew: () => (renewed += 1), preferredLanguage: "zh" } as Partial<Checker>);
  const { sitting } = session;
  session.give([["residence", "rural"]]);
  session.addPerson();
  session.setFigure("figures.contribution.tier_1", "400");
  session.switchReading("rural_poor_scope");
  session.person.stays.push(newStay());
  session.setLanguage("en");
  Object.assign(session, { paper: "receipt", silence: "no_voice", withIllness: true, wholeFamily: false, printing: "card", notPrinted: true, on: "2019-11-01" });
  session.wipe();
  expect([session.language, session.paper, session.silence, session.withIllness, session.wholeFamily, session.printing, session.notPrinted]).toEqual(["zh", "a5", null, false, true, null, false]);
  expect([session.people.length, session.answers.size, session.stays.length, session.figures.size, session.readings, session.on, session.current]).toEqual([1, 0, 0, 0, {}, "2026-11-26", 0]);
  expect([session.place?.id, session.room, session.undo, renewed]).toEqual(["liangping", "ask", null, 1]);
  expect(session.sitting, "fields of the one before are not kept").toBeGreaterThan(sitting);
  const open = begin({ kiosk: true }, data, { renew: () => undefined });
  open.choosePlace(data.places[0]!);
  open.wipe();
  expect([open.room, open.place, open.facts, open.documents, open.answer]).toEqual(["place", null, [], [], null]);
});
