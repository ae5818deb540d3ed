// publicodes: the rules as its documentation writes them, in its own (French) key words.
import Engine from "publicodes";
import { AMOUNTS, PLAIN, fen, flat } from "./cases.mjs";

const FLAGS = ["dibao", "tekun", "orphan", "low income", "illness poverty", "in district"];
const NUMBERS = ["tier 1 contribution", "contribution", "deductible", "rate", "basic cap", "in scope", "out of scope"];

export function make() {
  const { major } = PLAIN;
  const rules = {
    ...Object.fromEntries([...FLAGS, "rural", "not lifted", "lifted", "tier 1", "district hospital"].map((name) => [name, { "par défaut": "non" }])),
    ...Object.fromEntries(NUMBERS.map((name) => [name, { "par défaut": 0 }])),
    "key target": { "une de ces conditions": ["dibao", "tekun", "orphan"] },
    "second group": { "une de ces conditions": ["low income", "illness poverty"] },
    registered: { "une de ces conditions": ["not lifted", "lifted"] },
    poor: {
      "une de ces conditions": [
        "registered",
        { "toutes ces conditions": ["rural", { "une de ces conditions": ["key target", "second group"] }] },
      ],
    },
    tilt: { "toutes ces conditions": ["poor", "district hospital", "in district"] },
    plus: { "toutes ces conditions": ["poor", { "une de ces conditions": ["registered", "tekun"] }] },
    percent: {
      variations: [
        { si: { "toutes ces conditions": ["poor = non", "orphan = non"] }, alors: 0 },
        { si: "key target", alors: 100 },
        { si: { "toutes ces conditions": ["second group", "tier 1"] }, alors: 70 },
        { si: "second group", alors: 100 },
        { si: "not lifted", alors: 100 },
        { sinon: 50 },
      ],
    },
    "aid rounded": { valeur: "tier 1 contribution * percent / 100", arrondi: "2 décimales" },
    aid: { valeur: "aid rounded", plafond: "contribution" },
    pays: "contribution - aid",
    "own deductible": { variations: [{ si: "tilt", alors: "deductible * 0.5" }, { sinon: "deductible" }] },
    "own rate": { valeur: { variations: [{ si: "tilt", alors: "rate + 10" }, { sinon: "rate" }] }, plafond: 100 },
    "above deductible": { valeur: "in scope - own deductible", plancher: 0 },
    "basic rounded": { valeur: "above deductible * own rate / 100", arrondi: "2 décimales" },
    basic: { valeur: "basic rounded", plafond: "basic cap" },
    sum: "in scope - basic",
    "major deductible": { variations: [{ si: "poor", alors: major.deductible * 0.5 }, { sinon: major.deductible }] },
    above: { valeur: "sum - major deductible", plancher: 0 },
    points: { variations: [{ si: "plus", alors: 5 }, { sinon: 0 }] },
    "first part": { valeur: "above", plafond: major.second },
    "second part": { valeur: `above - ${major.second}`, plancher: 0 },
    "major rounded": {
      valeur: `first part * (${major.rates[0]} + points) / 100 + second part * (${major.rates[1]} + points) / 100`,
      arrondi: "2 décimales",
    },
    major: { valeur: "major rounded", plafond: major.cap },
    "assistance rounded": { valeur: "(sum - major) * 70 / 100", arrondi: "2 décimales" },
    assistance: { variations: [{ si: "poor", alors: { valeur: "assistance rounded", plafond: PLAIN.assistance_cap } }, { sinon: 0 }] },
    patient: "sum - major - assistance + out of scope",
  };
  const engine = new Engine(rules);
  const yes = (value) => (value === undefined ? undefined : value ? "oui" : "non");
  const is = (value, wanted) => yes(value === undefined ? undefined : value === wanted);
  return {
    engine,
    shape(one) {
      const given = flat(one);
      const situation = {
        ...Object.fromEntries(FLAGS.map((name) => [name, yes(given[name.replaceAll(" ", "_")])])),
        ...Object.fromEntries(NUMBERS.map((name) => [name, given[name.replaceAll(" ", "_")]])),
        rural: is(one.residence, "rural"),
        "not lifted": is(one.registered_poor, "not_lifted"),
        lifted: is(one.registered_poor, "lifted"),
        "tier 1": is(one.tier, "tier_1"),
        "district hospital": is(one.hospital_level, "district"),
      };
      return Object.fromEntries(Object.entries(situation).filter(([, value]) => value !== undefined));
    },
    answer(situation) {
      engine.setSituation(situation);
      return AMOUNTS.map((name) => engine.evaluate(name));
    },
    // It names what is missing and computes with the default: taken as "not known".
    fen: (amounts) =>
      amounts.map(({ nodeValue, missingVariables }) => (Object.keys(missingVariables).length > 0 ? undefined : fen(nodeValue))),
  };
}
