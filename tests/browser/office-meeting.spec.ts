// What a meeting looks at in the studio: what changes for whom from an earlier version, a provision as a picture.

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { expect, type Office, repository, test } from "./office.ts";

const POLICY = "docs/example-county/policy.toml";

const NEWER = readFileSync(repository(POLICY), "utf8");

/** The example county's policy with one number another wherever it stands, in rows, figures and words. */
function withOther(text: string, number: string, other: string): string {
  expect(text).toContain(number);
  return text.split(number).join(other);
}

/** As it might have been: low-income families had 60% paid, a family doctor was free from 50. */
const OLDER = withOther(withOther(NEWER, "60", "50"), "80", "60");

const file = (name: string, text: string) => ({ name, mimeType: "", buffer: Buffer.from(text) });

const older = (page: Page, name: string, text: string) => page.locator("#diff-file").setInputFiles(file(name, text));

/** The example county in the studio, the comparison open. */
async function comparing(office: Office): Promise<void> {
  await office.open();
  await office.files(POLICY);
  await expect(office.policy).toHaveValue(NEWER);
  await office.page.locator("office-diff summary").click();
}

/** `print` counts instead. */
const countPrints = (page: Page) =>
  page.evaluate(() => Object.assign(window, { printed: 0, print: () => Object.assign(window, { printed: (window as unknown as { printed: number }).printed + 1 }) }));

const printed = (page: Page) => page.evaluate(() => (window as unknown as { printed: number }).printed);

test("who gets more and who gets less than by an earlier file is told, and told again as one writes", async ({ office }) => {
  const { page } = office;
  await comparing(office);
  await older(page, "去年.toml", OLDER);
  const told = page.locator("[data-told]");
  await expect(told).toContainText("1处多了，1处少了，0处要看情况");
  await expect(told).toContainText("去年.toml");
  const more = told.locator("[data-effect=more]");
  await expect(more).toContainText("低收入：是");
  await expect(more.locator("dd")).toHaveText([/60%/, /80%/]);
  await expect(told.locator("[data-effect=less]")).toContainText("年龄：50–59岁");
  // The studio's own text is not the file's.
  await expect(office.policy).toHaveValue(NEWER);

  await page.locator(".language").click();
  await expect(told).toContainText("more in 1 place, less in 1, in 0 it depends");
  await office.policy.fill(OLDER);
  await expect(told).toContainText("no rule changed");
  await expect(told.locator("[data-told-part]")).toHaveCount(0);
});

test("a shipped document is an earlier version too", async ({ office }) => {
  const { page } = office;
  await office.open();
  await office.begin("liangping-2019");
  await expect(office.policy).toHaveValue(/liangping-2019/);
  await page.locator("office-diff summary").click();
  await page.locator("#diff-shipped").selectOption("liangping-2019");
  const told = page.locator("[data-told]");
  await expect(told).toContainText("规则没有变化");
  await expect(told).toContainText("liangping-2019");
  await office.policy.fill((await office.policy.inputValue()).replace(/^title\.zh = .*$/m, 'title.zh = "新题目"'));
  await expect(told.locator("[data-told-part=changed] dd").last()).toHaveText("新题目");
});

test("the policy in a project file is one, and may be dropped: the studio does not open it", async ({ office }) => {
  const { page } = office;
  await comparing(office);
  const project = `Mingbai project 1\n==== policy.toml\n${OLDER}==== end\n`;
  const dropped = await page.evaluateHandle(([name, content]) => {
    const data = new DataTransfer();
    data.items.add(new File([content], name));
    return data;
  }, ["old.mingbai", project] as [string, string]);
  await page.locator("office-diff details").dispatchEvent("drop", { dataTransfer: dropped });
  const told = page.locator("[data-told]");
  await expect(told).toContainText("old.mingbai");
  await expect(told.locator("[data-effect=more]")).toHaveCount(1);
  await expect(office.policy).toHaveValue(NEWER);
});

test("what is wrong with an earlier file is said with its line, and is gone with the next", async ({ office }) => {
  const { page } = office;
  await comparing(office);
  const alert = page.locator("office-diff [role=alert]");
  const line = OLDER.split("\n").findIndex((line) => line.startsWith("[provision.")) + 2;
  await older(page, "坏的.toml", OLDER.replace('kind = "money"', 'kind = "gold"'));
  await expect(alert).toContainText(`坏的.toml 第${line}行：`);
  await older(page, "half.toml", "[policy\n");
  await expect(alert).toContainText("half.toml 第1行：");
  await older(page, "half.mingbai", "Mingbai project 1\n==== policy.toml\n[policy]\n");
  await expect(alert).toContainText("half.mingbai 第3行：到这里就断了");
  await page.locator("#diff-file").setInputFiles({ name: "book.toml", mimeType: "", buffer: Buffer.from([0xff, 0xfe, 0x00]) });
  await expect(alert).toContainText("book.toml：不是文字文件");
  await older(page, "去年.toml", OLDER);
  await expect(alert).toHaveCount(0);
  await expect(page.locator("[data-told]")).toBeVisible();
  // What is wrong with the studio's own text is said of that.
  await office.policy.fill(NEWER.replace('kind = "money"', 'kind = "gold"'));
  await expect(alert).toContainText(`policy.toml 第${line}行：`);
});

test("a provision is drawn as the command draws it, saved, and printed alone", async ({ office }) => {
  const { page } = office;
  await office.open();
  await office.files(POLICY);
  await page.locator('[data-section="provision.premium-aid"] .fold').click();
  await page.locator("[data-picture=premium-aid] summary").click();
  const picture = page.locator("[data-picture=premium-aid] svg");
  await expect(picture).toContainText("帮您交一档缴费的80%");
  await expect(picture.locator("circle").first()).toBeVisible();
  const { name, bytes } = await office.saved("save-picture");
  expect(name).toBe("premium-aid.svg");
  expect(bytes.toString()).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*lang="zh-CN"/);
  expect(bytes.toString()).toContain("帮您交一档缴费的80%");

  await countPrints(page);
  await page.locator("[data-action=print-picture]").click();
  await expect.poll(() => printed(page)).toBe(1);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator(".paper > svg")).toBeVisible();
  for (const other of ["header", ".tabs", "footer", ".studio"]) await expect(page.locator(other).first()).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await expect(page.locator(".paper")).toHaveCount(0);
  expect(await printed(page)).toBe(1);

  // It follows the text; what cannot be drawn is said with its line.
  await office.policy.fill(withOther(NEWER, "80", "85"));
  await expect(picture).toContainText("85%");
  await office.policy.fill(NEWER.replace("key_target'", "key_targe'"));
  await expect(page.locator("[data-picture=premium-aid] [role=status]")).toContainText(/policy\.toml 第\d+行：/);
});

for (const lang of ["zh", "en"]) {
  test(`axe finds nothing, and it is used by keyboard alone, ${lang}`, async ({ office }) => {
    const { page } = office;
    await office.open();
    if (lang === "en") await page.locator(".language").click();
    await office.files(POLICY);
    await expect(office.policy).toHaveValue(NEWER);
    await page.locator("office-diff summary").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await expect(page.locator("#diff-shipped")).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(page.locator("#diff-file")).toBeFocused();
    await older(page, "older.toml", OLDER);
    await expect(page.locator("[data-told]")).toBeVisible();
    await page.keyboard.press("Tab");
    await expect(page.locator("[data-action=print-diff]")).toBeFocused();
    await countPrints(page);
    await page.keyboard.press("Enter");
    await expect.poll(() => printed(page)).toBe(1);
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));

    await page.locator('[data-section="provision.premium-aid"] .fold').focus();
    await page.keyboard.press("Enter");
    await page.locator("[data-picture=premium-aid] summary").focus();
    await page.keyboard.press("Enter");
    await expect(page.locator("[data-picture=premium-aid] svg")).toBeVisible();
    await page.keyboard.press("Tab");
    await expect(page.locator("[data-action=print-picture]")).toBeFocused();

    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    for (const [width, height] of [[1366, 768], [360, 740]] as const) {
      await page.setViewportSize({ width, height });
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] }).withTags(tags).exclude("iframe").analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`)).toEqual([]);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(over, `as wide as the window of ${width}`).toBeLessThanOrEqual(0);
    }
  });
}
