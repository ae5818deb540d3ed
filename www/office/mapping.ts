// What a ledger's columns mean, as JSON of crates/ledger/src/mapping.rs.

/** A value of a fact: of a flag, of a number, or the id of a value; `unknown`: it is not known. */
export type Value = boolean | number | string;

/** What a cell means: a value of the column's fact, or values of several facts. */
export type Meaning = Value | Record<string, Value>;

/** How one household is told from the next. */
export interface Household {
  column: string;
  head?: string[];
  guess?: string;
}

export interface ColumnMeaning {
  name: string;
  also?: string[];
  /** Why it was proposed; nothing where a person says so. */
  guess?: string[];
  /** What stands in the column and is not understood. */
  not_understood?: string[];
  /** The fact it states. */
  fact?: string;
  /** What an empty cell means. */
  blank?: "unknown" | "no";
  fill_down?: boolean;
  units?: string[];
  complete?: Record<string, Value>;
  /** What words in its cells mean. */
  cells?: Record<string, Meaning>;
  identity?: { age?: string; female?: Record<string, Value>; male?: Record<string, Value> };
}

export interface Mapping {
  sheet?: string;
  header?: number[];
  household?: Household;
  column?: ColumnMeaning[];
}
