// The figures and the 20,000 cases that every peer is given, with everything known and with some of it not known;
// the same on every machine.

export const FIGURES = {
  contribution: { tier_1: "200.00", tier_2: "500.00" },
  basic: {
    deductible: { village: "50.00", township: "100.00", district: "405.00", municipal: "900.00" },
    rate: {
      tier_1: { village: "82", township: "78", district: "62.5", municipal: "41" },
      tier_2: { village: "86", township: "83", district: "67", municipal: "46.25" },
    },
    cap: { tier_1: "70000.00", tier_2: "110000.00" },
  },
  major_illness: {
    deductible: "12000.01",
    bands: [
      { from: "0.00", percent: "60" },
      { from: "30000.00", percent: "65.5" },
    ],
    bands_from: "deductible",
    cap: "180000.00",
  },
  assistance: { cap: "9000.00" },
};

export const LEVELS = ["village", "township", "district", "municipal"];

/** Numbers that are the same everywhere (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Persons in resident insurance with one bill; costs in fen, integers. */
export function cases(count) {
  const next = random(20191008);
  const pick = (list) => list[Math.floor(next() * list.length)];
  return Array.from({ length: count }, () => ({
    residence: pick(["rural", "urban"]),
    registered_poor: pick(["none", "none", "not_lifted", "lifted"]),
    dibao: next() < 0.2,
    tekun: next() < 0.2,
    orphan: next() < 0.1,
    low_income: next() < 0.3,
    illness_poverty: next() < 0.3,
    scheme: "resident",
    tier: pick(["tier_1", "tier_2"]),
    hospital_level: pick(LEVELS),
    in_district: next() < 0.7,
    in_scope: Math.floor(next() * pick([1_000_00, 20_000_00, 200_000_00])),
    out_of_scope: Math.floor(next() * 10_000_00),
  }));
}

/** What may not be known, and every value it can have. */
const VALUES = {
  residence: ["rural", "urban"],
  registered_poor: ["none", "not_lifted", "lifted"],
  ...Object.fromEntries(["dibao", "tekun", "orphan", "low_income", "illness_poverty", "in_district"].map((fact) => [fact, [true, false]])),
  tier: ["tier_1", "tier_2"],
  hospital_level: LEVELS,
};

/** The same cases, in each of which at least one thing is not known, and each with a chance of three in ten. */
export function incomplete(complete) {
  const next = random(20241124);
  const names = Object.keys(VALUES);
  return complete.map((one) => {
    const forgotten = names.filter(() => next() < 0.3);
    if (forgotten.length === 0) forgotten.push(names[Math.floor(next() * names.length)]);
    return Object.fromEntries(Object.entries(one).filter(([fact]) => !forgotten.includes(fact)));
  });
}

/** Every completion of a case with unknowns. */
export function* completions(one) {
  const missing = Object.keys(VALUES).find((fact) => one[fact] === undefined);
  if (missing === undefined) yield one;
  else for (const value of VALUES[missing]) yield* completions({ ...one, [missing]: value });
}

/** Contribution, aid, pays; basic, major illness, assistance, patient. */
export const AMOUNTS = ["contribution", "aid", "pays", "basic", "major", "assistance", "patient"];

/** Figures as plain numbers, yuan and percent: what an engine that counts in floats is given. */
export const PLAIN = {
  contribution: { tier_1: 200, tier_2: 500 },
  deductible: { village: 50, township: 100, district: 405, municipal: 900 },
  rate: {
    tier_1: { village: 82, township: 78, district: 62.5, municipal: 41 },
    tier_2: { village: 86, township: 83, district: 67, municipal: 46.25 },
  },
  cap: { tier_1: 70000, tier_2: 110000 },
  major: { deductible: 12000.01, cap: 180000, second: 30000, rates: [60, 65.5] },
  assistance_cap: 9000,
};

/** A case with its figures looked up and its costs in yuan: flat, as rule engines like it; nothing for what is not known. */
export function flat(one) {
  return {
    ...one,
    tier_1_contribution: PLAIN.contribution.tier_1,
    contribution: PLAIN.contribution[one.tier],
    deductible: PLAIN.deductible[one.hospital_level],
    rate: PLAIN.rate[one.tier]?.[one.hospital_level],
    basic_cap: PLAIN.cap[one.tier],
    in_scope: one.in_scope / 100,
    out_of_scope: one.out_of_scope / 100,
  };
}

/** Yuan to the nearest fen. */
export const fen = (yuan) => Math.round(yuan * 100);
