// The kinds of facts: which inputs a fact is entered with, and how entries become a value.

import type { FactDescription, FactValue } from "../engine/types.ts";
import { plainDigits, typedAmount } from "./money.ts";
import type { Given } from "./person.ts";

interface Kind {
  input: "radio" | "checkbox" | "text";
  /** The values of its radio buttons or checkboxes, other than "I don't know". */
  options: (fact: FactDescription) => string[];
  /** The value of what is ticked and typed; undefined where it is none. */
  value: (fact: FactDescription, ticked: string[], typed: string) => FactValue | undefined;
}

const KINDS: Record<FactDescription["kind"], Kind> = {
  flag: {
    input: "radio",
    options: () => ["true", "false"],
    value: (_, [ticked]) => (ticked === undefined ? undefined : ticked === "true"),
  },
  choice: {
    input: "radio",
    options: ({ values }) => values,
    value: ({ values }, [ticked]) => values.find((value) => value === ticked),
  },
  set: {
    input: "checkbox",
    options: ({ values }) => [...values, "none"],
    value: ({ values }, ticked) => (ticked.length === 0 ? undefined : ticked.includes("none") ? [] : values.filter((value) => ticked.includes(value))),
  },
  number: {
    input: "text",
    options: () => [],
    value: ({ min = 0, max = Number.MAX_SAFE_INTEGER }, _, typed) => {
      const digits = plainDigits(typed).trim();
      const number = Number(digits);
      return /^\d{1,15}$/.test(digits) && number >= min && number <= max ? number : undefined;
    },
  },
  money: {
    input: "text",
    options: () => [],
    value: (_, __, typed) => typedAmount(typed) ?? undefined,
  },
};

export const kindOf = (fact: FactDescription): Kind => KINDS[fact.kind];

/** What is entered: null is "I don't know", undefined nothing or no value of the fact. */
export const entered = (fact: FactDescription, ticked: string[], typed: string): Given | undefined =>
  ticked.includes("unknown") ? null : kindOf(fact).value(fact, ticked, typed);

/** The inputs that are ticked, and the text typed, where this is given of a fact of this kind. */
export function shownAs(given: Given | undefined, kind: FactDescription["kind"]): { ticked: string[]; typed: string } {
  if (given === undefined) return { ticked: [], typed: "" };
  if (given === null) return { ticked: ["unknown"], typed: "" };
  if (Array.isArray(given)) return { ticked: given.length === 0 ? ["none"] : given, typed: "" };
  return KINDS[kind].input === "text" ? { ticked: [], typed: String(given) } : { ticked: [String(given)], typed: "" };
}

/** What is entered of flags that are asked together: those ticked are so; the rest is "none" or "unknown". Undefined
 * where nothing is ticked at all. */
export function enteredTogether(flags: string[], ticked: string[], rest: string[]): [flag: string, given: Given][] | undefined {
  if (ticked.length === 0 && rest.length === 0) return undefined;
  return flags.map((flag) => [flag, ticked.includes(flag) ? true : rest.includes("unknown") ? null : false]);
}

/** The same the other way: what is ticked where this is given of each; undefined while it is not. */
export function shownTogether(flags: string[], given: (Given | undefined)[]): { ticked: string[]; rest: string[] } {
  const ticked = flags.filter((_, at) => given[at] === true);
  const none = ticked.length === 0 && given.length > 0 && given.every((one) => one === false);
  return { ticked, rest: given.includes(null) ? ["unknown"] : none ? ["none"] : [] };
}
