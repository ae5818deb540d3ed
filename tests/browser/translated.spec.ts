// A page that others write into: a browser's translator replaces every text, again and again, while a resident answers.

import type { Page } from "@playwright/test";
import { expect, test } from "./page.ts";

const LIANGPING = { policy: "liangping-2019", on: "2019-11-01" };
const MARK = "⇄";

/** How translators replace a text: by a wrapper with a new text, by a wrapper around the old one, or in place. */
const WAYS = ["replaced", "wrapped", "in place"] as const;

/** Starts a translator: every text is replaced at once, and what is new as soon as it appears. */
async function translate(page: Page, way: (typeof WAYS)[number]): Promise<void> {
  await page.evaluate(([way, mark]) => {
    const root = document.querySelector("mingbai-checker")?.shadowRoot;
    if (!root) throw new Error("nothing to translate");
    const once = () => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      for (const text of texts) {
        if (text.data.trim() === "" || text.data.startsWith(mark) || text.parentElement?.closest("[translate=no], font, style, title")) continue;
        const words = `${mark}${text.data}`;
        if (way === "in place") {
          text.data = words;
          continue;
        }
        const [outer, inner] = [document.createElement("font"), document.createElement("font")];
        outer.append(inner);
        if (way === "replaced") {
          inner.append(words);
          text.replaceWith(outer);
        } else {
          text.before(outer);
          text.data = words;
          inner.append(text);
        }
      }
    };
    once();
    // Translators wait for the page to be still.
    let waiting = 0;
    new MutationObserver(() => {
      clearTimeout(waiting);
      waiting = window.setTimeout(once, 50);
    }).observe(root, { childList: true, characterData: true, subtree: true });
  }, [way, MARK] as const);
}

for (const way of WAYS) {
  test(`a page whose texts are ${way} by a translator follows the answers`, async ({ resident }) => {
    test.slow();
    const { page } = resident;
    await resident.open(LIANGPING);
    await translate(page, way);
    // An option is chosen by its translated words.
    await expect(page.locator("[data-question] .option", { hasText: MARK }).first()).toBeVisible();
    await page.locator("[data-question=registered_poor] .option").getByText(`${MARK}不是`, { exact: true }).click();
    await resident.act("next");
    await expect(page.locator("[data-answered=registered_poor]")).toContainText(`${MARK}不是`);
    await resident.answerAll({ residence: "rural", dibao: "true", scheme: "resident", tier: "tier_2" });
    await expect(resident.provision("premium-aid")).toHaveAttribute("data-status", "granted");
    await expect(page.locator("[data-opening]")).toContainText(MARK);
    // What was open is said no more.
    await expect(page.locator("[data-opening]")).toContainText("您吃低保");
    // Amounts change with what is typed, and the error at a field comes and goes.
    await page.locator("[data-room=bill]").click();
    await page.locator("[data-action=add-sheet]").click();
    await page.locator("#stay-0-total").fill("1e5");
    await page.locator("#stay-0-total").press("Tab");
    await expect(page.locator("#stay-0-total-problem")).toContainText("钱数");
    await expect(page.locator("#stay-0-in_scope")).toBeFocused();
    for (const [entry, typed] of [["total", "12800"], ["in_scope", "12000"], ["paid-basic", "9086"], ["paid-major_illness", "0"], ["paid-assistance", "2100"]] as const) {
      await page.locator(`#stay-0-${entry}`).fill(typed);
      await page.locator(`#stay-0-${entry}`).press("Tab");
    }
    await expect(page.locator("#stay-0-total-problem")).toHaveCount(0);
    const pays = page.locator('[data-amount="settlement.patient_pays"]');
    await expect(pays).toHaveText(new RegExp(`^${MARK}.*1,614元`));
    await page.locator("#stay-0-paid-basic").fill("9000");
    await page.locator("#stay-0-paid-basic").press("Tab");
    await expect(pays).toHaveText(new RegExp(`^${MARK}.*1,700元`));
    // Another person, and away again.
    await page.locator("[data-room=family]").click();
    await resident.act("add-member");
    await page.locator("[data-room=family]").click();
    await page.locator("[data-member='1'] [data-action=remove-member]").click();
    await expect(page.locator("[data-member]")).toHaveCount(1);
    await page.locator("[data-room=card]").click();
    await expect(page.locator("[data-card]")).toContainText(`${MARK}`);
    // The code in letters is what the window types.
    await expect(page.locator(".code-text")).not.toContainText(MARK);
    await page.locator("[data-room=ask]").click();
    await resident.act("restart");
    await resident.act("undo");
    await expect(page.locator("[data-answered=registered_poor]")).toContainText(`${MARK}不是`);
  });
}
