// One of the family, as they answered.

import type { FactValue } from "../engine/types.ts";
import type { Stay } from "./stays.ts";

/** What a person answered; null is "I don't know". */
export type Given = FactValue | null;

/** Answers in the order given, hospital stays. No name is ever asked. */
export class Person {
  answers = new Map<string, Given>();
  stays: Stay[] = [];
}
