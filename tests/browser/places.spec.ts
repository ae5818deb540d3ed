// Several documents in one page: the resident says where they live.

import { expect, test } from "./page.ts";

test("without a policy in the address the page asks where the resident lives", async ({ resident }) => {
  await resident.open();
  await expect(resident.question).toHaveCount(0);
  const choices = resident.page.locator(".choice");
  expect(await choices.count()).toBeGreaterThan(1);
  await choices.first().click();
  await expect(resident.question).toHaveCount(1);
});

test("a policy that is not there is said to be missing, and one can be chosen", async ({ resident }) => {
  await resident.open({ policy: "nowhere-1999" });
  await expect(resident.page.getByRole("alert")).toContainText("nowhere-1999");
  await resident.page.locator(".choice").first().click();
  await expect(resident.question).toHaveCount(1);
});

test("every document can be answered to its end, knowing nothing", async ({ resident }) => {
  test.slow();
  await resident.open();
  const places = await resident.page.locator(".choice").count();
  for (let place = 0; place < places; place++) {
    await resident.open();
    await resident.page.locator(".choice").nth(place).click();
    await resident.answerAll({});
    const statuses = Object.values(await resident.statuses());
    expect(statuses.length).toBeGreaterThan(5);
    await expect(resident.page.locator("[data-answered]").first()).toBeVisible();
  }
});
