// A county's own page, made by its office with `mingbai bundle` and without Rust or Node: the example county of
// docs/authoring.md with example figures, from one file without a network.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "./page.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const COUNTY = `${ROOT}docs/example-county`;
const PAGE = fileURLToPath(new URL("results/county.html", import.meta.url));

/** The same county, with facts of a stay of every kind: the shared ones are choices and flags. */
const OWN_FACTS = fileURLToPath(new URL("results/own-facts.html", import.meta.url));
const OWN_POLICY = OWN_FACTS.replace(".html", ".toml");
const FACTS_OF_A_STAY = `
[fact.days]
scope = "admission"
kind = "number"
min = 1
max = 366
label = { zh = "住院天数", en = "Days in hospital" }
question = { zh = "住了几天？", en = "How many days was the stay?" }
unit = { zh = "天", en = "days" }

[fact.operations]
scope = "admission"
kind = "set"
label = { zh = "手术", en = "Operations" }
question = { zh = "做了哪些手术？", en = "Which operations were done?" }
help = { zh = "看出院小结。", en = "See the discharge summary." }
values.heart = { zh = "心脏", en = "Heart" }
values.joint = { zh = "关节", en = "Joint" }

[provision.long-stays]
kind = "money"
at = "二"
figures = { "10天" = "10", "5个百分点" = "5", "2个百分点" = "2" }
title = { zh = "长住院多报", en = "More for long stays" }
what = { zh = "住10天以上或做了心脏手术，多报5个百分点；做了关节手术，多报2个。", en = "5 points more for stays of 10 days and over and for heart operations, 2 for joint operations." }
hit = "first"
rows = [
  { id = "long", when = 'days >= 10 || heart in operations', gives = { basic = { rate_plus = "5" } } },
  { id = "joint", when = 'joint in operations', gives = { basic = { rate_plus = "2" } } },
  { id = "others", when = 'otherwise', gives = "nothing" },
]
`;

test.describe.configure({ mode: "serial" });
test.skip(({ surface }) => surface === "site", "a county has one file");

test.beforeAll(() => {
  test.setTimeout(300_000);
  mkdirSync(dirname(PAGE), { recursive: true });
  const mingbai = ["run", "--quiet", "--bin", "mingbai", "--"];
  const bundle = (policy: string, page: string) =>
    execFileSync("cargo", [...mingbai, "bundle", "--policy", policy, "--figures", `${COUNTY}/figures.toml`, "--template", `${ROOT}www/dist/template.html`, "-o", page], { cwd: ROOT });
  bundle(`${COUNTY}/policy.toml`, PAGE);
  writeFileSync(OWN_POLICY, readFileSync(`${COUNTY}/policy.toml`, "utf8") + FACTS_OF_A_STAY);
  bundle(OWN_POLICY, OWN_FACTS);
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

  // Who decides, and the county's own window with its telephone and hours.
  for (const words of ["示例镇便民服务中心", "000-00000000", "周一至周五"]) await expect(page.locator("[data-offices]")).toContainText(words);

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
  for (const words of ["示例镇便民服务中心", "示例路1号", "000-00000000", "周一至周五", "户口本", "230.55元", "帮您交200元"]) await expect(card).toContainText(words);
  await expect(card).not.toContainText("问当地的医保窗口");
  // On paper too.
  await page.emulateMedia({ media: "print" });
  await expect(card.locator(".notice.example")).toBeVisible();
  await expect(example).toBeHidden();
});

test("a settlement sheet that pays too little is taken to the county's own window", async ({ resident }) => {
  const { page } = resident;
  await page.goto(`file://${PAGE}?on=2026-03-01&lang=zh`);
  await resident.answerAll({ scheme: "resident", dibao: "false", tekun: "false", orphan: "true", tier: "tier_1", age: "59", chronic_disease: "false" });
  await page.locator("[data-room=bill]").click();
  await page.locator("[data-action=add-sheet]").click();
  for (const [name, typed] of Object.entries({ total: "1234.56", in_scope: "1100.01", "paid-basic": "780.01", "paid-assistance": "200" })) {
    await page.locator(`#stay-0-${name}`).fill(typed);
    await page.locator(`#stay-0-${name}`).press("Tab");
  }
  await page.locator("input[name=stay-0-hospital_level][value=township]").check();
  // (1100.01 - 100) x 78% rounded is 780.01; 70% of the 320 left.
  await expect(page.locator("[data-check=basic]")).toContainText("和照文件算的一样");
  const check = page.locator("[data-check=assistance]");
  for (const words of ["至少该付224元", "少24元", "示例镇便民服务中心", "000-00000000", "周一至周五"]) await expect(check).toContainText(words);
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
  await expect(page.locator("#code-problem")).toContainText("not here");
  await page.goto(`file://${PAGE}?on=2026-03-01&lang=en`);
  await page.locator("[data-room=card]").click();
  await page.locator(".open-code summary").click();
  await page.locator("#code").fill(code);
  await resident.act("open-code");
  await expect(page.locator("[data-answered=dibao]")).toBeVisible();
});

test("a number and a set of a stay are entered like any other fact, and a wrong entry is said at its field", async ({ resident }) => {
  const { page } = resident;
  await page.goto(`file://${OWN_FACTS}?on=2026-03-01&lang=zh`);
  await resident.answerAll({ scheme: "resident", dibao: "true", tier: "tier_1" });
  await page.locator("[data-room=bill]").click();
  await page.locator("[data-action=add-stay]").click();
  await page.locator("#stay-0-total").fill("1100");
  await page.locator("#stay-0-in_scope").fill("1100");
  await page.locator("input[name=stay-0-hospital_level][value=township]").check();
  const basic = page.locator("[data-amount='settlement.basic']");
  const pays = async (least: string, most: string) => {
    await expect(basic).toHaveAttribute("data-least", least);
    await expect(basic).toHaveAttribute("data-most", most);
  };
  // Township, tier 1: (1100 - 100) at 78 %, 80 % for a joint, 83 % for long stays and hearts.
  await pays("780.00", "830.00");

  const days = page.locator("input[name=stay-0-days][type=text]");
  const entry = page.locator("mingbai-fact", { has: days });
  await expect(entry.locator("input[value=unknown]")).toBeChecked();
  for (const wrong of ["abc", "0", "367", "2.5", "-3"]) {
    await days.fill(wrong);
    await days.press("Tab");
    await expect(entry.locator(".problem")).toContainText("1到366的整数");
    await expect(days).toHaveValue(wrong);
    await expect(days).toHaveAttribute("aria-invalid", "true");
    await pays("780.00", "830.00");
  }
  await days.fill("9");
  await expect(entry.locator(".problem")).toHaveCount(0);
  await days.press("Tab");
  await expect(entry.locator("input[value=unknown]")).not.toBeChecked();
  await pays("780.00", "830.00");
  // Neither the wheel nor an arrow key changes a number.
  await days.focus();
  await days.press("ArrowDown");
  await days.hover();
  await page.mouse.wheel(0, 300);
  await expect(days).toHaveValue("9");

  const operation = (value: string) => page.locator(`input[name=stay-0-operations][value=${value}]`);
  await operation("none").check();
  await pays("780.00", "780.00");
  await operation("joint").check();
  await expect(operation("none")).not.toBeChecked();
  await pays("800.00", "800.00");
  await operation("heart").check();
  await pays("830.00", "830.00");
  await operation("unknown").check();
  await expect(operation("joint")).not.toBeChecked();
  await expect(operation("heart")).not.toBeChecked();
  await pays("780.00", "830.00");
  // A number that was right and is made wrong is not known, and stands there to be mended.
  await operation("none").check();
  await days.fill("x");
  await days.press("Tab");
  await expect(days).toHaveValue("x");
  await pays("780.00", "830.00");
  await days.fill("１２");
  await days.press("Tab");
  await expect(days).toHaveValue("12");
  await pays("830.00", "830.00");
  await entry.locator("input[value=unknown]").check();
  await expect(days).toHaveValue("");
  await pays("780.00", "830.00");
});

test("a number in a question is typed, and a wrong one is said at its field", async ({ resident }) => {
  const { page } = resident;
  await page.goto(`file://${PAGE}?on=2026-03-01&lang=zh`);
  while ((await resident.asked()) !== "age") await resident.answer("unknown");
  const age = resident.question.locator("input[type=text]");
  await expect(age).toHaveAttribute("inputmode", "numeric");
  await resident.act("next");
  await expect(resident.question.locator(".problem")).toContainText("整数");
  await age.fill("200");
  await resident.act("next");
  await expect(resident.question).toHaveAttribute("data-question", "age");
  await age.fill("60");
  await expect(resident.question.locator(".problem")).toHaveCount(0);
  await age.press("ArrowDown");
  await resident.act("next");
  await expect(page.locator("[data-answered=age]")).toContainText("60");
});
