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
  /** With a settlement sheet: what it says that each layer paid, as typed. Left out while there is no sheet. */
  paid?: Map<string, string>;
}

export const newStay = (): Stay => ({ facts: new Map(), total: "", in_scope: "" });

/** What is wrong with what a sheet says that a layer paid. */
export const paidProblem = ({ paid }: Stay, layer: string): EntryProblem | null => {
  const typed = paid?.get(layer)?.trim() ?? "";
  return typed !== "" && typedAmount(typed) === null ? "not_an_amount" : null;
};

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
  if (inScope !== null) admission.in_scope = inScope;
  if (inScope !== null && total !== null) admission.out_of_scope = yuanOf(fen(total) - fen(inScope));
  const paid = [...(stay.paid ?? [])].flatMap(([layer, typed]) => (typedAmount(typed) === null ? [] : [[layer, typedAmount(typed)] as [string, string]]));
  if (paid.length > 0) admission.paid = Object.fromEntries(paid);
  return admission;
}

/** The stay with some facts replaced. */
export function changedStay(stay: Stay, facts: Record<string, Given>): Stay {
  return { ...stay, facts: new Map([...stay.facts, ...Object.entries(facts)]) };
}

/** The stay as if there were no settlement sheet. */
export const withoutSheet = ({ facts, total, in_scope }: Stay): Stay => ({ facts, total, in_scope });

/** What all stays say of a fact; undefined where they say nothing, or not the same. */
export function saidByAll(stays: Stay[], fact: string): Given | undefined {
  const [first, ...others] = stays.map(({ facts }) => facts.get(fact) ?? null);
  return first !== null && others.every((other) => JSON.stringify(other) === JSON.stringify(first)) ? first : undefined;
}
