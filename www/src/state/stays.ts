// The hospital bills as a person types them, and as the engine takes them.

import type { Admission } from "../engine/types.ts";
import { fen, typedAmount, yuanOf } from "./money.ts";
import type { Given } from "./person.ts";

/** The most stays that a year's form takes. */
export const MOST_STAYS = 6;

export type Entry = "total" | "in_scope";

export interface Stay {
  facts: Map<string, Given>;
  /** As typed; empty while not known. */
  total: string;
  in_scope: string;
}

export const newStay = (): Stay => ({ facts: new Map(), total: "", in_scope: "" });

/** What is wrong with an entry. */
export type EntryProblem = "not_an_amount" | "more_than_total";

export function entryProblem(stay: Stay, entry: Entry): EntryProblem | null {
  const typed = stay[entry].trim();
  if (typed === "") return null;
  const amount = typedAmount(typed);
  if (amount === null) return "not_an_amount";
  const total = typedAmount(stay.total);
  return entry === "in_scope" && total !== null && fen(amount) > fen(total) ? "more_than_total" : null;
}

/** The stay as the engine takes it; what is not known or not valid is left out. */
export function admissionOf(stay: Stay): Admission {
  const admission: Admission = {};
  for (const [fact, value] of stay.facts) if (value !== null) admission[fact] = value;
  const inScope = entryProblem(stay, "in_scope") ? null : typedAmount(stay.in_scope);
  const total = typedAmount(stay.total);
  if (inScope === null) return admission;
  admission.in_scope = inScope;
  if (total !== null) admission.out_of_scope = yuanOf(fen(total) - fen(inScope));
  return admission;
}

/** The stay with some facts replaced. */
export function changedStay(stay: Stay, facts: Record<string, Given>): Stay {
  return { ...stay, facts: new Map([...stay.facts, ...Object.entries(facts)]) };
}
