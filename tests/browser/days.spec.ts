// Time that passes while the page is open, and clocks that are wrong.

import { expect, test, type Resident } from "./page.ts";

const HOUR = 3_600_000;

/** What the documents are read for, as the receipt says. */
const day = ({ page }: Resident) => page.locator("footer .receipt");

/** Liangping's document, which lapses at midnight, with two answers. */
async function newYearsEve(resident: Resident): Promise<void> {
  const { page } = resident;
  await page.clock.install({ time: new Date(2020, 11, 31, 23, 50) });
  await resident.open({ policy: "liangping-2019" });
  await resident.answer({ registered_poor: "none" });
  await resident.answer({ residence: "rural" });
  await expect(day(resident)).toContainText("2020-12-31");
  await expect(page.locator("[data-validity]")).toHaveCount(0);
}

async function hasLapsed(resident: Resident): Promise<void> {
  await expect(resident.page.locator("main [data-validity=lapsed]").first()).toBeVisible();
  await expect(day(resident)).toContainText("2021-01-01");
}

test("a document that lapses between two answers has lapsed with the second, and the answers stay", async ({ resident }) => {
  const { page } = resident;
  await newYearsEve(resident);
  await page.clock.fastForward(HOUR);
  await resident.answer({ dibao: "true" });
  await hasLapsed(resident);
  await expect(page.locator("[data-answered=residence]")).toHaveCount(1);
  await expect(page.locator("[data-opening]")).toContainText("按当时的规定");
});

test("a page that comes back into sight on another day shows what holds then", async ({ resident }) => {
  const { page } = resident;
  await newYearsEve(resident);
  await page.clock.fastForward(HOUR);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await hasLapsed(resident);
  await expect(page.locator("[data-answered]")).toHaveCount(2);
});

test("a card printed after midnight is of the day on which it is printed", async ({ resident }) => {
  const { page } = resident;
  await newYearsEve(resident);
  await page.clock.fastForward(HOUR);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect(page.locator("[data-card]")).toContainText("2021年1月1日");
  await expect(page.locator("[data-card] [data-validity=lapsed]")).toHaveCount(1);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
});

test("a document that begins at midnight holds from the next answer on; the day in the address stays", async ({ resident }) => {
  const { page } = resident;
  await page.clock.install({ time: new Date(2019, 9, 7, 23, 50) });
  await resident.open({ policy: "liangping-2019" });
  await expect(page.locator("main [data-validity=not_yet_in_force]").first()).toBeVisible();
  await page.clock.fastForward(HOUR);
  await resident.answer("unknown");
  await expect(page.locator("main [data-validity]")).toHaveCount(0);
  await resident.open({ policy: "liangping-2019", on: "2020-12-31" });
  await page.clock.fastForward(48 * HOUR);
  await resident.answer("unknown");
  await expect(day(resident)).toContainText("2020-12-31");
});

test("who reads older rules at midnight goes on reading them", async ({ resident }) => {
  const { page } = resident;
  await page.clock.install({ time: new Date(2026, 11, 31, 23, 50) });
  await resident.open({ place: "liangping" });
  // Wherever it is folded.
  await page.locator("[data-read-on]").first().dispatchEvent("click");
  const read = await page.locator("[data-read-for]").first().getAttribute("data-read-for");
  await page.clock.fastForward(HOUR);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(page.locator("[data-read-for]").first()).toHaveAttribute("data-read-for", read ?? "");
  await expect(day(resident)).toContainText(read ?? "-");
});

test("a clock from before a document was issued is said to be wrong, in words; a later one and a day in the address are not", async ({ resident }) => {
  const { page } = resident;
  const wrong = page.locator("main [data-clock]");
  await page.clock.install({ time: new Date(2019, 10, 1, 9) });
  await resident.open({ place: "wuhan" });
  await expect(wrong.first()).toContainText("2019年11月1日");
  await resident.open({ place: "wuhan", on: "2019-11-01" });
  await expect(wrong).toHaveCount(0);
  await page.clock.setSystemTime(new Date(2031, 0, 1, 9));
  await resident.open({ place: "wuhan", lang: "en" });
  await expect(wrong).toHaveCount(0);
});
