// Amounts and who pays them, in words.

import type { Range, Settlement } from "../engine/types.ts";
import { yuan } from "../state/money.ts";
import type { Session } from "../state/session.ts";
import { say } from "./say.ts";

export function amountWords(session: Session, { least, most }: Range): string {
  if (least === null || most === null) return say(session, "amount_missing");
  if (least === most) return say(session, "yuan", { n: yuan(least) });
  return say(session, "yuan_range", { least: yuan(least), most: yuan(most) });
}

export const LAYERS = ["basic", "major_illness", "assistance", "patient_pays"] as const;

type Year = Pick<Settlement, (typeof LAYERS)[number]>;

/** Assistance pays a floor: of one amount, it is the least it pays, and the rest the most that is left. */
const isFloor = ({ assistance }: Year, { least, most }: Range) => assistance.most !== "0.00" && least === most && least !== null;

/** Who pays. */
export function layerWords(session: Session, layer: (typeof LAYERS)[number], year: Year): string {
  const floor = (layer === "assistance" || layer === "patient_pays") && isFloor(year, year[layer]);
  return say(session, floor ? `floor_${layer}` : `layer_${layer}`);
}

export function billPaysWords(session: Session, year: Year): string {
  return say(session, isFloor(year, year.patient_pays) ? "floor_bill_pays" : "bill_pays");
}
