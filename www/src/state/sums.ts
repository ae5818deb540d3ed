// The sums behind the steps of the arithmetic, as one writes them: (12,000 − 200) × 72% = 8,496. Integers from end to end.
// A sum is written only where it comes to the engine's own number: what cannot be followed from the steps stays a number.

import type { Step } from "../engine/types.ts";
import { exactly, fen, rounded, times, whole, yuanOf } from "./money.ts";

/** How the number of a step comes about. */
export interface Sum {
  /** The left side. */
  text: string;
  /** What it comes to, where the step's own number is but a part of it: of points on a rate, the rate; in yuan or percent. */
  result?: string;
  /** What it would come to without the limit that the number is. */
  over?: string;
  /** It comes to the step's number only when rounded to the fen. */
  rounded?: boolean;
  /** Nothing is paid: the cost is not above the deductible. */
  below?: boolean;
}

/** An amount and how it is written. */
interface Term {
  value: bigint;
  text: string;
}

const number = (value: bigint): Term => ({ value, text: exactly(value) });

const ZERO = number(0n);

/** 100%, in hundredths. */
const HUNDRED = fen("100");

const percentOf = (hundredths: bigint): string => `${yuanOf(hundredths).replace(/\.?0+$/, "")}%`;

const bracketed = ({ text }: Term): string => (/[−+]/.test(text) ? `(${text})` : text);

/** What is nothing is not written. */
const less = (one: Term, other: Term): Term => (other.value === 0n ? one : { value: one.value - other.value, text: `${one.text} − ${other.text}` });

const plus = (one: Term, other: Term): Term =>
  (other.value === 0n ? one : one.value === 0n ? other : { value: one.value + other.value, text: `${one.text} + ${/×/.test(other.text) ? other.text : bracketed(other)}` });

const share = (of: Term, hundredths: bigint): Term => ({ value: times(of.value, hundredths), text: `${bracketed(of)} × ${percentOf(hundredths)}` });

/** The sum of the number `to`, if it comes to it, or to more than its limit; null where that says no more than the number. */
function sumOf({ value, text }: Term, to: bigint, limit?: bigint): Sum | null {
  if (text === exactly(to)) return null;
  if (rounded(value) === to) return { text, rounded: value !== to };
  return to === limit && value > to ? { text, over: exactly(rounded(value)) } : null;
}

/** What a layer counts on a bill, and the terms met so far. */
const newLayer = () => ({
  cost: ZERO,
  before: ZERO,
  deductible: ZERO.value,
  bands: [] as { from: bigint; percent: string }[],
  points: 0n,
  first: "0",
  most: undefined as bigint | undefined,
  caps: [] as bigint[],
  on: null as Term | null,
  pays: null as bigint | null,
});

type Layer = ReturnType<typeof newLayer>;

/** A rate with points on or off, within 0 and 100. */
function rateOf({ points }: Layer, percent: string): bigint {
  const rate = fen(percent) + points;
  return rate < 0n ? 0n : rate > HUNDRED ? HUNDRED : rate;
}

/** What the bands pay on a cost, above a floor. */
function banded(layer: Layer, cost: Term, floor: bigint): Term {
  return layer.bands.reduce((sum, { from, percent }, at) => {
    const next = layer.bands[at + 1]?.from ?? cost.value;
    const low = from > floor ? from : floor;
    const high = next < cost.value ? number(next) : cost;
    return high.value > low ? plus(sum, share(less(high, number(low)), rateOf(layer, percent))) : sum;
  }, ZERO);
}

/** What the rates pay on a cost, so that it comes to `to`; bands may be cut from zero or above the deductible. */
function payment(layer: Layer, cost: Term, to: bigint): Sum | null {
  const { deductible, bands } = layer;
  if (to === 0n && deductible > 0n && cost.value <= deductible) return { text: "", below: true };
  const above = less(cost, number(deductible));
  const fromZero = sumOf(banded(layer, cost, deductible), to, layer.most);
  const cut = fromZero || bands.length < 2 ? null : sumOf(banded(layer, number(above.value), 0n), to);
  return cut ? { ...cut, text: `${above.text} = ${exactly(above.value)}; ${cut.text}` } : fromZero;
}

/** Of each step its sum; null where it is an entry, a figure or a term. */
export function sumsOf(steps: Step[]): (Sum | null)[] {
  const years = new Map<string, { sum: bigint; entitled: bigint; paid: bigint }>();
  const premium = { contribution: ZERO, base: ZERO, aid: ZERO, share: "" };
  let layer = newLayer();
  /** What is left of a bill's in-scope cost: none before the first layer; what the patient bore before any. */
  let left: Term | null = null;
  let selfPaid = ZERO;
  let last: Step | null = null;

  const begin = (cost: bigint): Term => (left ??= number(cost));
  const pay = (paid: Term) => (left &&= less(left, paid));

  const sum = ({ what, value, percent = "0", layer: id, from }: Step): Sum | null => {
    const amount = value === undefined ? 0n : whole(value);
    const hundredths = fen(percent);
    const year = years.get(id) ?? { sum: 0n, entitled: 0n, paid: 0n };
    years.set(id, year);
    switch (what) {
      case "contribution":
      case "base": premium[what] = number(amount); return null;
      case "share": premium.share = percent; return null;
      case "aid":
        premium.aid = number(amount);
        return premium.share === "" || from ? null : sumOf(share(premium.base, fen(premium.share)), amount, premium.contribution.value);
      case "pays": return sumOf(less(premium.contribution, premium.aid), amount);
      case "in_scope": begin(amount); layer.cost = number(amount); return null;
      case "left": layer.cost = number(amount); return sumOf(begin(amount), amount);
      case "first_self_paid": layer.first = percent; return null;
      case "self_paid": {
        const own = sumOf(share(layer.cost, fen(layer.first)), amount, left?.value);
        const paid = number(amount);
        layer.cost = less(layer.cost, paid);
        selfPaid = plus(selfPaid, paid);
        pay(paid);
        return own;
      }
      case "sum": {
        const added = amount - year.sum;
        const base = begin(added);
        layer.before = number(year.sum);
        layer.cost = number(amount);
        year.sum = amount;
        return sumOf(plus(layer.before, base.value === added ? base : number(added)), amount);
      }
      case "deductible": layer.deductible = amount; return null;
      case "deductible_less":
      case "deductible_by_stay": {
        const before = number(layer.deductible);
        const part = share(before, hundredths);
        const term = what === "deductible_less" ? less(before, part) : part;
        layer.deductible = term.value;
        return before.value === term.value ? null : { text: term.text, result: exactly(term.value) };
      }
      case "rate":
      case "at_least": layer.bands = [{ from: 0n, percent }]; return null;
      case "band": layer.bands.push({ from: amount, percent }); return null;
      case "rate_plus":
      case "rate_less": {
        const [rate] = layer.bands;
        const before = fen(rate?.percent ?? "0") + layer.points;
        const on = what === "rate_plus";
        layer.points += on ? hundredths : -hundredths;
        if (!rate || layer.bands.length > 1) return null;
        const [unlimited, result] = [percentOf(before + (on ? hundredths : -hundredths)), percentOf(rateOf(layer, rate.percent))];
        return { text: `${percentOf(before)} ${on ? "+" : "−"} ${percentOf(hundredths)}`, result, ...(unlimited === result ? {} : { over: unlimited }) };
      }
      case "payment_on_sum": layer.on = number(amount); return payment(layer, layer.cost, amount);
      case "payment_on_sum_before":
        layer.on = less(layer.on ?? ZERO, number(amount));
        return layer.before.value === 0n ? null : payment(layer, layer.before, amount);
      case "most": layer.most = amount; return null;
      case "payment":
        year.entitled += amount;
        layer.pays = amount;
        if (left && left.value < (layer.most ?? left.value + 1n)) layer.most = left.value;
        return layer.on ? sumOf(layer.on, amount, layer.most) : payment(layer, layer.cost, amount);
      case "cap": layer.caps.push(amount); return null;
      case "made_up":
        layer.pays = amount;
        return sumOf(less(number(year.entitled), number(year.paid)), amount);
      case "paid": {
        layer.pays = amount;
        // Of several limits, the one that leaves just this; of one, what it leaves is what was drawn on it before.
        const cap = layer.caps.find((cap) => cap - year.paid === amount) ?? (layer.caps.length === 1 && amount > 0n ? layer.caps[0] : undefined);
        return cap === undefined ? null : sumOf(less(number(cap), number(cap - amount)), amount);
      }
      case "on_sheet": layer.pays = amount; return null;
      case "in_scope_left": return left && sumOf(left, amount);
      case "out_of_scope": {
        const rest = left && plus(plus(number(left.value), selfPaid), number(amount));
        return rest && { text: rest.text, result: exactly(rest.value) };
      }
    }
  };

  return steps.map((step) => {
    if (last && (step.layer !== last.layer || step.admission !== last.admission)) {
      const year = years.get(last.layer);
      if (year && layer.pays !== null) {
        year.paid += layer.pays;
        pay(number(layer.pays));
      }
      layer = newLayer();
      if (step.admission !== last.admission) [left, selfPaid] = [null, ZERO];
    }
    last = step;
    return sum(step);
  });
}
