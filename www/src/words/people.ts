// What one of a family is called: never by name.

import type { Person } from "../state/person.ts";
import type { Reader } from "../state/reader.ts";
import { say } from "./say.ts";

export function personWords(family: Reader & { people: Person[] }, person: Person): string {
  const { relation, key } = person;
  if (!relation) return say(family, "person_n", { n: key });
  const who = say(family, `relation_${relation}`);
  const same = family.people.filter((other) => other.relation === relation);
  return same.length > 1 ? say(family, "one_of_several", { who, n: same.indexOf(person) + 1 }) : who;
}
