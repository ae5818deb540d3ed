// What the page asks its worker.

import type { Answered, Asked, Correction, Notice, Proposed, Rows } from "./ledger-types.ts";
import type { Mapping } from "./mapping.ts";
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

  /** A ledger's bytes and what they are answered by; what its columns may mean. */
  propose: [[texts: Texts, bytes: ArrayBuffer, on: string, language: Language], Proposed | Refused];
  /** The same with a mapping that was saved. */
  mapped: [[toml: string], Proposed | Refused];
  /** The same with a person's word on the mapping. */
  corrected: [[mapping: Mapping, correction: Correction], Proposed | Refused];
  toml: [[mapping: Mapping], string];
  answer: [[mapping: Mapping], Answered | Refused];
  rows: [[asked: Asked], Rows];
  notices: [[asked: Asked], Notice[] | Refused];
  /** The ledger with its answers, .xlsx; as CSV. */
  save: [[], Uint8Array<ArrayBuffer> | Refused];
  csv: [[], Uint8Array<ArrayBuffer> | Refused];
}

export type Name = keyof Calls;

export interface Request {
  id: number;
  name: Name;
  given: unknown[];
}

/** What a worker says while it answers: how much is done, and of how much. */
export type Progress = [done: number, of: number];

export type Answer = { id: number; value: unknown } | { id: number; error: string; trapped: boolean };
