// The code of a printed card, from the paper back into the page: one person to a large family, on both papers.

import { checked, MARK } from "../../www/src/state/code.ts";
import { codesIn, partsOf } from "../../www/src/state/code-parts.ts";
import { expect, Resident, test } from "./page.ts";
import { DOTS, scanned } from "./scanner.ts";

const LIANGPING = { policy: "liangping-2019", on: "2019-11-01" };
const KNOWN = { residence: "rural", registered_poor: "none", dibao: "true", scheme: "resident", tier: "tier_2" };

const codes = ({ page }: Resident) => page.locator("[data-code]").evaluateAll((all) => all.map((one) => one.getAttribute("data-code") ?? ""));

/** A scanner types each code into the field and ends it with Enter. */
async function scan({ page }: Resident, texts: string[]): Promise<void> {
  await page.locator(".open-code summary").click();
  for (const text of texts) {
    await page.locator("#code").focus();
    await page.keyboard.insertText(text);
    await page.keyboard.press("Enter");
  }
}

/** What was typed of a family, as the page shows it. */
async function told({ page }: Resident): Promise<unknown> {
  await page.locator("[data-room=bill]").click();
  const typed = await page.locator("[data-entry]").evaluateAll((all) => all.map((one) => [one.id, (one as HTMLInputElement).value]));
  await page.locator("[data-room=family]").click();
  const people = await page.locator("[data-member] > b").allTextContents();
  await page.locator("[data-room=card]").click();
  return { typed, people, codes: await codes({ page } as Resident) };
}

test.describe("printed and scanned", () => {
  for (const people of [1, 6, 60]) {
    test(`a card of ${people}: both decoders read it off both papers, and it opens what was typed`, async ({ browser, surface }) => {
      test.slow();
      const context = await browser.newContext({ ...DOTS, locale: "zh-CN" });
      const resident = new Resident(await context.newPage(), surface);
      const { page } = resident;
      await resident.open(LIANGPING);
      await resident.answerAll(KNOWN);
      await page.locator("[data-room=bill]").click();
      await page.locator("[data-action=add-stay]").click();
      for (const [entry, typed] of [["total", "12800.05"], ["in_scope", "12000"]] as const) await page.locator(`#stay-0-${entry}`).fill(typed);
      await page.locator("#stay-0-in_scope").press("Tab");
      const figure = page.locator(".figures [data-entry]").first();
      await figure.fill("150");
      await figure.press("Tab");
      await page.locator("[data-room=card]").click();
      const [alone = ""] = await codes(resident);
      // The others of the family answered the same; each is somebody to the first.
      const [, place, version, own = "", figures = "", ...rest] = alone.split("/");
      expect(figures).toMatch(/^\$/);
      expect(rest.length, "only the check").toBe(1);
      const family = Array.from({ length: people }, (_, at) => `${Math.min(at, 4)}*${own}`);
      const typed = people === 1 ? alone : checked([MARK, place, version, ...family, figures].join("/"));
      if (people > 1) await scan(resident, partsOf(typed) ?? []);
      const before = await told(resident);
      expect(before).toMatchObject({ typed: expect.arrayContaining([["stay-0-total", "12800.05"], ["stay-0-in_scope", people === 1 ? "12000" : "12000.00"]]) });
      for (const paper of ["receipt", "a5"]) {
        await page.locator(`input[name=paper][value=${paper}]`).check();
        await expect(page.locator(`[data-card=${paper}]`)).toBeVisible();
        const texts = await scanned(page);
        expect(texts).toEqual(await codes(resident));
        expect(texts.length > 1, `${texts.length} codes`).toBe(people > 10);
        if (paper === "a5") continue;
        // On another machine, from the last to the first.
        const clerk = new Resident(await context.newPage(), surface);
        await clerk.open({ on: "2019-11-01" });
        await scan(clerk, texts.slice(1).reverse());
        if (texts.length > 1) await expect(clerk.page.locator("[data-codes-missing]")).toContainText("1");
        await clerk.page.locator("#code").fill(texts[0] ?? "");
        await clerk.page.locator("#code").press("Enter");
        await expect(clerk.page.locator("[data-answered=dibao]")).toBeVisible();
        expect(await told(clerk)).toMatchObject({ codes: texts, people: (before as { people: string[] }).people });
        await clerk.page.close();
      }
      await context.close();
    });
  }
});

test("where all of it is too much for codes, the card says so, and the way out is to take somebody away", async ({ resident }) => {
  test.slow();
  const { page } = resident;
  await resident.open(LIANGPING);
  await resident.answerAll(KNOWN);
  await page.locator("[data-room=bill]").click();
  await page.locator("[data-action=add-stay]").click();
  await page.locator("#stay-0-total").fill("12800.05");
  await page.locator("#stay-0-total").press("Tab");
  await page.locator("input[name=stay-0-hospital_level][value=district]").check();
  await page.locator("[data-room=card]").click();
  const [alone = ""] = await codes(resident);
  const [mark, place, version, own = ""] = alone.split("/");
  const [facts = "", stay = ""] = own.split(":");
  const person = [facts, stay, stay, stay].join(":");
  const family = (count: number) => checked([mark, place, version, ...Array.from({ length: count }, () => person)].join("/"));
  let most = 2;
  while (partsOf(family(most + 1)) !== null) most += 1;
  await scan(resident, [family(most + 1)]);
  await page.locator("[data-room=card]").click();
  await expect(page.locator("[data-card] .code")).toContainText("放不进码里");
  await expect(page.locator("svg.qr")).toHaveCount(0);
  await page.locator("[data-room=family]").click();
  await page.locator("[data-action=remove-member]").last().click();
  await page.locator("[data-room=card]").click();
  await expect(page.locator("svg.qr").first()).toBeVisible();
  expect(await codes(resident)).toEqual(partsOf(family(most)));
});

test("a code typed through an input method is opened when the method commits it; a wrong one is replaced by the next", async ({ resident }) => {
  const { page } = resident;
  await resident.open(LIANGPING);
  await resident.answerAll(KNOWN);
  await page.locator("[data-room=card]").click();
  const [code = ""] = await codes(resident);
  const chinese = code.replace(/\./g, "。").replace(/\//g, "、").replace(/\$/g, "￥").replace(/:/g, "：");
  await resident.open({ on: "2019-11-01" });
  await page.locator(".open-code summary").click();
  const area = page.locator("#code");
  await area.focus();
  await page.keyboard.insertText(chinese.slice(0, -3));
  await page.keyboard.press("Enter");
  await expect(page.locator("#code-problem")).toBeVisible();
  await page.keyboard.insertText(chinese);
  await expect(area).toHaveValue(chinese);
  await area.dispatchEvent("keydown", { key: "Enter", isComposing: true });
  await expect(area).toHaveValue(chinese);
  await area.dispatchEvent("compositionend");
  await expect(page.locator("[data-answered=dibao]")).toBeVisible();
  expect(codesIn(chinese)).toEqual([code]);
});
