// 明白卡: on paper, and opened again from its code.

import { expect, test } from "./page.ts";

const LIANGPING = { policy: "liangping-2019", on: "2019-11-01" };
const KNOWN = { residence: "rural", registered_poor: "none", dibao: "true", scheme: "resident", tier: "tier_2", diseases: ["tuberculosis", "hiv"] };

test("the card says what you get, where to go and what to bring, and prints alone", async ({ resident }) => {
  const { page } = resident;
  await page.addInitScript(() => Object.assign(window, { printed: 0, print: () => ((window as unknown as { printed: number }).printed += 1) }));
  await resident.open(LIANGPING);
  await resident.answerAll(KNOWN);
  await page.locator("[data-room=card]").click();
  const card = page.locator("[data-card]");
  await expect(card).toContainText("二(四)1");
  await expect(card).toContainText("问当地的医保窗口");
  await expect(card).toContainText("规则 ");
  await expect(card.locator("svg.qr")).toBeVisible();
  await resident.act("print");
  await expect.poll(() => page.evaluate(() => (window as unknown as { printed: number }).printed)).toBe(1);
  await page.emulateMedia({ media: "print" });
  await expect(card).toBeVisible();
  for (const hidden of ["header", "footer", "mingbai-results", ".card-room"]) await expect(page.locator(hidden).first()).toBeHidden();
  await page.emulateMedia({ media: null });
  const pages = async () => {
    const text = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    const box = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(text) ?? [];
    return { width: Math.round(Number(box[1]) / 72 * 25.4), count: (text.match(/\/Type\s*\/Page\b/g) ?? []).length };
  };
  expect((await pages()).width).toBe(148);
  await page.locator("input[name=paper][value=receipt]").check();
  await expect(page.locator("[data-card=receipt]")).toBeVisible();
  const receipt = await pages();
  expect(receipt.width).toBe(80);
  expect(receipt.count, "the receipt is one strip").toBe(1);
});

test("a card's code opens the same answers; a damaged one says so", async ({ resident }) => {
  const { page } = resident;
  await resident.open({ on: "2019-11-01" });
  await page.locator(".choice", { hasText: "梁平" }).click();
  await resident.answerAll(KNOWN);
  await page.locator("[data-room=bill]").click();
  await page.locator("[data-action=add-stay]").click();
  await page.locator("#stay-0-total").fill("12800.05");
  await page.locator("#stay-0-in_scope").fill("12000");
  await page.locator("#stay-0-in_scope").press("Tab");
  await page.locator("input[name=stay-0-hospital_level][value=district]").check();
  const before = await resident.statuses();
  await page.locator("[data-room=card]").click();
  const code = (await page.locator("[data-code]").getAttribute("data-code")) ?? "";
  expect(code).toMatch(/^MB1\/LIANGPING-2019\/[0-9A-F]{6}\//);
  expect(code, "only what a QR code packs best").toMatch(/^[0-9A-Z $%*+\-./:]+$/);
  await page.locator("[data-room=ask]").click();
  await resident.act("restart");
  await page.locator(".open-code summary").click();
  const area = page.locator("#code");
  await area.fill(code.replace("LIANGPING", "LIANGPINC"));
  await resident.act("open-code");
  await expect(page.locator("#code-problem")).toBeVisible();
  await area.fill(code.slice(0, -9));
  await resident.act("open-code");
  await expect(page.locator("#code-problem")).toBeVisible();
  await area.fill(`  ${code.toLowerCase()} `);
  await area.press("Enter");
  await expect(page.locator("[data-answered=dibao]")).toBeVisible();
  expect(await resident.statuses()).toEqual(before);
  await page.locator("[data-room=bill]").click();
  await expect(page.locator("#stay-0-total")).toHaveValue("12800.05");
  await expect(page.locator("input[name=stay-0-hospital_level][value=district]")).toBeChecked();
  await page.locator("[data-room=card]").click();
  await expect(page.locator(`[data-code="${code}"]`)).toHaveCount(1);
});
