// A person's or a household's answers as a case for the engine.

import type { Case, FactDescription, Facts, Figures, Household, Member } from "../engine/types.ts";
import type { Given, Person } from "./person.ts";
import { admissionOf } from "./stays.ts";

/** What all cases of a sitting have in common. */
export interface CaseParts {
  facts: FactDescription[];
  figures: Figures;
  readings: Record<string, boolean>;
}

export const caseOf = ({ answers, stays }: Person, { facts, figures, readings }: CaseParts): Case =>
  ({ figures, readings, facts: known(answers, facts), admissions: stays.map(admissionOf) });

export function householdOf(people: Person[], { facts, figures, readings }: CaseParts): Household {
  const own = facts.filter(({ scope }) => scope !== "household");
  const members: Member[] = people.map(({ answers, stays }) => ({ facts: known(answers, own), admissions: stays.map(admissionOf) }));
  const household = known(people[0]?.answers ?? new Map(), facts.filter(({ scope }) => scope === "household"));
  return { figures, readings, household, members };
}

/** What is known of these facts; what another document asked is left out. */
function known(answers: Map<string, Given>, facts: FactDescription[]): Facts {
  const given: Facts = {};
  for (const { id } of facts) {
    const value = answers.get(id) ?? null;
    if (value !== null) given[id] = value;
  }
  return given;
}

/** `over` on top of `under`, key by key. */
export function merged<T extends object>(under: T, over: T): T {
  const made = { ...under } as Record<string, unknown>;
  for (const [key, value] of Object.entries(over)) {
    const below = made[key];
    const both = isTable(below) && isTable(value);
    made[key] = both ? merged(below, value) : value;
  }
  return made as T;
}

const isTable = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);
