// What is taken away comes back, and each of a family stays who they are, without a browser.

import { expect, test } from "@playwright/test";
import type { Checker } from "../../www/src/engine/checker.ts";
import type { Data } from "../../www/src/engine/data.ts";
import { Session } from "../../www/src/state/session.ts";
import { newStay } from "../../www/src/state/stays.ts";

/** A sitting under one document with one fact; the engine says nothing. */
function sitting(kiosk = false): Session {
  Object.assign(globalThis, { window: {} });
  const checker = {
    open: () => [{ id: "p", facts: [{ id: "age", kind: "number", values: [], scope: "person", change: "fixed" }] }],
    assess: (input: { members?: unknown[] }) => {
      const answer = { policy: "p", verdicts: [] };
      return { place: "p", answers: [{ ...answer, ...(input.members ? { members: input.members.map(() => answer) } : {}) }], compared: [], questions: [], of_money: 0, of_provisions: 0 };
    },
    renew: () => undefined,
  } as unknown as Checker;
  const data = { policies: [{ id: "p", in_force: { from: "2020-01-01" }, words: { place: {}, groups: {} } }], places: [], figures: null, vocabulary: { words: { facts: {}, groups: {}, outcomes: {} } } } as unknown as Data;
  return new Session(data, checker, { place: null, policy: "p", language: "zh", kiosk, paper: null, on: "2026-01-01" });
}

const ages = (session: Session) => session.people.map(({ answers }) => answers.get("age"));

/** Three persons of 30, 40 and 50; the last is looked at. */
function family(kiosk = false): Session {
  const session = sitting(kiosk);
  session.give([["age", 30]]);
  for (const age of [40, 50]) {
    session.addPerson();
    session.give([["age", age]]);
  }
  return session;
}

test("who is removed is the one meant, and who is looked at stays so", () => {
  const session = family();
  const [first, second, third] = session.people;
  session.lookAt(second!);
  session.removePerson(first!);
  expect(ages(session)).toEqual([40, 50]);
  expect(session.person).toBe(second);
  expect(session.people.map(({ key }) => key), "nobody gets another's number").toEqual([2, 3]);
  // Again, as by a second click: they are gone already.
  session.removePerson(first!);
  expect(ages(session)).toEqual([40, 50]);
  session.addPerson();
  expect(session.person.key).toBe(4);
  session.putBack();
  expect(session.people.slice(0, 3)).toEqual([first, second, third]);
  expect(session.person.key, "still the one looked at").toBe(4);
});

test("who comes back after another was added is still who they were, and is nobody else", () => {
  const session = family();
  const third = session.people[2]!;
  session.removePerson(third);
  session.addPerson();
  session.putBack();
  expect(session.people.map(({ key }) => key)).toEqual([1, 2, 3, 4]);
  expect(ages(session)).toEqual([30, 40, 50, undefined]);
  expect(session.people[2]).toBe(third);
});

test("of oneself and a spouse there is one in a family; of children and parents several", () => {
  const session = family();
  const [first, second, third] = session.people;
  for (const relation of ["me", "child", "spouse"] as const) {
    for (const person of [first!, second!, third!]) session.relate(person, relation);
    const same = session.people.filter((person) => person.relation === relation);
    expect(same, relation).toHaveLength(relation === "child" ? 3 : 1);
    expect(same).toContain(third);
  }
});

test("the last of a family is not removed", () => {
  const session = sitting();
  session.removePerson(session.person);
  expect(session.people).toHaveLength(1);
  expect(session.undo).toBeNull();
});

test("starting again takes nothing away for good, until something else is told", () => {
  const session = family();
  session.setFigure("figures.contribution", "400");
  session.restart();
  expect(ages(session)).toEqual([undefined]);
  expect(session.figures.size).toBe(0);
  session.putBack();
  expect(ages(session)).toEqual([30, 40, 50]);
  expect([...session.figures]).toEqual([["figures.contribution", "400"]]);
  expect(session.undo).toBeNull();
  session.restart();
  session.give([["age", 60]]);
  expect(session.undo).toBeNull();
});

test("where nothing was told, nothing is offered", () => {
  const session = sitting();
  session.restart();
  expect(session.undo).toBeNull();
});

test("at a kiosk nobody brings back the answers of the one before, by starting again or by finishing", () => {
  const session = family(true);
  session.removePerson(session.people[0]!);
  expect(session.undo?.what).toBe("person");
  session.restart();
  expect(session.undo).toBeNull();
  session.give([["age", 60]]);
  session.wipe();
  expect(session.undo).toBeNull();
});

test("a bill that was taken away comes back to its place and its person", () => {
  const session = family();
  const stays = ["100", "200", "300"].map((total) => ({ ...newStay(), total }));
  const { person } = session;
  person.stays = stays;
  session.removeStay(stays[1]!);
  expect(person.stays.map(({ total }) => total)).toEqual(["100", "300"]);
  session.lookAt(session.people[0]!);
  session.putBack();
  expect(person.stays).toEqual(stays);
});
