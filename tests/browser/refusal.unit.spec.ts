// What the engine refuses of a case counts as not known; the rest is answered, and the fields are named.

import { expect, test } from "@playwright/test";
import type { Checker } from "../../www/src/engine/checker.ts";
import type { Data } from "../../www/src/engine/data.ts";
import { withoutRefused } from "../../www/src/engine/refusal.ts";
import type { Case } from "../../www/src/engine/types.ts";
import { Session } from "../../www/src/state/session.ts";

const refusal = (...paths: string[]) => ({ problems: paths.map((path) => ({ path })) });

test("facts, a bill's entries and figures are left out one by one", () => {
  const input = { facts: { age: 300, tier: "tier_1" }, admissions: [{ days: 5 }, { days: -1, in_scope: "1.00" }], figures: { basic: { cap: { tier_1: "x", tier_2: "5" } } } };
  const kept = JSON.stringify(input);
  expect(withoutRefused(input, refusal("facts.age", "admissions[1].days", "figures.basic.cap.tier_1"))).toEqual({
    rest: { facts: { tier: "tier_1" }, admissions: [{ days: 5 }, { in_scope: "1.00" }], figures: { basic: { cap: { tier_2: "5" } } } },
    fields: [{ ask: "age", member: null }, { ask: "admissions[1].days", member: null }, { ask: "figures.basic.cap.tier_1", member: null }],
  });
  expect(JSON.stringify(input), "the case itself is as it was").toBe(kept);
});

test("a problem inside a field is the field's", () => {
  const input = { facts: { diseases: ["a", "?"] }, figures: { major_illness: { bands: [{ from: "0", percent: "1" }], cap: "none" } } };
  expect(withoutRefused(input, refusal("facts.diseases[1]", "figures.major_illness.bands[0].percent"))).toEqual({
    rest: { facts: {}, figures: { major_illness: { cap: "none" } } },
    fields: [{ ask: "diseases", member: null }, { ask: "figures.major_illness.bands", member: null }],
  });
});

test("in a household it is said whose field it is", () => {
  const input = { household: { residence: "?" }, members: [{ facts: {} }, { facts: { age: 300 }, admissions: [{ days: -1 }] }] };
  expect(withoutRefused(input, refusal("household.residence", "members[1].facts.age", "members[1].admissions[0].days"))).toEqual({
    rest: { household: {}, members: [{ facts: {} }, { facts: {}, admissions: [{}] }] },
    fields: [{ ask: "residence", member: null }, { ask: "age", member: 1 }, { ask: "admissions[0].days", member: 1 }],
  });
});

test("bills of which too much is open are left out together", () => {
  const input = { members: [{ facts: {} }, { facts: {}, admissions: [{}, {}] }] };
  expect(withoutRefused(input, refusal("members[1].admissions"))).toEqual({
    rest: { members: [{ facts: {} }, { facts: {} }] },
    fields: [{ ask: "admissions", member: 1 }],
  });
  expect(withoutRefused({ admissions: [{}] }, refusal("admissions"))).toEqual({ rest: {}, fields: [{ ask: "admissions", member: null }] });
});

test("another error, or one of the whole case, is none of that", () => {
  expect(withoutRefused({}, new Error("trap"))).toBeNull();
  expect(withoutRefused({}, null)).toBeNull();
  expect(withoutRefused({ facts: {} }, refusal("facts"))).toBeNull();
  expect(withoutRefused({ facts: {} }, refusal("on"))).toBeNull();
});

test("a sitting goes on: the refused field is named until it is mended", () => {
  Object.assign(globalThis, { window: {} });
  const warned: unknown[] = [];
  console.warn = (...all: unknown[]) => warned.push(...all);
  const asked: Case[] = [];
  const checker = {
    open: () => [{ id: "p", facts: ["tier", "age"].map((id) => ({ id, values: [], scope: "person" })) }],
    assess: (input: Case) => {
      asked.push(input);
      if ((input.facts?.["age"] as number) > 130) throw refusal("facts.age");
      return { place: "p", answers: [{ policy: "p", verdicts: [] }], compared: [], questions: [] };
    },
  } as unknown as Checker;
  const data = { policies: [{ id: "p", words: { place: {} } }], places: [], figures: null, vocabulary: { words: { facts: {}, groups: {}, outcomes: {} } } } as unknown as Data;
  const session = new Session(data, checker, { place: null, policy: "p", language: "zh", kiosk: false, paper: null, on: "2026-01-01" });
  session.give([["tier", "tier_1"]]);
  session.give([["age", 300]]);
  expect(session.broken).toBe(false);
  expect([...session.refused]).toEqual(["age"]);
  expect(asked[asked.length - 1]?.facts).toEqual({ tier: "tier_1" });
  expect(warned.length).toBe(1);
  session.give([["age", 30]]);
  expect([...session.refused]).toEqual([]);
  expect(asked[asked.length - 1]?.facts).toEqual({ tier: "tier_1", age: 30 });
});

test("of a family whose problems the engine names one after the other, all are left out", () => {
  Object.assign(globalThis, { window: {} });
  console.warn = () => undefined;
  const assess = (input: { members?: { admissions?: object[] }[] }) => {
    const open = (input.members ?? []).findIndex(({ admissions = [] }) => admissions.length > 1);
    if (open >= 0) throw refusal(`members[${open}].admissions`);
    return { place: "p", answers: [{ policy: "p", ...(input.members ? { members: input.members.map(() => ({ verdicts: [] })) } : { verdicts: [] }) }], compared: [], questions: [] };
  };
  const checker = { open: () => [{ id: "p", facts: [] }], assess } as unknown as Checker;
  const data = { policies: [{ id: "p", words: { place: {} } }], places: [], figures: null, vocabulary: { words: { facts: {}, groups: {}, outcomes: {} } } } as unknown as Data;
  const session = new Session(data, checker, { place: null, policy: "p", language: "zh", kiosk: false, paper: null, on: "2026-01-01" });
  for (let person = 0; person < 3; person++) {
    if (person > 0) session.addPerson();
    session.addStay();
    session.addStay();
  }
  expect(session.broken).toBe(false);
  expect([...session.refused]).toEqual(["admissions"]);
});
