// What a screen reader says, from the tree that browsers give it: of a question, an entry that is wrong, results and card,
// in spoken.txt, in both languages. `MINGBAI_BLESS=1` writes it: read every line of the difference aloud.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Locator } from "@playwright/test";
import { expect, test, type Resident } from "./page.ts";

const FILE = fileURLToPath(new URL("./spoken.txt", import.meta.url));

const LIANGPING = { policy: "liangping-2019", on: "2019-11-01" };
const DIBAO = { registered_poor: "none", residence: "rural", dibao: "true", tekun: "false", orphan: "false", scheme: "resident", tier: "tier_1" };

/** What has a role without a name, where a screen reader would say the role alone. */
const NAMELESS = /^\s*- (button|link|textbox|radio|checkbox|img|heading|form|region|article|navigation|dialog|alertdialog)( \[|:|$)/m;

/** Signs that are there for the eye. */
const NOISE = /[·▸▾★☆✓✗→]/;

async function said(what: string, where: Locator): Promise<string> {
  const tree = await where.ariaSnapshot();
  expect(tree, `${what}: all has a name`).not.toMatch(NAMELESS);
  expect(tree.replace(/规则 .*|Rules .*/, ""), `${what}: no noise`).not.toMatch(NOISE);
  return `## ${what}\n${tree}\n`;
}

async function sitting(resident: Resident, lang: string): Promise<string> {
  const { page } = resident;
  const all: string[] = [];
  const say = async (what: string, where: string) => all.push(await said(`${lang}: ${what}`, page.locator(where).first()));
  await resident.open({ ...LIANGPING, lang });
  await resident.act("next");
  await say("a question of one fact, without an answer", "mingbai-question form");
  await resident.answer(DIBAO);
  await resident.answer(DIBAO);
  await say("a question of several", "mingbai-question form");
  await resident.answer(DIBAO);
  // What the last answer settled is said once, and is short.
  const news = (await page.locator("[role=status].unseen").textContent())?.trim() ?? "";
  expect(news.length, news).toBeLessThanOrEqual(200);
  await resident.answerAll(DIBAO);
  await say("what results begin with", "mingbai-results .opening");
  await page.locator("[data-room=bill]").click();
  await page.locator("[data-action=add-sheet]").click();
  await page.locator("#stay-0-total").fill("1e5");
  await page.locator("#stay-0-total").press("Tab");
  await say("an entry that is wrong", ".field:has(#stay-0-total)");
  await page.locator("#stay-0-total").fill("");
  await page.locator("[data-room=card]").click();
  await say("the card", "[data-card]");
  return all.join("\n");
}

for (const lang of ["zh", "en"]) {
  test(`what a screen reader says, ${lang}`, async ({ resident }) => {
    test.slow();
    const now = await sitting(resident, lang);
    const parts = existsSync(FILE) ? readFileSync(FILE, "utf8").split(/(?=^## zh: a question of one)|(?=^## en: a question of one)/m) : [];
    if (process.env["MINGBAI_BLESS"]) {
      const other = parts.filter((part) => part !== "" && !part.startsWith(`## ${lang}`)).map((part) => part.trim());
      writeFileSync(FILE, `${(lang === "zh" ? [now.trim(), ...other] : [...other, now.trim()]).join("\n\n")}\n`);
      return;
    }
    expect(now.trim()).toBe(parts.find((part) => part.startsWith(`## ${lang}`))?.trim());
  });
}

test("what says that an entry is wrong is bound to it", async ({ resident }) => {
  const { page } = resident;
  await resident.open(LIANGPING);
  await page.locator("[data-room=bill]").click();
  await page.locator("[data-action=add-stay]").click();
  const total = page.locator("#stay-0-total");
  await total.fill("-3");
  await total.press("Tab");
  await expect(total).toHaveAccessibleName("总费用");
  await expect(total).toHaveAccessibleDescription("账单上写着“总费用”或“合计”。 这里要填钱数，比如 1200 或 1200.50。");
  await expect(total).toHaveAttribute("aria-invalid", "true");
});
