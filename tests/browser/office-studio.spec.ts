// The studio of the office page: texts in, lints while one types, cases, the resident's page, texts out.

import AxeBuilder from "@axe-core/playwright";
import { readFileSync, writeFileSync } from "node:fs";
import { expect, OFFICE_FILE, repository, test } from "./office.ts";

const COUNTY = ["policy.toml", "figures.toml", "cases.toml"].map((name) => `docs/example-county/${name}`);

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

test("the file has no link, and may do what the resident's page may, and have a worker of its own text", () => {
  const text = readFileSync(OFFICE_FILE, "utf8");
  expect(text).not.toMatch(/https?:\/\//i);
  const [, policy = ""] = /Content-Security-Policy" content="([^"]*)"/.exec(text) ?? [];
  const directives = policy.split("; ").map((directive) => directive.split(" ")[0]);
  expect(directives).toEqual(["default-src", "script-src", "style-src", "worker-src", "base-uri", "form-action"]);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("worker-src blob:;");
});

test("a lint appears while one types, leads to its line, and goes when it is put right", async ({ office }) => {
  const { page } = office;
  await office.open();
  await office.files(...COUNTY);
  await expect(office.count).toHaveAttribute("data-lint-count", "0");
  const text = await office.policy.inputValue();
  expect(text).toBe(readFileSync(repository(COUNTY[0] ?? ""), "utf8"));
  const line = text.split("\n").findIndex((line) => line.startsWith("[provision.")) + 1;
  await office.policy.evaluate((field: HTMLTextAreaElement, at) => field.setSelectionRange(at, at), text.indexOf("[provision."));
  await office.policy.focus();
  await page.keyboard.type("oops = 1\n");
  const lint = page.locator("[data-lint]").first();
  await expect(lint).toHaveAttribute("data-rule", "unknown-key");
  await expect(lint).toContainText(`policy.toml 第${line}行`);
  await lint.locator("button.lint").click();
  await expect(office.policy).toBeFocused();
  const selected = await office.policy.evaluate((field: HTMLTextAreaElement) => {
    const top = (field.value.slice(0, field.selectionStart).split("\n").length - 1) * parseFloat(getComputedStyle(field).lineHeight);
    return [field.value.slice(field.selectionStart, field.selectionEnd), top >= field.scrollTop && top < field.scrollTop + field.clientHeight];
  });
  expect(selected).toEqual(["oops = 1", true]);
  await office.policy.fill(text);
  await expect(office.count).toHaveAttribute("data-lint-count", "0");
  await expect(page.locator("[data-lint]")).toHaveCount(0);
});

test("what is saved is what was opened, byte for byte, but for what was typed", async ({ office }) => {
  const { page } = office;
  await office.open();
  const text = readFileSync(repository(COUNTY[0] ?? ""), "utf8");
  const windows = Buffer.from(`\ufeff${text.replace(/\n/g, "\r\n")}`);
  await page.locator("[data-drop=studio]").setInputFiles({ name: "policy.toml", mimeType: "", buffer: windows });
  await expect(office.count).toHaveAttribute("data-lint-count", "0");
  const unchanged = await office.saved("save-policy");
  expect(unchanged.name).toBe("policy.toml");
  expect(unchanged.bytes.equals(windows)).toBe(true);
  await office.policy.press("Control+Home");
  await page.keyboard.type("# 我们县\n");
  const changed = await office.saved("save-policy");
  expect(changed.bytes.toString()).toBe(`\ufeff# 我们县\r\n${windows.toString().slice(1)}`);
});

test("a case that does not hold is red, says why, and leads to its line", async ({ office }) => {
  const { page } = office;
  await office.open();
  await office.begin("new");
  await expect(page.locator("[data-case=holds]")).toHaveCount(3);
  await page.locator('[data-file="cases.toml"]').click();
  const cases = page.locator('[id="text-cases.toml"]');
  await cases.fill((await cases.inputValue()).replace('"granted"', '"refused"'));
  const red = page.locator("[data-case=fails]");
  await expect(red).toHaveCount(1);
  await expect(red).toContainText("案例写的是 不给，算出来是 给");
  await page.locator('[data-file="policy.toml"]').click();
  await red.locator("button").click();
  await expect(cases).toBeFocused();
});

test("the resident's page is shown as one types, and the saved one answers", async ({ office, context }, testInfo) => {
  const { page } = office;
  await office.open();
  await office.files(...COUNTY);
  const preview = page.frameLocator("[data-preview]");
  await expect(preview.locator("[data-question]")).toBeVisible();
  await preview.locator("[data-question] input[value=unknown]").first().check();
  const first = await preview.locator("[data-question]").getAttribute("data-question");
  await preview.locator("[data-action=next]").first().click();
  await expect(preview.locator(`[data-question="${first}"]`)).toHaveCount(0);

  await office.policy.fill((await office.policy.inputValue()).replace(/^place\.zh = .*$/m, 'place.zh = "新名县"'));
  await expect(preview.locator(".document")).toContainText("新名县");

  const { name, bytes } = await office.saved("save-page");
  expect(name).toMatch(/^[a-z0-9-]+\.html$/);
  expect(bytes.length).toBeLessThan(260_000);
  const file = testInfo.outputPath(name);
  writeFileSync(file, bytes);
  const resident = await context.newPage();
  const errors: string[] = [];
  resident.on("pageerror", (error) => errors.push(String(error)));
  await resident.goto(`file://${file}`);
  await expect(resident.locator("[data-question]")).toHaveCount(1);
  while ((await resident.locator("[data-question]").count()) > 0) {
    const unknown = resident.locator("[data-question] input[value=unknown]");
    await unknown.first().check();
    await resident.locator("[data-action=next]:visible").first().click();
  }
  expect(await resident.locator("[data-provision]").count()).toBeGreaterThan(0);
  expect(errors).toEqual([]);
});

test("a pasted text is cut into clauses, and each is followed until nothing is open", async ({ office }) => {
  const { page } = office;
  await office.open();
  await office.begin("new");
  await page.locator("#pasted").fill("某县医疗救助办法\n一、对象\n特困人员可以申请救助。\n二、标准\n按70%救助。");
  await page.locator("[data-action=cut]").click();
  const open = page.locator("[data-clause][data-fate=open]");
  await expect(page.locator("[data-clause]")).not.toHaveCount(0);
  const ats = await page.locator("[data-clause]").evaluateAll((all) => all.map((one) => one.getAttribute("data-clause")));
  expect(ats.slice(0, 2)).toEqual(["题", "一"]);
  await expect(page.locator('[data-clause="一"]')).toHaveAttribute("data-fate", "provision");
  for (let left = await open.count(); left > 0; left -= 1) {
    await expect(page.locator("[data-coverage]")).toHaveAttribute("data-coverage", String(left));
    await open.first().locator("input").fill("与个人无关");
    await page.keyboard.press("Enter");
    await expect(open).toHaveCount(left - 1);
  }
  await expect(office.policy).toHaveValue(/\[\[elsewhere\]\]/);
  await expect(page.locator('[data-lint][data-rule="unaccounted-clause"]')).toHaveCount(0);
  await page.locator('[data-file="my-county.clauses.tsv"]').click();
  const { name, bytes } = await office.saved("save-0");
  expect(name).toBe("my-county.clauses.tsv");
  expect(bytes.toString()).toMatch(/^at\ttext\n题\t/);
});

test("what is written is not replaced unasked", async ({ office }) => {
  const { page } = office;
  await office.open();
  await office.begin("new");
  await expect(office.count).toHaveAttribute("data-lint-count", "0");
  await office.policy.press("Control+Home");
  await page.keyboard.type("# mine\n");
  await office.begin("liangping-2019");
  await page.locator("[data-action=keep]").click();
  await expect(office.policy).toHaveValue(/^# mine\n/);
  await office.begin("liangping-2019");
  await page.locator("[data-action=replace]").click();
  await expect(office.policy).toHaveValue(/liangping-2019/);
});

test("a file that is none of a document's is named, the others are opened", async ({ office }) => {
  const { page } = office;
  await office.open();
  await page.locator("[data-drop=studio]").setInputFiles([
    { name: "notes.docx", mimeType: "", buffer: Buffer.from("x") },
    { name: "policy.toml", mimeType: "", buffer: readFileSync(repository(COUNTY[0] ?? "")) },
  ]);
  await expect(page.locator("[role=alert]")).toContainText("notes.docx");
  await expect(office.count).toHaveAttribute("data-lint-count", "0");
});

test("typing is never blocked: the largest shipped policy is checked in a worker, in time", async ({ office }) => {
  const { page } = office;
  await office.open();
  await office.begin("wuhan-2023");
  await expect(office.count).toHaveAttribute("data-lint-count", "0", { timeout: 20_000 });
  await office.policy.focus();
  const longest = page.evaluate(async () => {
    let last = performance.now();
    let longest = 0;
    const end = last + 2000;
    while (last < end) {
      await new Promise((done) => setTimeout(done, 0));
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }
    return longest;
  });
  await page.keyboard.type("]oops", { delay: 60 });
  await expect(office.count).not.toHaveAttribute("data-lint-count", "0");
  // A check of this policy alone takes longer on a busy machine.
  expect(await longest).toBeLessThan(400);
});

for (const lang of ["zh", "en"]) {
  test(`axe finds nothing, ${lang}`, async ({ office }) => {
    const { page } = office;
    await office.open();
    if (lang === "en") await page.locator(".language").click();
    const isFine = async (screen: string) => {
      // The colours are the same in both languages, and take most of axe's time.
      const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] }).withTags(TAGS).exclude("iframe").disableRules(lang === "zh" ? [] : ["color-contrast"]);
      const { violations } = await axe.analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`), screen).toEqual([]);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(over, `${screen} is as wide as the window`).toBeLessThanOrEqual(0);
    };
    await isFine("nothing opened");
    await office.files(...COUNTY);
    await expect(page.locator("[data-preview]")).toBeVisible();
    await isFine("a document");
    await office.policy.fill(`oops = 1\n${await office.policy.inputValue()}`);
    await expect(page.locator("[data-lint]").first()).toBeVisible();
    await isFine("with lints");
    await page.setViewportSize({ width: 360, height: 740 });
    await isFine("on a phone");
  });
}

test("a browser that lets no page have a worker is told so", async ({ page }) => {
  await page.addInitScript(() => {
    window.Worker = class {
      constructor() {
        throw new Error("refused");
      }
    } as unknown as typeof Worker;
  });
  await page.goto(`file://${OFFICE_FILE}`);
  await expect(page.locator("[role=alert]")).toContainText("在后台计算");
});

test("a copy of the page that has lost some of its engine says that it is damaged", async ({ page }, testInfo) => {
  const whole = readFileSync(OFFICE_FILE, "utf8");
  const begin = whole.indexOf('id="office-engine">') + 'id="office-engine">'.length;
  const end = whole.indexOf("</script>", begin);
  const middle = Math.floor((begin + end) / 2);
  const copies = {
    "cut short": whole.slice(0, middle) + whole.slice(end),
    "without a part": whole.slice(0, middle) + whole.slice(middle + 1),
    "with another letter": whole.slice(0, middle) + (whole[middle] === "a" ? "b" : "a") + whole.slice(middle + 1),
    "with none": whole.slice(0, begin) + whole.slice(end),
  };
  for (const [what, text] of Object.entries(copies)) {
    const copy = testInfo.outputPath(`${what}.html`);
    writeFileSync(copy, text);
    await page.goto(`file://${copy}`);
    await expect(page.locator("[role=alert]"), what).toContainText("这个文件坏了");
  }
});
