// The site works without a network after one visit; the single file never needs one.

import { expect, test, SINGLE_FILE } from "./page.ts";

test("after one visit the site opens without a network, with any settings", async ({ page, context, surface, baseURL }) => {
  test.skip(surface === "file", "the single file has no service worker");
  await page.goto(baseURL ?? "");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await context.setOffline(true);
  await page.goto(`${baseURL}?policy=liangping-2019&lang=en`);
  await expect(page.locator("[data-question]")).toHaveCount(1);
  await page.reload();
  await expect(page.locator("[data-question]")).toHaveCount(1);
});

test("the icon is shown under the page's own policy, also where the site is installed", async ({ page, surface, baseURL }) => {
  test.skip(surface === "file", "the single file has no icon");
  const problems: string[] = [];
  page.on("console", (message) => problems.push(message.text()));
  await page.goto(baseURL ?? "");
  await expect(page.locator("link[rel=icon]")).toHaveAttribute("href", /^data:image\/svg\+xml,/);
  const client = await page.context().newCDPSession(page);
  const { installabilityErrors } = await client.send("Page.getInstallabilityErrors");
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito")).toEqual([]);
  expect((await client.send("Page.getManifestIcons")).primaryIcon).toBeTruthy();
  expect(problems).toEqual([]);
});

test("the single file has neither manifest nor service worker", async ({ page, surface }) => {
  test.skip(surface === "site", "the site has them");
  await page.goto(`file://${SINGLE_FILE}`);
  await expect(page.locator("mingbai-checker main")).toBeVisible();
  await expect(page.locator("link")).toHaveCount(0);
  expect(await page.evaluate(() => document.querySelector("meta[http-equiv]")?.getAttribute("content"))).not.toContain("worker-src");
});
