// A county's own page, made by its office with `mingbai bundle` and without Rust or Node: the example county of
// docs/authoring.md with example figures, from one file without a network.

import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "./page.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const COUNTY = `${ROOT}docs/example-county`;
const PAGE = fileURLToPath(new URL("results/county.html", import.meta.url));

test.describe.configure({ mode: "serial" });
test.skip(({ surface }) => surface === "site", "a county has one file");

test.beforeAll(() => {
  test.setTimeout(300_000);
  mkdirSync(dirname(PAGE), { recursive: true });
  const mingbai = ["run", "--quiet", "--release", "--bin", "mingbai", "--"];
  const bundle = ["bundle", "--policy", `${COUNTY}/policy.toml`, "--figures", `${COUNTY}/figures.toml`, "--template", `${ROOT}www/dist/template.html`, "-o", PAGE];
  execFileSync("cargo", [...mingbai, ...bundle], { cwd: ROOT });
});

test("an orphan in tier 1: the contribution and a bill to the fen, from the county's figures", async ({ resident, context }) => {
  await context.setOffline(true);
  const { page } = resident;
  await page.goto(`file://${PAGE}?on=2026-03-01&lang=zh`);
  const example = page.locator("main > .notice.example");
  // One document: no choice of places, the first question at once.
  await expect(resident.question).toBeVisible();
  await expect(page.locator("h1")).toContainText("例县");
  await expect(example).toBeVisible();
  await resident.answerAll({ scheme: "resident", dibao: "false", tekun: "false", orphan: "true", tier: "tier_1", age: "59", chronic_disease: "false" });
  await expect(resident.question).toHaveCount(0);
  await expect(page.locator(".results")).toBeVisible();
  await expect(example).toBeVisible();
  const amount = async (name: string) => {
    const one = page.locator(`[data-amount="${name}"]`);
    return [await one.getAttribute("data-least"), await one.getAttribute("data-most")];
  };
  const exactly = (fen: string) => [fen, fen];
  // Tier 1 costs 200, paid in full.
  expect(await amount("premium.aid")).toEqual(exactly("200.00"));
  expect(await amount("premium.pays")).toEqual(exactly("0.00"));

  await page.locator("[data-room=bill]").click();
  await expect(example).toBeVisible();
  await page.locator("[data-action=add-stay]").click();
  await page.locator("#stay-0-total").fill("1234.56");
  await page.locator("#stay-0-in_scope").fill("1100.01");
  await page.locator("#stay-0-in_scope").press("Tab");
  await page.locator("input[name=stay-0-hospital_level][value=township]").check();
  // Township, tier 1: (1100.01 - 100) x 78 % = 780.0078, rounded 780.01; left 320.00, far under 12000: no major
  // illness; assistance 70 % x 320.00 = 224.00; patient 1234.56 - 780.01 - 224.00 = 230.55.
  expect(await amount("settlement.basic")).toEqual(exactly("780.01"));
  expect(await amount("settlement.major_illness")).toEqual(exactly("0.00"));
  expect(await amount("settlement.assistance")).toEqual(exactly("224.00"));
  expect(await amount("settlement.patient_pays")).toEqual(exactly("230.55"));
  // The county's figures are there: none is asked for, and each says where it is from.
  await expect(page.locator("form.figures")).toHaveCount(0);
  await page.locator(".sources > summary").click();
  await expect(page.locator(".sources")).toContainText("docs/authoring.zh.md");
  await expect(page.locator("[data-compare='tier_1.township'] .mine")).toBeVisible();

  await page.locator("[data-room=family]").click();
  await expect(example).toBeVisible();
  await page.locator("[data-room=card]").click();
  const card = page.locator("[data-card]");
  await expect(card.locator(".notice.example")).toBeVisible();
  for (const words of ["示例镇便民服务中心", "示例路1号", "000-00000000", "周一至周五", "户口本", "230.55元", "全部"]) await expect(card).toContainText(words);
  await expect(card).not.toContainText("问当地的医保窗口");
  // On paper too.
  await page.emulateMedia({ media: "print" });
  await expect(card.locator(".notice.example")).toBeVisible();
  await expect(example).toBeHidden();
});

test("in English, and the card's code opens in the county's own page only", async ({ resident }) => {
  const { page } = resident;
  await page.goto(`file://${PAGE}?on=2026-03-01&lang=en`);
  await expect(resident.question).toBeVisible();
  await resident.answerAll({ scheme: "resident", dibao: "true", tier: "tier_2" });
  await expect(page.locator("[data-amount='premium.pays']")).toHaveText("¥300");
  await page.locator("[data-room=card]").click();
  await expect(page.locator("[data-card]")).toContainText("Example township service centre");
  await expect(page.locator("[data-card] .notice.example")).toContainText("Example figures");
  const code = (await page.locator("[data-code]").getAttribute("data-code")) ?? "";
  await resident.open({ lang: "en" });
  await page.locator(".open-code summary").click();
  await page.locator("#code").fill(code);
  await resident.act("open-code");
  await expect(page.locator("#code-problem")).toContainText("not in this page");
  await page.goto(`file://${PAGE}?on=2026-03-01&lang=en`);
  await page.locator("[data-room=card]").click();
  await page.locator(".open-code summary").click();
  await page.locator("#code").fill(code);
  await resident.act("open-code");
  await expect(page.locator("[data-answered=dibao]")).toBeVisible();
});
