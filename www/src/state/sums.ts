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
  /** What it would come to without the limit that the step's number is. */
  over?: string;
  /** It comes to the step's number only when rounded to the fen. */
  rounded?: boolean;
  /** Nothing is paid: the cost is not above the deductible. */
  below?: boolean;
}

const ZERO = 0n;

/** 100%, in hundredths. */
const HUNDRED = fen("100");

/** What a year has of a layer before a bill. */
interface Before {
  sum: bigint;
  entitled: bigint[];
  paid: bigint[];
}

/** A bill: its in-scope cost, less what was paid of it so far or borne first. */
interface Bill {
  start: bigint | null;
  less: bigint[];
  selfPaid: bigint[];
  left: bigint;
}

/** What a layer counts on a bill, and the terms met so far. */
class Layer {
  cost = ZERO;
  costText = "";
  costBefore = ZERO;
  deductible = ZERO;
  bands: { from: bigint; percent: string }[] = [];
  plus = ZERO;
  less = ZERO;
  selfPaidShare = "";
  most: bigint | null = null;
  caps: bigint[] = [];
  on: [now: bigint, before: bigint] | null = null;
  pays: bigint | null = null;

  of(cost: bigint): void {
    [this.cost, this.costText] = [cost, exactly(cost)];
  }

  /** The rate, with points on and off. */
  rate(percent: string): bigint {
    const changed = fen(percent) + this.plus - this.less;
    return changed < ZERO ? ZERO : changed > HUNDRED ? HUNDRED : changed;
  }

  /** What the rates pay on a cost, written so that it comes to `value`; bands may be cut from zero or above the deductible. */
  payment(cost: bigint, costText: string, value: bigint): Sum | null {
    if (value === ZERO && this.deductible > ZERO && cost <= this.deductible) return { text: "", below: true };
    const above = cost - this.deductible;
    const cutAbove = () => {
      const [sum, exact] = this.banded(above, exactly(above), ZERO);
      return [`${costText} − ${exactly(this.deductible)} = ${exactly(above)}; ${sum}`, exact] as const;
    };
    const both = [this.banded(cost, costText, this.deductible), ...(this.deductible > ZERO && this.bands.length > 1 ? [cutAbove()] : [])];
    for (const [text, exact] of both) {
      if (text !== "" && rounded(exact) === value) return { text, rounded: exact !== value };
    }
    const [text, exact] = both[0] ?? ["", ZERO];
    return text !== "" && rounded(exact) > value && value === this.most ? { text, over: exactly(rounded(exact)) } : null;
  }

  private banded(cost: bigint, costText: string, floor: bigint): [text: string, exact: bigint] {
    let exact = ZERO;
    const parts = this.bands.flatMap(({ from, percent }, at) => {
      const next = this.bands[at + 1]?.from ?? cost;
      const [low, high] = [from > floor ? from : floor, next < cost ? next : cost];
      if (high <= low) return [];
      const rate = this.rate(percent);
      exact += times(high - low, rate);
      const upTo = high === cost ? costText : exactly(high);
      const part = low > ZERO ? `${upTo} − ${exactly(low)}` : upTo;
      return [`${part.includes("−") ? `(${part})` : part} × ${percentOf(rate)}`];
    });
    return [parts.join(" + "), exact];
  }
}

const percentOf = (hundredths: bigint): string => `${yuanOf(hundredths).replace(/\.?0+$/, "")}%`;

const total = (all: bigint[]): bigint => all.reduce((sum, one) => sum + one, ZERO);

/** "12,000 − 9,086": what is nothing is left out. */
const joined = (all: bigint[], sign: string): string => all.filter((one, at) => at === 0 || one !== ZERO).map(exactly).join(` ${sign} `);

/** Of each step its sum; null where it is an entry, a figure or a term. */
export function sumsOf(steps: Step[]): (Sum | null)[] {
  const years = new Map<string, Before>();
  const premium = { contribution: ZERO, base: ZERO, share: "", aid: ZERO };
  let [bill, layer, last]: [Bill, Layer, Step | null] = [newBill(), new Layer(), null];
  const year = (id: string): Before => {
    const own = years.get(id) ?? { sum: ZERO, entitled: [], paid: [] };
    years.set(id, own);
    return own;
  };
  const close = () => {
    if (!last || layer.pays === null) return;
    year(last.layer).paid.push(layer.pays);
    bill.less.push(layer.pays);
    bill.left -= layer.pays;
  };
  /** The in-scope cost is what the first layer starts from. */
  const begin = (cost: bigint) => {
    if (bill.start === null) [bill.start, bill.left] = [cost, cost];
  };
  /** What is left of the bill, if that is what the steps say. */
  const leftText = (value: bigint): string =>
    (bill.start !== null && bill.left === value && total(bill.less) > ZERO ? joined([bill.start, ...bill.less], "−") : "");

  const sum = ({ what, value, percent, layer: id, from }: Step): Sum | null => {
    const amount = value === undefined ? ZERO : whole(value);
    const points = percent === undefined ? ZERO : fen(percent);
    const own = year(id);
    switch (what) {
      case "contribution": premium.contribution = amount; return null;
      case "base": premium.base = amount; return null;
      case "share": premium.share = percent ?? ""; return null;
      case "aid": {
        premium.aid = amount;
        if (premium.share === "" || from) return null;
        const exact = times(premium.base, fen(premium.share));
        const text = `${exactly(premium.base)} × ${premium.share}%`;
        if (rounded(exact) === amount) return { text, rounded: exact !== amount };
        return amount === premium.contribution ? { text, over: exactly(rounded(exact)) } : null;
      }
      case "pays": return premium.contribution - premium.aid === amount ? { text: `${exactly(premium.contribution)} − ${exactly(premium.aid)}` } : null;
      case "in_scope": begin(amount); layer.of(amount); return null;
      case "left": {
        begin(amount);
        layer.of(amount);
        const text = leftText(amount);
        return text ? { text } : null;
      }
      case "first_self_paid": layer.selfPaidShare = percent ?? ""; return null;
      case "self_paid": {
        const exact = times(layer.cost, fen(layer.selfPaidShare || "0"));
        const text = `${exactly(layer.cost)} × ${layer.selfPaidShare}%`;
        const written: Sum | null = rounded(exact) === amount ? { text, rounded: exact !== amount } : amount === bill.left ? { text, over: exactly(rounded(exact)) } : null;
        layer.costText = amount > ZERO ? `${layer.costText} − ${exactly(amount)}` : layer.costText;
        layer.cost -= amount;
        bill.left -= amount;
        bill.less.push(amount);
        bill.selfPaid.push(amount);
        return written;
      }
      case "sum": {
        const base = amount - own.sum;
        begin(base);
        layer.costBefore = own.sum;
        layer.of(amount);
        const text = leftText(base);
        const before = own.sum;
        own.sum = amount;
        if (before === ZERO) return text ? { text } : null;
        return { text: `${exactly(before)} + ${text ? `(${text})` : exactly(base)}` };
      }
      case "deductible": layer.deductible = amount; return null;
      case "deductible_less": {
        if (layer.deductible === ZERO) return null;
        const text = `${exactly(layer.deductible)} − ${exactly(layer.deductible)} × ${percent}%`;
        layer.deductible -= times(layer.deductible, points);
        return { text, result: exactly(layer.deductible) };
      }
      case "deductible_by_stay": {
        if (layer.deductible === ZERO || points === HUNDRED) return null;
        const text = `${exactly(layer.deductible)} × ${percent}%`;
        layer.deductible = times(layer.deductible, points);
        return { text, result: exactly(layer.deductible) };
      }
      case "rate":
      case "at_least": layer.bands = [{ from: ZERO, percent: percent ?? "0" }]; return null;
      case "band": layer.bands.push({ from: amount, percent: percent ?? "0" }); return null;
      case "rate_plus":
      case "rate_less": {
        const [rate] = layer.bands;
        const before = rate && fen(rate.percent) + layer.plus;
        if (what === "rate_plus") layer.plus = points;
        else layer.less = points;
        if (!rate || before === undefined || layer.bands.length > 1) return null;
        const text = `${percentOf(before)} ${what === "rate_plus" ? "+" : "−"} ${percent}%`;
        const [unlimited, result] = [percentOf(before + (what === "rate_plus" ? points : -points)), percentOf(layer.rate(rate.percent))];
        return unlimited === result ? { text, result } : { text, result, over: unlimited };
      }
      case "payment_on_sum": {
        layer.on = [amount, ZERO];
        return layer.payment(layer.cost, layer.costText, amount);
      }
      case "payment_on_sum_before": {
        layer.on = [layer.on?.[0] ?? ZERO, amount];
        return layer.costBefore === ZERO ? null : layer.payment(layer.costBefore, exactly(layer.costBefore), amount);
      }
      case "most": layer.most = amount; return null;
      case "payment": {
        own.entitled.push(amount);
        layer.pays = amount;
        if (layer.most === null || bill.left < layer.most) layer.most = bill.left;
        if (!layer.on) return layer.payment(layer.cost, layer.costText, amount);
        const [now, before] = layer.on;
        const text = joined([now, before], "−");
        if (now - before === amount) return before === ZERO ? null : { text };
        return amount === layer.most ? { text, over: exactly(now - before) } : null;
      }
      case "cap": layer.caps.push(amount); return null;
      case "made_up": {
        layer.pays = amount;
        const [due, paid] = [total(own.entitled), total(own.paid)];
        return due - paid === amount ? { text: joined([due, paid], "−") } : null;
      }
      case "paid": {
        layer.pays = amount;
        const paid = total(own.paid);
        // Of several limits, the one that leaves just this; of one, what it leaves is what was drawn on it before.
        const cap = layer.caps.find((cap) => cap - paid === amount) ?? (layer.caps.length === 1 && amount > ZERO ? layer.caps[0] : undefined);
        return cap === undefined || cap === amount ? null : { text: `${exactly(cap)} − ${exactly(cap - amount)}` };
      }
      case "on_sheet": layer.pays = amount; return null;
      case "in_scope_left": {
        const text = leftText(amount);
        return text ? { text } : null;
      }
      case "out_of_scope": {
        const parts = [bill.left, ...bill.selfPaid, amount];
        return bill.start === null ? null : { text: joined(parts, "+"), result: exactly(total(parts)) };
      }
    }
  };

  return steps.map((step) => {
    if (last && (step.layer !== last.layer || step.admission !== last.admission)) {
      close();
      layer = new Layer();
    }
    if (last && step.admission !== last.admission) bill = newBill();
    last = step;
    return sum(step);
  });
}

const newBill = (): Bill => ({ start: null, less: [], selfPaid: [], left: ZERO });
