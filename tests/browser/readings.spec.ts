// Readings, validity, the browser's back button.

import { expect, test } from "./page.ts";

const LIANGPING = { policy: "liangping-2019", on: "2019-11-01" };

test("a result that rests on a reading can be seen read the other way", async ({ resident }) => {
  const { page } = resident;
  await resident.open(LIANGPING);
  // Low income at tier 2: 100 % as read (both groups), and otherwise 70 % or nothing certain.
  await resident.answerAll({ residence: "rural", registered_poor: "none", dibao: "false", tekun: "false", orphan: "false", low_income: "true", illness_poverty: "false", scheme: "resident", tier: "tier_2" });
  const card = resident.provision("premium-aid");
  await card.locator("> summary").click();
  await card.locator(".readings > summary").click();
  const before = await card.locator(".outcome").first().textContent();
  const reading = card.locator("[data-reading=rural_poor_scope]");
  await reading.locator("[data-action=switch-reading]").click();
  await expect(page.locator("[data-switched]")).toBeVisible();
  // Read as registered households only: this one is not on the register.
  expect(await resident.status("premium-aid")).toBe("refused");
  await card.locator("[data-reading=rural_poor_scope] [data-action=switch-reading]").click();
  await expect(page.locator("[data-switched]")).toHaveCount(0);
  await expect(card.locator(".outcome").first()).toHaveText(before ?? "");
});

test("the first screen says of each place whether its own document holds on the day", async ({ resident }) => {
  await resident.open({ on: "2019-11-01" });
  await expect(resident.page.locator("[data-validity-of=liangping-2019]")).toHaveText(/现在有效/);
  await expect(resident.page.locator("[data-validity-of=jiangsu-2012]")).toHaveText(/已经过期/);
  // The older of two is not what is to be said of a place.
  await resident.open({ on: "2026-11-26" });
  await expect(resident.page.locator("[data-validity-of=shangyu-2012]")).toHaveCount(0);
  await expect(resident.page.locator("[data-place=shangyu] [data-validity-of=shaoxing-2023]")).toHaveText(/现在有效/);
  await expect(resident.page.locator("[data-place=china]")).toContainText("看全国的法律");
  await resident.open({ on: "2019-11-01" });
  await expect(resident.page.locator("[data-validity-of=lincang-2024]")).toHaveText(/还没有生效/);
});

test("the browser's back button goes back a question and out of a room", async ({ resident }) => {
  const { page } = resident;
  await resident.open(LIANGPING);
  const first = await resident.asked();
  await resident.answer("unknown");
  const second = await resident.asked();
  await resident.answer("unknown");
  const third = await resident.asked();
  await page.locator("[data-room=bill]").click();
  await page.goBack();
  await expect(resident.question).toBeVisible();
  expect(await resident.asked()).toBe(third);
  await page.goBack();
  await expect(resident.question).toHaveAttribute("data-question", second ?? "");
  await page.goBack();
  await expect(resident.question).toHaveAttribute("data-question", first ?? "");
});
