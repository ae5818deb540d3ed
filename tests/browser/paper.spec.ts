// 明白卡: on paper, and opened again from its code.

import { codeOf } from "../../www/src/state/code.ts";
import type { FactDescription } from "../../www/src/engine/types.ts";
import { Person } from "../../www/src/state/person.ts";
import { expect, test } from "./page.ts";
import { scanned, sheets } from "./scanner.ts";

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
  await expect(card).toContainText("医保局（办事大厅的医保窗口）");
  await expect(card).toContainText("规则 ");
  await expect(card.locator("svg.qr")).toBeVisible();
  await resident.act("print");
  await expect.poll(() => page.evaluate(() => (window as unknown as { printed: number }).printed)).toBe(1);
  await page.emulateMedia({ media: "print" });
  await expect(card).toBeVisible();
  for (const hidden of ["header", "footer", "mingbai-results", ".card-room"]) await expect(page.locator(hidden).first()).toBeHidden();
  await page.emulateMedia({ media: null });
  expect((await sheets(page)).width).toBe(148);
  await page.locator("input[name=paper][value=receipt]").check();
  await expect(page.locator("[data-card=receipt]")).toBeVisible();
  const receipt = await sheets(page);
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
  await page.locator("input[name=with-illness]").check();
  const code = (await page.locator("[data-code]").getAttribute("data-code")) ?? "";
  expect(code).toMatch(/^MB1\/LIANGPING\/[0-9A-F]{6}\//);
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
  await page.locator("input[name=with-illness]").check();
  await expect(page.locator(`[data-code="${code}"]`)).toHaveCount(1);
});

test("an illness is on the card and in its code only where the person ticks it", async ({ resident }) => {
  const { page } = resident;
  await resident.open({ ...LIANGPING });
  await resident.answerAll(KNOWN);
  await page.locator("[data-room=card]").click();
  const card = page.locator("[data-card]");
  const code = async () => (await page.locator("[data-code]").getAttribute("data-code")) ?? "";
  const without = await code();
  await expect(card).not.toContainText(/结核|艾滋/);
  await page.locator("input[name=with-illness]").check();
  await expect(card).toContainText("结核");
  expect(await code()).not.toBe(without);
  // Whoever opens the code without it is not told that there is none: it was not asked.
  await page.locator(".open-code summary").click();
  await page.locator("#code").fill(without);
  await resident.act("open-code");
  await expect(page.locator("[data-answered=dibao]")).toBeVisible();
  await expect(page.locator("[data-answered=diseases]")).toHaveCount(0);
  expect(await resident.status("tb-free-drugs")).toBe("open");
  // Who told none is asked nothing about printing it.
  await page.locator("[data-room=card]").click();
  await expect(page.locator("input[name=with-illness]")).toHaveCount(0);
});

test("a code that is refused leaves what was answered as it was", async ({ resident }) => {
  const { page } = resident;
  await resident.open({ ...LIANGPING });
  await resident.answerAll(KNOWN);
  const before = await resident.statuses();
  await page.locator("[data-room=card]").click();
  const code = (await page.locator("[data-code]").getAttribute("data-code")) ?? "";
  const version = code.split("/")[2] ?? "";
  const nobody = new Person();
  // Its last value is none of the first question's.
  const values = Array.from({ length: 36 }, (_, at) => `value_${at}`);
  const facts = [{ id: "first", kind: "choice", values, scope: "person" }] as unknown as FactDescription[];
  const misfit = new Person();
  misfit.answers.set("first", "value_35");
  const refused = [
    [codeOf("liangping-2019", ["000000"], [], [nobody]), "另一版"],
    [codeOf("shangyu-2012", ["000000"], [], [nobody]), "另一版"],
    [codeOf("liangping-2019", [version], facts, [misfit]), "不完整"],
    [codeOf("nowhere-2030", [version], [], [nobody]), "没有"],
  ] as const;
  await page.locator(".open-code summary").click();
  for (const [refusedCode, why] of refused) {
    await page.locator("#code").fill(refusedCode);
    await resident.act("open-code");
    await expect(page.locator("#code-problem")).toContainText(why);
    await expect(page.locator(`[data-code="${code}"]`), `still this card after ${refusedCode}`).toHaveCount(1);
  }
  expect(await resident.statuses()).toEqual(before);
});

for (const lang of ["zh", "en"]) {
  test(`a card with much on it, ${lang}: the sentences, money first, one A5 sheet, a code that can be read`, async ({ resident }) => {
    test.slow();
    const { page } = resident;
    await resident.open({ ...LIANGPING, lang });
    // Rural dibao with many diseases: as much as one person can get, and all that can still be open.
    await resident.answerAll({ ...KNOWN, registered_poor: "not_lifted", tekun: "true", diseases: ["tuberculosis", "hiv", "keshan_disease", "listed_major_disease"], chronic_disease: "true", wants_family_doctor: "true", at_home: "true" });
    await page.locator("[data-room=bill]").click();
    await page.locator("[data-action=add-stay]").click();
    await page.locator("#stay-0-total").fill("12800");
    await page.locator("#stay-0-in_scope").fill("12000");
    await page.locator("#stay-0-in_scope").press("Tab");
    await page.locator("[data-room=card]").click();
    const sentences = (selector: string) => page.locator(`${selector} > p:not(.steps), ${selector} li`).allTextContents();
    expect(await sentences("[data-card] .opening")).toEqual(await sentences("[data-opening]"));
    await page.locator("input[name=with-illness]").check();
    const lines = await page.locator(".card-granted li > b").allTextContents();
    // All but what everybody has, which is folded.
    const titles = async (condition: string) => page.locator(`div.group.granted .verdict${condition} .title`).allTextContents();
    const [money, services] = [await titles("[data-kind=money]"), await titles("[data-kind=service]")];
    expect(money.length).toBeGreaterThan(3);
    expect(services.length).toBeGreaterThan(5);
    expect(lines).toEqual([...money, ...services]);
    // What government is to do is no part of what one gets.
    for (const title of await page.locator(".others .title").allTextContents()) await expect(page.locator("[data-card]")).not.toContainText(title);
    expect(await scanned(page)).toEqual([await page.locator("[data-code]").getAttribute("data-code")]);
    expect((await sheets(page)).count).toBe(1);
    await page.locator("input[name=paper][value=receipt]").check();
    await expect(page.locator("[data-card=receipt]")).toBeVisible();
    const strip = await sheets(page);
    expect(strip.count).toBe(1);
    // As long as what is on it, and a finger's breadth.
    const needed = await page.locator("[data-card]").evaluate((card) => {
      card.classList.add("as-printed");
      const height = card.scrollHeight;
      card.classList.remove("as-printed");
      return (height / 96) * 25.4;
    });
    expect(strip.height - needed).toBeGreaterThan(5);
    expect(strip.height - needed).toBeLessThan(20);
    // Nothing sticks out over the strip: at 80 mm less its margins everything has room.
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: Math.floor((72 / 25.4) * 96), height: 800 });
    const over = await page.locator("[data-card]").evaluate((card) => {
      const { right } = card.getBoundingClientRect();
      return [...card.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > right + 1).map((one) => one.textContent?.slice(0, 40));
    });
    expect(over).toEqual([]);
  });
}
