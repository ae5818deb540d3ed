// What the page asks its worker.

import type { Checked, Offered, Texts } from "./types.ts";

/** By name: what is given, and what comes back. */
export interface Calls {
  ready: [[], undefined];
  shipped: [[], Offered[]];
  texts: [[id: string], Texts];
  check: [[texts: Texts], Checked];
  /** The data block of the resident's page; null where something has a finding. */
  page: [[texts: Texts], string | null];
}

export type Name = keyof Calls;

export interface Request {
  id: number;
  name: Name;
  given: unknown[];
}

export type Answer = { id: number; value: unknown } | { id: number; error: string; trapped: boolean };
