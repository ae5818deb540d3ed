// WCAG 2.2 where axe cannot look: what has the focus is in sight (2.4.11), a name begins with the words one sees (2.5.3), and
// what is pressed is large enough (2.5.8). How each room was gone through by hand: docs/accessibility.md.

import type { Page } from "@playwright/test";
import { expect, test } from "./page.ts";

/** CSS pixels: the least that WCAG asks for. */
const LEAST = 24;

/** What is wrong in the room that is shown, in words. */
const faults = (page: Page, least: number): Promise<string[]> =>
  page.evaluate(async (least) => {
    const root = document.querySelector("mingbai-checker")?.shadowRoot;
    if (!root) return ["there is no page"];
    const found: string[] = [];
    const all = [...root.querySelectorAll<HTMLElement>("button, a[href], input, select, textarea, summary")].filter((one) => one.checkVisibility ? one.checkVisibility() : one.offsetParent !== null);
    const words = (text: string) => text.replace(/\s+/g, " ").trim().toLowerCase();
    for (const one of all) {
      // The keypad is gone by then.
      if (!one.isConnected) continue;
      const called = words(one.innerText || one.id || one.getAttribute("name") || one.outerHTML).slice(0, 60);
      // An input is pressed with its label.
      const target = one.closest("label") ?? one;
      const { width, height } = target.getBoundingClientRect();
      if (width < least || height < least) found.push(`${called}: ${Math.round(width)} x ${Math.round(height)}`);
      const name = one.getAttribute("aria-label");
      // A sign is no word.
      if (name !== null && one.matches("button, summary") && /[\p{L}\p{N}]/u.test(one.innerText) && !words(name).includes(words(one.innerText))) found.push(`${called}: is called “${name}”`);
      if (one.tabIndex < 0) continue;
      one.focus();
      // A kiosk's keypad goes away, or makes room.
      await (root.host as HTMLElement & { updateComplete: Promise<boolean> }).updateComplete;
      const box = target.getBoundingClientRect();
      // A browser brings a long text field up to its first line.
      const [x, y] = [box.left + box.width / 2, Math.min(box.top + Math.min(box.height, innerHeight) / 2, innerHeight - 12)];
      const top = root.elementFromPoint(x, y);
      if (root.activeElement === one && !(top && (target.contains(top) || top.contains(target)))) found.push(`${called}: is covered by ${top?.outerHTML.slice(0, 80)}`);
    }
    return found;
  }, least);

const MODES = {
  "a phone, largest letters": { size: { width: 360, height: 740 }, settings: {} },
  "a desktop": { size: { width: 1280, height: 800 }, settings: {} },
  "a kiosk": { size: { width: 1080, height: 1920 }, settings: { kiosk: "1" } },
};

for (const lang of ["zh", "en"]) {
  for (const [mode, { size, settings }] of Object.entries(MODES)) {
    test(`focus in sight, names as seen, targets of ${LEAST} px: ${lang} on ${mode}`, async ({ resident }) => {
      test.slow();
      const { page } = resident;
      await page.setViewportSize(size);
      await resident.open({ lang, ...settings });
      expect(await faults(page, LEAST), "places").toEqual([]);
      await resident.open({ policy: "liangping-2019", on: "2019-11-01", lang, ...settings });
      if (mode.startsWith("a phone")) {
        await page.locator(".looks summary").click();
        await page.locator(".size-28").click();
        expect(await faults(page, LEAST), "the panel of letters").toEqual([]);
        await page.locator(".looks summary").click();
      }
      expect(await faults(page, LEAST), "a question").toEqual([]);
      await resident.answerAll({ registered_poor: "none", residence: "rural", dibao: "true", scheme: "resident" });
      await page.locator("details:not(.looks)").evaluateAll((all) => all.forEach((one) => one.setAttribute("open", "")));
      expect(await faults(page, LEAST), "results, all unfolded").toEqual([]);
      await page.locator("[data-room=bill]").click();
      await page.locator("[data-action=add-sheet]").click();
      await page.locator("[data-action=add-stay]").click();
      await page.locator("details:not(.looks)").evaluateAll((all) => all.forEach((one) => one.setAttribute("open", "")));
      expect(await faults(page, LEAST), "bills").toEqual([]);
      await page.locator("[data-room=family]").click();
      await resident.act("add-member");
      await page.locator("[data-room=family]").click();
      expect(await faults(page, LEAST), "family").toEqual([]);
      await page.locator("[data-room=card]").click();
      await page.locator("details:not(.looks)").evaluateAll((all) => all.forEach((one) => one.setAttribute("open", "")));
      expect(await faults(page, LEAST), "card").toEqual([]);
    });
  }
}

test("the panel of letters goes with Escape, and the focus stays at its button", async ({ resident }) => {
  const { page } = resident;
  await resident.open({ policy: "liangping-2019", lang: "en" });
  await page.locator(".looks summary").click();
  await page.locator(".size-22").focus();
  await page.keyboard.press("Escape");
  await expect(page.locator(".looks")).not.toHaveAttribute("open");
  await expect(page.locator(".looks summary")).toBeFocused();
});
