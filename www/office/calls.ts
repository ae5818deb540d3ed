// What the page asks its worker.

import type { Told } from "./diff-types.ts";
import type { CasesView, Edit, Menu, Place, Proposal } from "./studio-types.ts";
import type { Checked, Cut, Forms, Offered, Page, Texts } from "./types.ts";
import type { Answered, Asked, Correction, Notice, Proposed, Rows } from "./ledger-types.ts";
import type { Mapping } from "./mapping.ts";
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
  /** What forms show of a policy and its figures; null while policy.toml is no TOML. */
  forms: [[policy: string, figures: string], Forms | null];
  cases: [[cases: string], CasesView | null];
  /** The text of the file of this name with edits made in it. */
  edit: [[name: string, text: string, edits: Edit[], language: Language], string | Refused];
  /** The texts with another name for what stands at a place of policy.toml. */
  renamed: [[texts: Texts, place: Place, name: string, language: Language], Texts | Refused];
  /** The condition that menus say. */
  condition: [[menu: Menu], string];
  /** What is proposed for a table pasted from a spreadsheet, with conditions given to words of it. */
  pasted: [[policy: string, pasted: string, names: [words: string, condition: string][]], Proposal];
  /** What differs from an older policy, by its name, to a newer one. */
  compared: [[name: string, older: string, newer: string, language: Language], Told | Refused];
  /** A provision of a policy, by its id, as a picture: SVG. */
  picture: [[policy: string, provision: string, language: Language], string | Refused];
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

/** What a call says where the engine's bytes are not those that were packed. */
export const DAMAGED = "the engine is damaged";

export interface Request {
  id: number;
  name: Name;
  given: unknown[];
}

/** What a worker says while it answers: how much is done, and of how much. */
export type Progress = [done: number, of: number];

export type Answer = { id: number; value: unknown } | { id: number; error: string; trapped: boolean };
