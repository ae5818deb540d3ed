// Amounts and who pays them, in words.

import { parseAsk } from "../engine/ask.ts";
import type { Premium, Range, Settlement, Shares, Verdict } from "../engine/types.ts";
import { yuan } from "../state/money.ts";
import type { Reader } from "../state/reader.ts";
import { askWords } from "./ask.ts";
import { layerName, ownLayerName } from "./outcome.ts";
import { say, space } from "./say.ts";
import { isSo } from "./statement.ts";
import { isWord } from "./words.ts";

export function amountWords(reader: Reader, { least, most }: Range): string {
  if (least === null || most === null) return say(reader, "amount_missing");
  if (least === most) return say(reader, "yuan", { n: yuan(least) });
  return say(reader, "yuan_range", { least: yuan(least), most: yuan(most) });
}

export const amountLine = (reader: Reader, what: string, range: Range): string => `${what}${say(reader, "colon")}${amountWords(reader, range)}`;

/** What amounts suppose while it is not known whether there is such a part, before them; empty where they suppose nothing. */
export function supposingWords(reader: Reader, { supposing = [] }: Premium | Settlement): string {
  if (supposing.length === 0) return "";
  const what = supposing.map(({ fact, values }) => isSo(reader, fact, values)).join(say(reader, "opening_and"));
  return say(reader, "supposing", { what }) + space(reader);
}

/** What a share comes to, and how long a wait is, where that is known. */
export function workedOutWords(reader: Reader, { amount, months }: Verdict): string[] {
  const wait = months ? [say(reader, months.least === months.most ? "months_wait" : "months_range", { n: months.least, ...months })] : [];
  return amount ? [say(reader, "comes_to", { amount: amountWords(reader, amount) }), ...wait] : wait;
}

/** Who pays what: each layer in the order in which they pay, then the patient. */
export const paying = ({ layers, patient_pays }: Shares): [string, Range][] => [...Object.entries(layers), ["patient_pays", patient_pays]];

const isOne = ({ least, most }: Range) => least === most && least !== null;

/** Where a layer pays a floor, one amount is the least it pays, and the rest the most that is left. */
const isLeast = (year: Shares, layer: string): boolean =>
  layer === "patient_pays"
    ? isOne(year.patient_pays) && Object.values(year.layers).some(({ floor }) => floor)
    : Object.entries(year.layers).some(([own, range]) => own === layer && range.floor && isOne(range));

/** Who pays. */
export function layerWords(reader: Reader, layer: string, year: Shares): string {
  const floor = isLeast(year, layer);
  const id = floor ? `floor_${layer}` : `layer_${layer}`;
  if (isWord(id) && ownLayerName(reader, layer) === undefined) return say(reader, id);
  const name = layerName(reader, layer);
  return floor ? say(reader, "floor_other", { layer: name }) : name;
}

export function billPaysWords(reader: Reader, year: Shares): string {
  return say(reader, isLeast(year, "patient_pays") ? "floor_bill_pays" : "bill_pays");
}

/** Between which amounts the patient pays while figures are missing, and what that supposes; empty where it cannot be said. */
export function boundsWords(reader: Reader, { patient_pays: { bounds } }: Settlement): string {
  if (!bounds) return "";
  const caps = bounds.supposing.map((path) => askWords(reader, parseAsk(path))).join(say(reader, "comma"));
  return say(reader, "bounds", { range: amountWords(reader, bounds) }) + (caps === "" ? "" : say(reader, "bounds_without", { caps }));
}
