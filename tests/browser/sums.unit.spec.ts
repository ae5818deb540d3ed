// The sums of the arithmetic, without a browser: written from the engine's steps, for every kind of step, and worked out again
// by an evaluator of its own.

import { expect, test } from "@playwright/test";
import type { Step } from "../../www/src/engine/types.ts";
import { fen } from "../../www/src/state/money.ts";
import { sumsOf, type Sum } from "../../www/src/state/sums.ts";

/** "basic: in_scope 12000.00, rate 67%, band 0.00 60%": steps of the bills, a line a layer; "2 basic: …" of the second bill. */
const steps = (lines: string): Step[] =>
  lines.trim().split("\n").flatMap((line) => {
    const [, nth = "1", layer = "", all = ""] = /^\s*(?:(\d) )?(\w+): (.*)$/.exec(line) ?? [];
    return all.split(", ").map((one) => {
      const [what, ...numbers] = one.split(" ");
      const step = { layer, what, ...(layer === "premium" ? {} : { admission: Number(nth) - 1 }) } as Step;
      for (const number of numbers) {
        if (number.endsWith("%")) step.percent = number.slice(0, -1);
        else step.value = number;
      }
      return step;
    });
  });

/** What is written of each step that has a sum, "what: sum". */
const written = (lines: string): string[] => {
  const all = steps(lines);
  return sumsOf(all).flatMap((sum, at) => {
    if (!sum) return [];
    const { text, result, over, rounded, below } = sum;
    const value = result ?? all[at]?.value ?? "";
    return [`${all[at]?.what}: ${below ? "below" : `${text} ${rounded ? "≈" : "="} ${over === undefined ? "" : `${over} > `}${value}`}`];
  });
};

/** The value of a sum, to the fen, half up; as fractions, not as the page works it out. */
function evaluated(text: string): bigint {
  const tokens = text.replace(/,/g, "").match(/[\d.]+%?|[()+−×]/g) ?? [];
  type Fraction = [bigint, bigint];
  const number = (): Fraction => {
    const token = tokens.shift() ?? "";
    if (token === "(") {
      const inner = sum();
      tokens.shift();
      return inner;
    }
    const [units = "0", part = ""] = token.replace("%", "").split(".");
    return [BigInt(units + part), 10n ** BigInt(part.length) * (token.endsWith("%") ? 100n : 1n)];
  };
  const product = (): Fraction => {
    let [top, bottom] = number();
    while (tokens[0] === "×") {
      tokens.shift();
      const [more, below] = number();
      [top, bottom] = [top * more, bottom * below];
    }
    return [top, bottom];
  };
  const sum = (): Fraction => {
    let [top, bottom] = product();
    while (tokens[0] === "+" || tokens[0] === "−") {
      const sign = tokens.shift() === "+" ? 1n : -1n;
      const [more, below] = product();
      [top, bottom] = [top * below + sign * more * bottom, bottom * below];
    }
    return [top, bottom];
  };
  const [top, bottom] = sum();
  return (200n * top + bottom) / (2n * bottom);
}

/** Lines of steps as the engine gives them, and what is written of them. */
const CASES: Record<string, [lines: string, sums: string[]]> = {
  "a rate, a deductible, both changed; what is left; a floor; the patient": [`
    basic: in_scope 12000.00, deductible 400.00, deductible_less 50%, rate 67%, rate_plus 10%, payment 9086.00, cap 110000.00
    major_illness: sum 2914.00, deductible 12000.00, deductible_less 50%, band 0.00 60%, payment_on_sum 0.00, payment_on_sum_before 0.00, payment 0.00
    assistance: left 2914.00, at_least 70%, payment 2039.80, cap 9000.00
    patient: in_scope_left 874.20, out_of_scope 800.00`, [
    "deductible_less: 400 − 400 × 50% = 200", "rate_plus: 67% + 10% = 77%", "payment: (12,000 − 200) × 77% = 9086.00",
    "sum: 12,000 − 9,086 = 2914.00", "deductible_less: 12,000 − 12,000 × 50% = 6,000", "payment_on_sum: below",
    "left: 12,000 − 9,086 = 2914.00", "payment: 2,914 × 70% = 2039.80", "in_scope_left: 12,000 − 9,086 − 2,039.80 = 874.20", "out_of_scope: 874.20 + 800 = 1,674.20"]],
  "the second bill of a year: the sum goes on, and the limit has less left": [`
    basic: in_scope 12000.00, deductible 200.00, rate 77%, payment 9086.00
    major_illness: sum 2914.00, deductible 6000.00, band 0.00 60%, payment_on_sum 0.00, payment_on_sum_before 0.00, payment 0.00
    assistance: left 2914.00, at_least 70%, payment 2039.80, cap 6000.00
    2 basic: in_scope 28000.00, deductible 900.00, rate 46%, payment 12466.00
    2 major_illness: sum 18448.00, deductible 6000.00, band 0.00 60%, payment_on_sum 7468.80, payment_on_sum_before 0.00, payment 7468.80
    2 assistance: left 8065.20, at_least 70%, payment 5645.64, cap 6000.00, paid 3960.20`, [
    "payment: (12,000 − 200) × 77% = 9086.00", "sum: 12,000 − 9,086 = 2914.00", "payment_on_sum: below", "left: 12,000 − 9,086 = 2914.00", "payment: 2,914 × 70% = 2039.80",
    "payment: (28,000 − 900) × 46% = 12466.00", "sum: 2,914 + (28,000 − 12,466) = 18448.00", "payment_on_sum: (18,448 − 6,000) × 60% = 7468.80", "payment_on_sum_before: below",
    "left: 28,000 − 12,466 − 7,468.80 = 8065.20", "payment: 8,065.20 × 70% = 5645.64", "paid: 6,000 − 2,039.80 = 3960.20"]],
  "bands cut from zero, part by part": [
    "major_illness: sum 100657.75, deductible 1000.00, band 1000.00 60%, band 20000.00 70%, payment_on_sum 67860.43, payment_on_sum_before 0.00, payment 67860.43",
    ["payment_on_sum: (20,000 − 1,000) × 60% + (100,657.75 − 20,000) × 70% ≈ 67860.43"]],
  "bands cut above the deductible": [
    "major_illness: sum 91000.00, deductible 5000.00, band 0.00 60%, band 30000.00 70%, payment_on_sum 57200.00, payment_on_sum_before 0.00, payment 57200.00",
    ["payment_on_sum: 91,000 − 5,000 = 86,000; 30,000 × 60% + (86,000 − 30,000) × 70% = 57200.00"]],
  "what the patient bears first, and points off": [`
    basic: in_scope 25721.74, first_self_paid 20%, self_paid 5144.35, deductible 2000.00, rate 60%, rate_less 5%, payment 10217.56
    patient: in_scope_left 10359.83, out_of_scope 100.00`, [
    "self_paid: 25,721.74 × 20% ≈ 5144.35", "rate_less: 60% − 5% = 55%", "payment: (25,721.74 − 5,144.35 − 2,000) × 55% ≈ 10217.56",
    "in_scope_left: 25,721.74 − 5,144.35 − 10,217.56 = 10359.83", "out_of_scope: 10,359.83 + 5,144.35 + 100 = 15,604.18"]],
  "a deductible by the bill of the year, a rate at most 100%, the most a bill": [
    "basic: in_scope 9000.00, deductible 801.01, deductible_less 50%, deductible_by_stay 50%, rate 92%, rate_plus 10%, most 2000.00, payment 2000.00",
    ["deductible_less: 801.01 − 801.01 × 50% = 400.505", "deductible_by_stay: 400.505 × 50% = 200.2525", "rate_plus: 92% + 10% = 102% > 100%", "payment: (9,000 − 200.2525) × 100% = 8,799.75 > 2000.00"]],
  "what a limit had cut is made up once it rises": [`
    assistance: left 20000.00, rate 80%, payment 16000.00, cap 9000.00, paid 9000.00
    2 assistance: left 5000.00, rate 80%, payment 4000.00, cap 18000.00, made_up 5000.00, paid 5000.00`, [
    "payment: 20,000 × 80% = 16000.00", "payment: 5,000 × 80% = 4000.00", "paid: 18,000 − 13,000 = 5000.00"]],
  "made up whole": [`
    assistance: left 20000.00, rate 80%, payment 16000.00, cap 9000.00, paid 9000.00
    2 assistance: left 15000.00, rate 80%, payment 12000.00, cap 40000.00, made_up 19000.00`, [
    "payment: 20,000 × 80% = 16000.00", "payment: 15,000 × 80% = 12000.00", "made_up: 28,000 − 9,000 = 19000.00"]],
  "what the sheet says counts for what follows": [`
    basic: in_scope 12000.00, deductible 200.00, rate 77%, payment 9086.00, on_sheet 9000.00
    assistance: left 3000.00, at_least 70%, payment 2100.00`, [
    "payment: (12,000 − 200) × 77% = 9086.00", "left: 12,000 − 9,000 = 3000.00", "payment: 3,000 × 70% = 2100.00"]],
  "the contribution": ["premium: contribution 500.00, base 200.00, share 70%, aid 140.00, pays 360.00", ["aid: 200 × 70% = 140.00", "pays: 500 − 140 = 360.00"]],
};

for (const [name, [lines, sums]] of Object.entries(CASES)) {
  test(name, () => {
    expect(written(lines)).toEqual(sums);
    const all = steps(lines);
    for (const [at, sum] of sumsOf(all).entries()) {
      if (!sum || sum.below) continue;
      const { text, result, over } = sum;
      // Rates in their hundredths, amounts in fen; parts of a fen only in a deductible.
      const comesTo = over ?? result ?? all[at]?.value ?? "";
      if (/\.\d{3}/.test(comesTo)) continue;
      const value = comesTo.endsWith("%") ? fen(comesTo.slice(0, -1)) / 100n : fen(comesTo.replace(/,/g, ""));
      expect(evaluated(text.split("; ").pop() ?? ""), text).toBe(value);
    }
  });
}

test("a number that does not follow from the steps stays a number: no sum is written that does not come to it", () => {
  const of = (lines: string): (Sum | null)[] => sumsOf(steps(lines));
  // The rate that was used is not the one that is told.
  expect(of("assistance: left 34280.00, deductible 500.00, rate 70%, payment 27024.00").pop()).toBeNull();
  expect(of("basic: in_scope 12000.00, deductible 200.00, rate 77%, payment 9086.01").pop()).toBeNull();
  expect(of("premium: contribution 500.00, aid 140.00, pays 350.00").pop()).toBeNull();
  // Where there is no deductible, nothing is below it.
  expect(of("assistance: left 0.00, rate 70%, payment 0.00").pop()).toBeNull();
});
