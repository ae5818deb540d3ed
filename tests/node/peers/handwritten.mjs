// The rules by hand, twice: in plain numbers, as one writes them first, and exactly, in BigInt.
import { PLAIN, fen } from "./cases.mjs";

function groups(one) {
  const key = one.dibao || one.tekun || one.orphan;
  const second = one.low_income || one.illness_poverty;
  const registered = one.registered_poor !== "none";
  const poor = registered || (one.residence === "rural" && (key || second));
  const percent = !poor && !one.orphan ? 0 : key ? 100 : second ? (one.tier === "tier_1" ? 70 : 100) : one.registered_poor === "not_lifted" ? 100 : 50;
  const tilt = poor && one.hospital_level === "district" && one.in_district;
  return { poor, percent, tilt, plus: poor && (registered || one.tekun) };
}

export function plain() {
  const round = (yuan) => Math.round(yuan * 100) / 100;
  const { major } = PLAIN;
  return {
    shape: (one) => ({ ...one, in_scope: one.in_scope / 100, out_of_scope: one.out_of_scope / 100 }),
    answer(one) {
      const { poor, percent, tilt, plus } = groups(one);
      const contribution = PLAIN.contribution[one.tier];
      const aid = Math.min(contribution, round((PLAIN.contribution.tier_1 * percent) / 100));
      const deductible = PLAIN.deductible[one.hospital_level] * (tilt ? 0.5 : 1);
      const rate = Math.min(100, PLAIN.rate[one.tier][one.hospital_level] + (tilt ? 10 : 0));
      const basic = Math.min(PLAIN.cap[one.tier], round((Math.max(0, one.in_scope - deductible) * rate) / 100));
      const sum = one.in_scope - basic;
      const above = Math.max(0, sum - major.deductible * (poor ? 0.5 : 1));
      const points = plus ? 5 : 0;
      const first = (Math.min(above, major.second) * (major.rates[0] + points)) / 100;
      const second = (Math.max(0, above - major.second) * (major.rates[1] + points)) / 100;
      const paid = Math.min(major.cap, round(first + second));
      const assistance = poor ? Math.min(PLAIN.assistance_cap, round((sum - paid) * 0.7)) : 0;
      return [contribution, aid, contribution - aid, basic, paid, assistance, sum - paid - assistance + one.out_of_scope];
    },
    fen: (amounts) => amounts.map(fen),
  };
}

export function exact() {
  // Fen; percents in hundredths; a fen of a share has 4 decimals, of a share of a share 8.
  const big = (yuan) => BigInt(Math.round(yuan * 100));
  const each = (object, change) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
  const contributions = each(PLAIN.contribution, big);
  const deductibles = each(PLAIN.deductible, big);
  const rates = each(PLAIN.rate, (levels) => each(levels, big));
  const caps = each(PLAIN.cap, big);
  const major = { deductible: big(PLAIN.major.deductible), cap: big(PLAIN.major.cap), second: big(PLAIN.major.second), rates: PLAIN.major.rates.map(big) };
  const assistanceCap = big(PLAIN.assistance_cap);
  const least = (one, other) => (one < other ? one : other);
  const above = (one, other) => (one > other ? one - other : 0n);
  const round = (amount, unit) => (2n * amount + unit) / (2n * unit);
  const WHOLE = 10_000n;
  return {
    shape: (one) => ({ ...one, in_scope: BigInt(one.in_scope), out_of_scope: BigInt(one.out_of_scope) }),
    answer(one) {
      const { poor, percent, tilt, plus } = groups(one);
      const contribution = contributions[one.tier];
      const aid = least(contribution, round(contributions.tier_1 * BigInt(percent), 100n));
      const deductible = deductibles[one.hospital_level] * (tilt ? 5_000n : WHOLE);
      const rate = least(WHOLE, rates[one.tier][one.hospital_level] + (tilt ? 1_000n : 0n));
      const basic = least(caps[one.tier], round(above(one.in_scope * WHOLE, deductible) * rate, WHOLE * WHOLE));
      const sum = one.in_scope - basic;
      const base = above(sum * WHOLE, major.deductible * (poor ? 5_000n : WHOLE));
      const points = plus ? 500n : 0n;
      const cut = major.second * WHOLE;
      const parts = least(base, cut) * (major.rates[0] + points) + above(base, cut) * (major.rates[1] + points);
      const paid = least(major.cap, round(parts, WHOLE * WHOLE));
      const assistance = poor ? least(assistanceCap, round((sum - paid) * 70n, 100n)) : 0n;
      return [contribution, aid, contribution - aid, basic, paid, assistance, sum - paid - assistance + one.out_of_scope];
    },
    fen: (amounts) => amounts.map(Number),
  };
}
