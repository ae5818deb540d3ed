// The times in which other documents of a place held than now: which rules an old bill is read by.

import type { Place, Policy } from "../engine/data.ts";

/** Days, ISO, the first and the last, on all of which the same documents held. */
export interface Period {
  from: string;
  until: string;
  policies: Policy[];
}

const DAY = 86_400_000;

const daysAfter = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

/** The times of a place that ended before a day, the last one first; none in which nothing held. */
export function timesBefore(today: string, { policies }: Pick<Place, "policies">): Period[] {
  const changes = policies.flatMap(({ in_force: { from, until } }) => [from, ...(until ? [daysAfter(until, 1)] : [])]);
  const begins = [...new Set(changes)].filter((day) => day <= today).sort();
  const times = begins.slice(1).map((next, at) => {
    const from = begins[at] ?? "";
    const held = policies.filter(({ in_force }) => in_force.from <= from && (!in_force.until || in_force.until >= from));
    return { from, until: daysAfter(next, -1), policies: held };
  });
  return times.filter((time) => time.policies.length > 0).reverse();
}
