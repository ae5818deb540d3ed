// The months that pass first: read and written as a policy has them.

import { expect, test } from "@playwright/test";
import { monthsOf, monthsText } from "../../www/office/months.ts";

test("months are taken apart and put together again", () => {
  const all = monthsOf("3 + years_missed - 2 * years_made_up");
  expect(all).toEqual([
    { less: false, number: "3", fact: "" },
    { less: false, number: "1", fact: "years_missed" },
    { less: true, number: "2", fact: "years_made_up" },
  ]);
  for (const written of ["3", "years_missed", "2 * years_missed", "3 + years_missed - 2 * years_made_up", ""]) {
    expect(monthsText(monthsOf(written) ?? [{ less: true, number: "none", fact: "" }])).toBe(written);
  }
});

test("what is written otherwise is left as text", () => {
  for (const written of ["3-x", "3 +", "(3 + x)", "x * 2", "1 * x", "三"]) expect(monthsOf(written), written).toBeNull();
});
