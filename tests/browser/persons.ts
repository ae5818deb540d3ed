// Residents whose first sentences are known word for word (opening.unit.spec.ts), and whom other tests meet too.

import type { Told } from "./sitting.ts";

const LIANGPING = { policy: "liangping-2019", on: "2019-11-01" };
const FIGURES = { "figures.contribution.tier_1": "250", "figures.contribution.tier_2": "625" };
const NOW = "2026-11-26";

/** A rural widow on the low-income allowance who does not know how she is insured. */
const WIDOW = { residence: "rural", registered_poor: "none", dibao: true, tekun: false, orphan: false, scheme: null };
const DIBAO = { ...WIDOW, scheme: "resident" };
const WUHAN_STATUS = { scheme: "resident", dibao: false, tekun: false, orphan: false, illness_poverty: false, returned_to_poverty: false, special_care: false, disabled: "none" };
const STAY = { care: "inpatient", designated_hospital: true, transfer: "none", birth_stay: false, referred: true, in_province: true, hospital_level: "level_3" };

export const PERSONS = {
  "widow, questions still to come": { ...LIANGPING, people: [{ residence: "rural", registered_poor: "none", dibao: true }], asked: true },
  widow: { ...LIANGPING, people: [WIDOW] },
  "widow, the county's figures known": { ...LIANGPING, people: [WIDOW], figures: FIGURES },
  "dibao, not insured": { ...LIANGPING, people: [{ ...WIDOW, scheme: "none" }] },
  "dibao, everything known": { ...LIANGPING, people: [{ ...DIBAO, tier: "tier_2", diseases: [], village_doctor: false, at_home: true, wants_family_doctor: true }], figures: FIGURES },
  "low income, tier not known": { ...LIANGPING, people: [{ ...DIBAO, dibao: false, low_income: true, illness_poverty: false, tier: null }] },
  "dibao, a bill and no figures": { ...LIANGPING, people: [{ ...DIBAO, tier: "tier_1" }], stays: [{ total: "12800", in_scope: "12000", facts: { hospital_level: "district", in_district: true } }] },
  employee: { ...LIANGPING, people: [{ ...DIBAO, scheme: "employee", village_doctor: false }] },
  "urban, not poor": { ...LIANGPING, people: [{ ...DIBAO, residence: "urban", dibao: false, low_income: false, illness_poverty: false }] },
  "tuberculosis and HIV": { ...LIANGPING, people: [{ ...DIBAO, diseases: ["tuberculosis", "hiv"] }] },
  "nothing answered": { ...LIANGPING, people: [{}], asked: true },
  "answers that are all I don't know": { ...LIANGPING, people: [{ residence: null, registered_poor: null, dibao: null, tekun: null, orphan: null, low_income: null, illness_poverty: null, scheme: null }] },
  "the lapsed document by itself, dibao": { policy: "liangping-2019", on: NOW, people: [DIBAO] },
  "Liangping now, dibao": { place: "liangping", on: NOW, people: [DIBAO] },
  "anywhere, dibao and not insured": { place: "china", on: NOW, people: [{ dibao: true, scheme: "none" }] },
  "Wuhan, class three": { place: "wuhan", on: NOW, people: [{ ...WUHAN_STATUS, dibao_margin: true, age: 52, sex: "male" }] },
  "Wuhan, class three, with a bill": { place: "wuhan", on: NOW, people: [{ ...WUHAN_STATUS, dibao_margin: true, age: 52, sex: "male" }], stays: [{ total: "22000", in_scope: "20000", facts: STAY }] },
  "Wuhan, class three, a sheet that paid too little": { place: "wuhan", on: NOW, people: [{ ...WUHAN_STATUS, dibao_margin: true, age: 52, sex: "male" }], stays: [{ total: "22000", in_scope: "20000", facts: STAY, paid: { basic: "11520", assistance: "3000" } }] },
  "Wuhan, questions still to come, two sheets that paid too little": { place: "wuhan", on: NOW, people: [{ scheme: "resident" }], asked: true, stays: [{ total: "22000", in_scope: "20000", facts: STAY, paid: { basic: "5000" } }, { total: "9000", in_scope: "9000", facts: STAY, paid: { basic: "100" } }] },
  "an old bill whose sheet paid too little": { policy: "liangping-2019", on: NOW, people: [{ ...DIBAO, tier: "tier_1" }], stays: [{ total: "12800", in_scope: "12000", facts: { hospital_level: "district", in_district: true }, paid: { basic: "9086", major_illness: "0", assistance: "1000" } }], figures: { "figures.assistance.cap": "20000" } },
  "Wuhan, dibao": { place: "wuhan", on: NOW, people: [{ scheme: "resident", dibao: true, disabled: "none" }] },
  "Wuhan, fallen back into poverty: at least 90%": { place: "wuhan", on: NOW, people: [{ ...WUHAN_STATUS, registered_poor: "none", returned_to_poverty: true }], figures: { "figures.contribution": "400" } },
  "Beijing, a family poor through illness": { place: "beijing", on: NOW, people: [{ scheme: "resident", tekun: false, returned_youth: false, laid_off_60s: false, dibao: false, low_income_family: false, illness_poverty: true, local_register: true, family_own_cost_last_year: "60000" }] },
  "a household, two on dibao": { ...LIANGPING, people: [{ ...DIBAO, tier: "tier_1" }, { ...DIBAO, tier: "tier_2" }], figures: FIGURES },
  "Shaoxing, three documents": { place: "shaoxing", on: NOW, people: [{ scheme: "resident", dibao: false, tekun: false, dibao_margin: true }] },
} satisfies Record<string, Told>;

export type PersonName = keyof typeof PERSONS;
