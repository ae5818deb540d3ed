// A kiosk in the tests: how it is opened, and what holds when nothing of a resident is left.

import { expect, type Resident } from "./page.ts";

export const KIOSK = { policy: "liangping-2019", on: "2019-11-01", kiosk: "1" };

export async function isClean({ page, question }: Resident): Promise<void> {
  await expect(page.locator("[data-answered], [data-card], .stay, [data-idle-warning]")).toHaveCount(0);
  await expect(question.locator("input:checked")).toHaveCount(0);
}
