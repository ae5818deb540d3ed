// The times before now in which other documents of a place held.

import { expect, test } from "@playwright/test";
import type { Policy } from "../../www/src/engine/data.ts";
import { timesBefore } from "../../www/src/state/periods.ts";

const policy = (id: string, from: string, until: string | null = null) => ({ id, in_force: { from, until } }) as Policy;
const times = (today: string, ...policies: Policy[]) => timesBefore(today, { policies }).map(({ from, until, policies }) => `${from} ${until} ${policies.map(({ id }) => id)}`);

test("each time in which the same documents held, the last first, none in which nothing did", () => {
  const [old, next, law, coming] = [policy("old", "2019-10-08", "2020-12-31"), policy("next", "2023-09-22", "2027-12-31"), policy("law", "2026-07-01"), policy("coming", "2027-01-01")];
  expect(times("2026-11-26", old, next, law, coming)).toEqual(["2023-09-22 2026-06-30 next", "2019-10-08 2020-12-31 old"]);
  expect(times("2027-01-01", next, law, coming)).toEqual(["2026-07-01 2026-12-31 next,law", "2023-09-22 2026-06-30 next"]);
});

test("what follows without a gap is another time; what ends today is none yet", () => {
  const [one, two] = [policy("one", "2019-01-01", "2019-12-31"), policy("two", "2020-01-01", "2020-02-29")];
  expect(times("2020-02-29", one, two)).toEqual(["2019-01-01 2019-12-31 one"]);
  expect(times("2020-03-01", one, two)).toEqual(["2020-01-01 2020-02-29 two", "2019-01-01 2019-12-31 one"]);
  expect(times("2018-01-01", one, two)).toEqual([]);
});
