// What shows an illness stays out of what others see: the first sentences, the card and its code.

import type { FactDescription, FactValue } from "../engine/types.ts";
import { Person, type Given } from "./person.ts";

/** Whether one of these values of a fact shows an illness. */
export const showsIllness = ({ private: hidden = [] }: FactDescription, values: readonly FactValue[]): boolean =>
  values.flat().some((value) => hidden.includes(String(value)));

/** The same persons without the answers that show an illness: as if these had not been asked. */
export function withoutIllness(people: Person[], facts: FactDescription[]): Person[] {
  const kept = (given: Map<string, Given>) => new Map([...given].filter(([id, value]) => {
    const fact = facts.find((own) => own.id === id);
    return value === null || !fact || !showsIllness(fact, [value]);
  }));
  return people.map((person) => Object.assign(new Person(), person, {
    answers: kept(person.answers),
    stays: person.stays.map((stay) => ({ ...stay, facts: kept(stay.facts) })),
  }));
}

/** Whether something that they answered shows one. */
export function tellIllness(people: Person[], facts: FactDescription[]): boolean {
  const count = (all: Person[]) => all.flatMap(({ answers, stays }) => [answers, ...stays.map((stay) => stay.facts)]).reduce((sum, { size }) => sum + size, 0);
  return count(withoutIllness(people, facts)) < count(people);
}
