// The studio's texts beyond one visit: one file that holds them all, and what a browser keeps with leave.

import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, Office, OFFICE_FILE, repository, test } from "./office.ts";

const COUNTY = ["policy.toml", "figures.toml", "cases.toml"].map((name) => `docs/example-county/${name}`);
const PASTED = "某县医疗救助办法\n一、对象\n特困人员可以申请救助。\n";

const text = (path: string) => readFileSync(repository(path), "utf8");

/** The example with a pasted text cut into clauses; its policy.toml, which comes back, is as Windows writes files. */
async function written(office: Office): Promise<Buffer> {
  const { page } = office;
  await office.open();
  await office.files(...COUNTY);
  const windows = Buffer.from(`\ufeff${text(COUNTY[0] ?? "").replace(/\n/g, "\r\n")}`);
  await page.locator("[data-drop=studio]").setInputFiles({ name: "policy.toml", mimeType: "", buffer: windows });
  await page.locator("#pasted").fill(PASTED);
  await page.locator("[data-action=cut]").click();
  await expect(page.locator("[data-file$='.clauses.tsv']")).toHaveCount(1);
  return windows;
}

test("one file holds everything as it is saved, and opens again, by the button and by drag", async ({ office }) => {
  const { page } = office;
  const windows = await written(office);
  // All files that were opened have been read.
  await expect(page.locator("[id='text-figures.toml']")).toHaveValue(text(COUNTY[1] ?? ""));
  await expect(page.locator("[id='text-cases.toml']")).toHaveValue(text(COUNTY[2] ?? ""));
  const clauses = await office.saved("save-policy").then(async (policy) => {
    expect(policy.bytes.equals(windows)).toBe(true);
    await page.locator("[data-file$='.clauses.tsv']").click();
    return office.saved("save-0");
  });
  const project = await office.saved("save-project");
  expect(project.name).toMatch(/^[a-z0-9-]+\.mingbai$/);
  const whole = project.bytes.toString();
  for (const own of [windows.toString(), text(COUNTY[1] ?? ""), text(COUNTY[2] ?? ""), clauses.bytes.toString()]) expect(whole).toContain(own);

  const opens = async () => {
    await expect(office.policy).toHaveValue(text(COUNTY[0] ?? ""));
    await expect(page.locator("[id='text-figures.toml']")).toHaveValue(text(COUNTY[1] ?? ""));
    await expect(page.locator("#pasted")).toHaveValue(PASTED);
    expect((await office.saved("save-project")).bytes.equals(project.bytes)).toBe(true);
    expect((await office.saved("save-policy")).bytes.equals(windows)).toBe(true);
  };
  await office.open();
  await page.locator("[data-drop=studio]").setInputFiles({ name: project.name, mimeType: "", buffer: project.bytes });
  await opens();

  await office.open();
  const dropped = await page.evaluateHandle(([name, content]) => {
    const data = new DataTransfer();
    data.items.add(new File([content], name));
    return data;
  }, [project.name, whole] as [string, string]);
  await page.locator(".studio").dispatchEvent("drop", { dataTransfer: dropped });
  await opens();
});

test("a damaged project file is named with its line, and nothing that is written is lost", async ({ office }) => {
  const { page } = office;
  await office.open();
  await office.begin("new");
  await expect(office.count).toHaveAttribute("data-lint-count", "0");
  const before = await office.policy.inputValue();
  const open = (name: string, content: string) => page.locator("[data-drop=studio]").setInputFiles({ name, mimeType: "", buffer: Buffer.from(content) });
  await open("half.mingbai", "Mingbai project 1\n==== policy.toml\n[policy]\n");
  await expect(page.locator("[role=alert]")).toContainText("half.mingbai 第3行：到这里就断了（policy.toml）");
  await open("other.mingbai", "[policy]\n");
  await expect(page.locator("[role=alert]")).toContainText("other.mingbai 第1行：这不是项目文件");
  await page.locator("[data-drop=studio]").setInputFiles(["a.mingbai", "policy.toml"].map((name) => ({ name, mimeType: "", buffer: Buffer.from("x") })));
  await expect(page.locator("[role=alert]")).toContainText("请单独打开它");
  await expect(office.policy).toHaveValue(before);
});

test("what was typed is not replaced by a project unasked", async ({ office }) => {
  const { page } = office;
  await office.open();
  await office.policy.fill("# mine\n");
  await page.locator("[data-drop=studio]").setInputFiles({ name: "x.mingbai", mimeType: "", buffer: Buffer.from("Mingbai project 1\n==== policy.toml\n# theirs\n==== end\n") });
  await page.locator("[data-action=keep]").click();
  await expect(office.policy).toHaveValue("# mine\n");
});

test("a page opened from disk keeps nothing, and says so", async ({ office }) => {
  const { page } = office;
  await office.open();
  await expect(page.locator("[data-keeping=nowhere]")).toContainText("从文件打开");
  await expect(page.locator("[data-keeping] button")).toHaveCount(0);
});

/** The page from an address of its own, as a county's site has it. */
async function visit(page: Page): Promise<Office> {
  await page.route("https://county.test/", (route) => route.fulfill({ path: OFFICE_FILE, contentType: "text/html" }));
  await page.goto("https://county.test/");
  await page.locator("[data-tab=studio]").click();
  await expect(page.locator("office-studio")).toBeVisible();
  return new Office(page);
}

const kept = (page: Page) => page.evaluate(() => Object.entries(localStorage));

test("a served page keeps what is written only with leave, goes on with it, and deletes it", async ({ page }) => {
  const office = await visit(page);
  await office.policy.fill("# 一\n");
  await expect(page.locator("[data-keeping=off]")).toContainText("不留台账");
  expect(await kept(page)).toEqual([]);

  await page.locator("[data-keeping] [data-action=keep]").click();
  await expect(page.locator("[data-keeping=on]")).toContainText("policy.toml");
  await office.policy.fill("# 二\n");
  await expect.poll(() => kept(page)).toEqual([["mingbai-studio", "Mingbai project 1\n==== policy.toml\n# 二\n==== end\n"]]);

  await visit(page);
  await expect(page.locator("[data-keeping=found]")).toBeVisible();
  await page.locator("[data-action=resume]").click();
  await expect(office.policy).toHaveValue("# 二\n");
  await expect(page.locator("[data-keeping=on]")).toBeVisible();

  await page.locator("[data-action=forget]").click();
  await expect(page.locator("[data-keeping=off]")).toBeVisible();
  await office.policy.fill("# 三\n");
  await page.waitForTimeout(1500);
  expect(await kept(page)).toEqual([]);
});

test("what was kept is not overwritten before the person has decided, nor where there is no room", async ({ page }) => {
  const office = await visit(page);
  await page.locator("[data-keeping] [data-action=keep]").click();
  await office.policy.fill("# kept\n");
  await expect.poll(async () => JSON.stringify(await kept(page))).toContain("# kept");
  await visit(page);
  await office.policy.fill("# another\n");
  await page.waitForTimeout(1500);
  expect(JSON.stringify(await kept(page))).toContain("# kept");
  await page.locator("[data-action=resume]").click();
  await page.locator("[data-action=replace]").click();
  await expect(office.policy).toHaveValue("# kept\n");
  await expect(page.locator("[data-keeping=on]")).toBeVisible();
  await page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await office.policy.fill("# too much\n");
  await expect(page.locator("[data-keeping=full]")).toContainText("没有留");
  expect(JSON.stringify(await kept(page))).toContain("# kept");
});
