// How many questions residents are asked, without a browser. The table of docs/evidence.md is this one:
// `MINGBAI_BLESS=1 npx playwright test journeys --project=file` in tests/browser, after a build, writes it again.

import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import type { Data } from "../../www/src/engine/data.ts";
import { journey, type Truth } from "./journeys.ts";
import { Session } from "../../www/src/state/session.ts";
import { builtData, checkerOf } from "./sitting.ts";

const EVIDENCE = new URL("../../docs/evidence.md", import.meta.url);
const [BEGIN, END] = ["| who | place, day |", "\n\n"];

/** A day on which each place's own document holds, where it has one. */
const ON: Record<string, string> = {
  liangping: "2019-11-01", shangyu: "2012-10-01", jiangsu: "2012-10-01", lincang: "2024-06-01",
  shaoxing: "2026-11-27", wuhan: "2026-11-27", beijing: "2026-11-27", china: "2026-11-27",
};

const HERE: Truth = { lives_here: "registered", local_register: true, at_home: true };
const VILLAGE: Truth = { ...HERE, residence: "rural", scheme: "resident", scheme_2012: "ncms", tier: "tier_1", work_status: "farming" };
const TOWN: Truth = { ...HERE, residence: "urban", scheme: "resident", scheme_2012: "urban_resident", tier: "tier_1" };

const WHO: Record<string, Truth> = {
  "a woman of 70 on dibao": { ...VILLAGE, age: 70, sex: "female", insured_group: "old", dibao: true, chronic_disease: true, seriously_ill: false },
  "a woman of 70 on dibao, in hospital": { ...VILLAGE, age: 70, sex: "female", insured_group: "old", dibao: true, hospital_stay: true, care: "inpatient", hospital_level: "district", in_district: true, in_city: true, in_province: true, designated_hospital: true, referred: true },
  "a town resident of 40 who is not poor": { ...TOWN, age: 40, sex: "male", insured_group: "working_age" },
  "an employee of 35": { ...TOWN, scheme: "employee", scheme_2012: "employee", age: 35, sex: "female", work_status: "employed" },
  "a villager of 50 lifted out of poverty": { ...VILLAGE, age: 50, sex: "male", insured_group: "working_age", registered_poor: "lifted" },
  "a woman of 28, expecting": { ...VILLAGE, age: 28, sex: "female", insured_group: "working_age", pregnancy: "expecting", childbearing_age: true, hospital_birth: true },
  "a child of 6 with leukaemia": { ...VILLAGE, age: 6, sex: "male", insured_group: "student_child", student: "child", diseases: ["child_leukaemia", "listed_major_disease"], seriously_ill: true, listed_illness: true, treatment_conditions_met: true },
  "a village doctor of 45": { ...VILLAGE, age: 45, sex: "male", insured_group: "working_age", village_doctor: true, pension_insurance: true, clinic_essential_medicines: true },
};
const NOBODY = "one who knows nothing";

const JOURNEYS: [who: string, places: string[]][] = [
  ["a woman of 70 on dibao", ["liangping", "shangyu", "jiangsu", "shaoxing", "wuhan", "beijing", "china"]],
  ["a woman of 70 on dibao, in hospital", ["liangping", "wuhan"]],
  ["a town resident of 40 who is not poor", Object.keys(ON)],
  ["an employee of 35", ["shangyu", "wuhan", "beijing"]],
  ["a villager of 50 lifted out of poverty", ["liangping", "wuhan"]],
  ["a woman of 28, expecting", ["shangyu", "wuhan"]],
  ["a child of 6 with leukaemia", ["liangping", "jiangsu"]],
  ["a village doctor of 45", ["liangping", "lincang"]],
  [NOBODY, ["liangping", "wuhan"]],
];

let data: Data;
test.beforeAll(async () => {
  data = await builtData();
});

const walk = (who: string, place: string) => journey(data, place, ON[place] ?? "", WHO[who] ?? null);

const all = JOURNEYS.flatMap(([who, places]) => places.map((place) => ({ who, place })));

test("the table of questions is the one in docs/evidence.md, and no way to the money is longer than ten", () => {
  const rows = all.map(({ who, place }) => {
    const { asked, untilMoney } = walk(who, place);
    expect(untilMoney, `${who} in ${place}: ${asked.map(String).join(" ")}`).toBeLessThanOrEqual(10);
    const flat = asked.flat();
    expect(new Set(flat).size, "nothing is asked twice").toBe(flat.length);
    return `| ${who} | ${place}, ${ON[place]} | ${untilMoney} | ${asked.length} | ${flat.length} |`;
  });
  const table = [`${BEGIN} until the money | in all | facts in them |`, "| --- | --- | ---: | ---: | ---: |", ...rows].join("\n");
  const evidence = readFileSync(EVIDENCE, "utf8");
  const from = evidence.indexOf(BEGIN);
  const to = evidence.indexOf(END, from);
  const written = `${evidence.slice(0, from)}${table}${evidence.slice(to)}`;
  if (process.env["MINGBAI_BLESS"]) writeFileSync(EVIDENCE, written);
  else expect(evidence, "see the head of this file").toBe(written);
});

test("in Wuhan no other order asks fewer of whom most is asked: without the answer to any one question before the money, money hangs on it", () => {
  test.slow();
  for (const who of ["a town resident of 40 who is not poor", "a villager of 50 lifted out of poverty"]) {
    const { session, asked, untilMoney } = walk(who, "wuhan");
    const before = asked.slice(0, untilMoney);
    for (const left of before) {
      const other = new Session(data, checkerOf(data), session.settings);
      const told = before.filter((facts) => facts !== left).flat();
      other.give(told.map((fact) => [fact, session.answers.get(fact) ?? null]));
      expect(other.moneyQuestions.some((fact) => left.includes(fact)), `${who}: ${left}`).toBe(true);
    }
  }
});

test("a woman of 70 is asked nothing about birth, pregnancy and childhood", () => {
  const young = ["pregnancy", "childbearing_age", "hospital_birth", "birth_rules_met", "birth_stay", "newborn", "newborn_registered_in_time", "parent_insured", "student", "pupil", "university_student", "tooth_sealing_age", "in_kindergarten"];
  for (const place of Object.keys(ON)) {
    const asked = walk("a woman of 70 on dibao", place).asked.flat();
    expect(asked.filter((fact) => young.includes(fact)), place).toEqual([]);
  }
  // They are asked of those they are for.
  expect(walk("a woman of 28, expecting", "shangyu").asked.flat()).toContain("pregnancy");
});

test("a town resident who is not poor learns after four questions that the money is for others", () => {
  for (const place of ["liangping", "lincang"]) {
    const { session, untilMoney } = walk("a town resident of 40 who is not poor", place);
    expect(untilMoney, place).toBeLessThanOrEqual(4);
    expect(session.moneyForOthers, place).toBe(true);
  }
});

test("no hospital is asked about without a stay", () => {
  for (const { who, place } of all) {
    const { session, asked } = walk(who, place);
    const ofStays = asked.flat().filter((fact) => session.fact(fact)?.scope === "admission");
    if (!WHO[who]?.["hospital_stay"]) expect(ofStays, `${who} in ${place}`).toEqual([]);
  }
  expect(walk("a woman of 70 on dibao, in hospital", "wuhan").asked.flat()).toContain("hospital_level");
});

test("who has no serious illness is asked of no list of diseases", () => {
  for (const place of ["jiangsu", "shangyu"]) {
    const asked = walk("a town resident of 40 who is not poor", place).asked.flat();
    for (const list of ["on_list_of_8", "on_list_of_12", "treatment_conditions_met"]) expect(asked, place).not.toContain(list);
  }
  expect(walk("a child of 6 with leukaemia", "jiangsu").asked.flat()).toContain("treatment_conditions_met");
});
