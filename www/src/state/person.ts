// One of the family, as they answered.

import type { FactValue } from "../engine/types.ts";
import type { Stay } from "./stays.ts";

/** What a person answered; null is "I don't know". */
export type Given = FactValue | null;

/** What a person may be to the one who answers. */
export const RELATIONS = ["me", "spouse", "child", "parent", "other"] as const;
export type Relation = (typeof RELATIONS)[number];

/** Answers in the order given, hospital stays. No name is ever asked. */
export class Person {
  answers = new Map<string, Given>();
  stays: Stay[] = [];
  /** Null while it was not said. */
  relation: Relation | null = null;

  /** `key` is theirs as long as the family is looked at, whoever leaves it. */
  constructor(readonly key = 1) {}
}
