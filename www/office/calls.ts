// What the page asks its worker.

import type { Checked, Cut, Offered, Page, Texts } from "./types.ts";
import type { Language } from "./words.ts";

/** Why something cannot be done, in the language that was asked for. */
export interface Refused {
  refused: string;
}

/** By name: what is given, and what comes back. */
export interface Calls {
  shipped: [[], Offered[]];
  texts: [[id: string], Texts];
  check: [[texts: Texts], Checked];
  /** The resident's page; null where the policy or its figures have a finding. */
  page: [[texts: Texts], Page | null];
  /** The clauses of a document's pasted text. */
  cut: [[text: string], Cut];
  /** A policy.toml that says besides why no provision cites a clause. */
  elsewhere: [[policy: string, at: string, reason: string, language: Language], string | Refused];
}

export type Name = keyof Calls;

export interface Request {
  id: number;
  name: Name;
  given: unknown[];
}

export type Answer = { id: number; value: unknown } | { id: number; error: string; trapped: boolean };
