// Amounts and who pays them, in words.

import type { Range, Shares } from "../engine/types.ts";
import { yuan } from "../state/money.ts";
import type { Session } from "../state/session.ts";
import { layerName } from "./outcome.ts";
import { say } from "./say.ts";
import { isWord } from "./words.ts";

export function amountWords(session: Session, { least, most }: Range): string {
  if (least === null || most === null) return say(session, "amount_missing");
  if (least === most) return say(session, "yuan", { n: yuan(least) });
  return say(session, "yuan_range", { least: yuan(least), most: yuan(most) });
}

/** Who pays what: each layer in the order in which they pay, then the patient. */
export const paying = ({ layers, patient_pays }: Shares): [string, Range][] => [...Object.entries(layers), ["patient_pays", patient_pays]];

/** Assistance pays a floor: of one amount, it is the least it pays, and the rest the most that is left. */
const isFloor = ({ assistance }: Shares, { least, most }: Range) =>
  assistance !== undefined && assistance.most !== "0.00" && least === most && least !== null;

/** Who pays. */
export function layerWords(session: Session, layer: string, year: Shares, range: Range): string {
  const floor = (layer === "assistance" || layer === "patient_pays") && isFloor(year, range);
  const id = floor ? `floor_${layer}` : `layer_${layer}`;
  return isWord(id) ? say(session, id) : layerName(session, layer);
}

export function billPaysWords(session: Session, year: Shares): string {
  return say(session, isFloor(year, year.patient_pays) ? "floor_bill_pays" : "bill_pays");
}
