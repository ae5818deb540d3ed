// A person's or a household's answers as a case for the engine.

import type { Case, FactDescription, Facts, Figures, Household, Member } from "../engine/types.ts";
import type { Given, Person } from "./person.ts";
import { admissionOf, saidByAll } from "./stays.ts";

/** What all cases of a sitting have in common. */
export interface CaseParts {
  facts: FactDescription[];
  figures: Figures;
  readings: Record<string, boolean>;
}

export const caseOf = (person: Person, { facts, figures, readings }: CaseParts): Case =>
  ({ figures, readings, facts: factsOf(person, facts), admissions: person.stays.map(admissionOf) });

/** What a person answered; of a stay also what all their bills say, so that no verdict asks it again. */
function factsOf({ answers, stays }: Person, facts: FactDescription[]): Facts {
  const ofBills = new Map<string, Given>();
  for (const { id, scope } of facts) {
    const said = scope === "admission" && (answers.get(id) ?? null) === null ? saidByAll(stays, id) : undefined;
    if (said !== undefined) ofBills.set(id, said);
  }
  return known(new Map([...answers, ...ofBills]), facts);
}

export function householdOf(people: Person[], { facts, figures, readings }: CaseParts): Household {
  const own = facts.filter(({ scope }) => scope !== "household");
  const members: Member[] = people.map((person) => ({ facts: factsOf(person, own), admissions: person.stays.map(admissionOf) }));
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
