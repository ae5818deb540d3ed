// The engine's shapes (contract.md). Written by hand until they are generated from the Rust types.

export type FactValue = string | boolean | number | string[];
export type Facts = Record<string, FactValue>;

export interface Range {
  least: string | null;
  most: string | null;
}

export interface Terms {
  rate_plus?: string;
  deductible_less?: string;
  cap_lifted?: boolean;
}

export type Outcome =
  | "nothing"
  | "service"
  | { premium_aid: string }
  | { basic: Terms }
  | { major_illness: Terms }
  | { assistance: { at_least: string; no_deductible?: boolean } }
  | { subsidy: string }
  | { enrolment: "employee" | "resident" | "not_stated" | "help" }
  | { service: "given" | "free" | "pilot" };

export type Status = "granted" | "refused" | "open" | "stated";
export type Kind = "money" | "service" | "commitment" | "duty";

export interface Verdict {
  provision: string;
  kind: Kind;
  status: Status;
  row?: string | null;
  rows: string[];
  outcomes: Outcome[];
  asks: string[];
  cites: { at: string }[];
  readings: string[];
  notes: string[];
  because: { fact: string; value: FactValue }[];
}

export interface Premium {
  contribution: Range;
  aid: Range;
  pays: Range;
  asks: string[];
}

export interface Layers {
  basic: Range;
  major_illness: Range;
  assistance: Range;
  patient_pays: Range;
}

export interface Settlement extends Layers {
  asks: string[];
  total: string | null;
  admissions: Layers[];
}

export type Validity = "not_yet_in_force" | "in_force" | "lapsed";

export interface Answer {
  policy: string;
  on: string;
  validity: Validity;
  verdicts: Verdict[];
  premium: Premium | null;
  settlement: Settlement | null;
  next: { fact: string; why: string[] } | null;
  advice?: { change: Facts; saves: Range }[];
  receipt: { policy_sha256: string; engine: string; on: string };
}

export interface Admission {
  hospital_level?: string;
  in_district?: boolean;
  in_scope?: string;
  out_of_scope?: string;
  [fact: string]: FactValue | undefined;
}

export interface Figures {
  contribution?: Record<string, string>;
  basic?: {
    deductible?: Record<string, string>;
    rate?: Record<string, Record<string, string>>;
    cap?: Record<string, string>;
  };
  major_illness?: {
    deductible?: string;
    bands?: { from: string; percent: string }[];
    bands_from?: "deductible" | "zero";
    cap?: string;
  };
  assistance?: { cap?: string };
}

export interface Case {
  facts: Facts;
  readings?: Record<string, boolean>;
  figures?: Figures;
  admissions?: Admission[];
}

export interface FactDescription {
  id: string;
  kind: "choice" | "flag" | "number" | "set";
  values?: string[];
  min?: number;
  max?: number;
  scope: "household" | "person" | "admission";
  change: "fixed" | "choose" | "prove";
}

export interface Description {
  id: string;
  instrument: string;
  issued: string;
  in_force: { from: string; until: string | null };
  policy_sha256: string;
  engine: string;
  facts: FactDescription[];
  provisions: { id: string; kind: Kind; at: string[] }[];
  readings: { id: string; switchable: boolean }[];
}
