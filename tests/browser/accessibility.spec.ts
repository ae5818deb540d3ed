// axe finds nothing, on every screen, in both languages, in every mode. Nothing is wider than the screen. On the single
// file only: the site's document is the same one.

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./page.ts";

const SIZES = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 800 }, kiosk: { width: 1080, height: 1920 } };

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Contrast takes axe three times as long as all else. A desk has the phone's colours and no smaller text, a kiosk has
 * a keypad and a way out more, in the same colours in both languages. */
const COLOURS = ["color-contrast"];

/** Where a kiosk shows what a phone does not. */
const OF_A_KIOSK = new Set(["first question", "results, all unfolded", "bill with a wrong entry", "card"]);

async function isFine(page: Page, screen: string, leftOut: string[] = []): Promise<void> {
  // Without the second page that axe opens for documents with frames: the page has none.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] }).withTags(TAGS).disableRules(leftOut);
  const found = await axe.analyze();
  const told = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
  expect(told, screen).toEqual([]);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over, `${screen} is as wide as the window`).toBeLessThanOrEqual(0);
}

for (const lang of ["zh", "en"]) {
  for (const [name, size] of Object.entries(SIZES)) {
    test(`${lang} on a ${name}: place, questions, results`, async ({ resident }) => {
      test.slow();
      const { page } = resident;
      const coloured = (screen: string) => name === "phone" || (name === "kiosk" && lang === "zh" && OF_A_KIOSK.has(screen));
      const fine = (screen: string) => isFine(page, screen, coloured(screen) ? [] : COLOURS);
      await page.setViewportSize(size);
      await resident.open({ lang });
      await fine("places");
      await resident.open({ lang, place: "shangyu", on: "2026-11-26" });
      await fine("first question of a place");
      await resident.answerAll({ scheme: "resident", dibao: "false", tekun: "false", dibao_margin: "true" });
      await page.locator("details:not(.looks)").evaluateAll((all) => all.forEach((one) => one.setAttribute("open", "")));
      await fine("results of a place, all unfolded");
      await page.locator("[data-room=card]").click();
      await fine("card of a place");
      await resident.open({ lang, place: "liangping", on: "2026-11-26" });
      await fine("a place whose own document has lapsed");
      await resident.open({ lang, policy: "liangping-2019", ...(name === "kiosk" ? { kiosk: "1" } : {}) });
      await fine("first question");
      await resident.act("next");
      await fine("a question without an answer");
      while ((await resident.asked()) !== "diseases") await resident.answer("unknown");
      await fine("a set");
      await resident.answerAll({});
      await page.locator("details:not(.looks)").evaluateAll((all) => all.forEach((one) => one.setAttribute("open", "")));
      await fine("results, all unfolded");
      await page.locator("[data-room=bill]").click();
      await page.locator("[data-action=add-stay]").click();
      await page.locator("#stay-0-total").fill("x");
      await page.locator("#stay-0-in_scope").fill("1200");
      await page.locator("#stay-0-in_scope").press("Tab");
      await fine("bill with a wrong entry");
      await page.locator("#stay-0-total").fill("1500");
      await page.locator("#stay-0-total").press("Tab");
      await page.locator("details:not(.looks)").evaluateAll((all) => all.forEach((one) => one.setAttribute("open", "")));
      await fine("bill, all unfolded");
      await page.locator("[data-room=family]").click();
      await fine("family");
      await page.locator("[data-room=card]").click();
      await fine("card");
    });
  }

  for (const mode of ["largest text", "high contrast", "forced colours"]) {
    test(`${lang} with ${mode}`, async ({ resident }) => {
      test.slow();
      const { page } = resident;
      await page.setViewportSize(SIZES.phone);
      if (mode === "forced colours") await page.emulateMedia({ forcedColors: "active" });
      await resident.open({ lang, policy: "liangping-2019" });
      await page.locator(".looks summary").click();
      if (mode === "largest text") await page.locator(".size-28").click();
      if (mode === "high contrast") await page.locator(".contrast").click();
      await isFine(page, "settings");
      await page.locator(".looks summary").click();
      await isFine(page, "first question");
      await resident.answerAll({ residence: "rural", dibao: "true", scheme: "resident" });
      await page.locator(".verdict > summary").first().click();
      await isFine(page, "results");
      if (mode === "forced colours") {
        // Colours are the reader's own there: what is chosen differs by more than colour.
        const border = (selector: string) => page.locator(selector).first().evaluate((one) => getComputedStyle(one).borderTopWidth);
        expect(await border(".rooms [aria-current]")).not.toBe(await border(".rooms button:not([aria-current])"));
      }
      await page.locator("[data-room=bill]").click();
      await page.locator("[data-action=add-stay]").click();
      for (const [entry, typed] of [["total", "x"], ["in_scope", "1200"]] as const) {
        await page.locator(`#stay-0-${entry}`).fill(typed);
        await page.locator(`#stay-0-${entry}`).press("Tab");
      }
      await isFine(page, "bill with a wrong entry");
      await page.locator("#stay-0-total").fill("1500");
      await page.locator("#stay-0-total").press("Tab");
      await page.locator("details:not(.looks)").evaluateAll((all) => all.forEach((one) => one.setAttribute("open", "")));
      await isFine(page, "bill, all unfolded");
      // The picture's colours are its meaning: they stay in every mode, each with its own key.
      const keys = await page.locator(".key").evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundColor));
      expect(new Set(keys).size).toBe(4);
      await page.locator("[data-room=family]").click();
      await resident.act("add-member");
      await page.locator("[data-room=family]").click();
      await isFine(page, "family");
      await page.locator("[data-room=card]").click();
      await isFine(page, "card");
    });
  }
}

test("nothing moves for those who do not want it", async ({ resident }) => {
  const { page } = resident;
  await resident.open({ policy: "liangping-2019" });
  const moving = () => page.locator("mingbai-checker").evaluate((checker) => {
    const all = [...(checker.shadowRoot?.querySelectorAll("*") ?? [])];
    const styles = all.flatMap((one) => [null, "::before", "::after"].map((part) => getComputedStyle(one, part)));
    return styles.filter(({ transitionDuration, animationName }) => transitionDuration !== "0s" || animationName !== "none").length;
  });
  await page.emulateMedia({ reducedMotion: "no-preference" });
  expect(await moving()).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: "reduce" });
  expect(await moving()).toBe(0);
});

test("everything to press is at least 48 px, and text is at least 18 pt where one acts", async ({ resident }) => {
  await resident.page.setViewportSize(SIZES.phone);
  await resident.open({ policy: "liangping-2019" });
  await resident.answer("unknown");
  await resident.page.locator(".verdict > summary").first().click();
  const small = await resident.page.locator("button:visible, summary:visible, .option:visible").evaluateAll((all) =>
    all.map((one) => [one.textContent?.trim() ?? "", one.getBoundingClientRect().height] as const).filter(([, height]) => height < 47.9),
  );
  expect(small).toEqual([]);
  const sizes = await resident.page.locator("h2:visible, .option:visible").evaluateAll((all) => all.map((one) => parseFloat(getComputedStyle(one).fontSize)));
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(24);
});
