// The ledger of the office page: a file as offices keep it, what its columns mean, the answers, saved and printed.

import AxeBuilder from "@axe-core/playwright";
import { FIGURES, MESSY, repository, unexpected } from "./ledgers.ts";
import { expect, test, type Office } from "./office.ts";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Title line, sum, signature; one cell that says nothing known. Names and numbers are invented. */
const HEADER = "序号,姓名,身份证号,户口性质,人员类别,参保情况,缴费档次";
const LEDGER = `示例村台账,,,,,,
${HEADER}
1,甲一,110101194107140017,农业,低保户,居民,一档
2,乙二,110101198902070031,城镇,特困户,职工医保,
3,丙三,110101199507070059,农村,=怪人户,居民,二档
4,丁四,110101196001010013,农业,,,
合计,4人,,,,,
填表人：某某,,,,,,
`;

const input = (office: Office) => office.page.locator("[data-drop=ledger]");

const put = (office: Office, name: string, text: string) => input(office).setInputFiles({ name, mimeType: "", buffer: Buffer.from(text) });

/** The tab with the document, its day and figures of that year. */
async function ready(office: Office): Promise<void> {
  await office.open("ledger");
  await office.page.locator("#ledger-document").selectOption("liangping-2019");
  await office.page.locator("#ledger-on").fill("2019-11-01");
  await put(office, "figures.toml", FIGURES);
  await expect(office.page.getByText("数字用的是 figures.toml")).toBeVisible();
}

async function opened(office: Office): Promise<void> {
  await ready(office);
  await put(office, "台账.csv", LEDGER);
  await expect(office.page.locator("[data-column]").first()).toBeVisible();
}

async function answered(office: Office): Promise<void> {
  await opened(office);
  await office.page.locator("[data-action=answer]").click();
  await expect(office.page.locator("[data-ledger-rows]")).toHaveAttribute("data-ledger-rows", "3");
}

for (const file of [MESSY.workbook, MESSY.csv]) {
  test(`the village's ledger as it is kept gives what is expected, the mapping only confirmed: ${file}`, async ({ office }) => {
    const { page } = office;
    await ready(office);
    await input(office).setInputFiles(repository(file));
    await expect(page.locator("[data-residents]")).toHaveAttribute("data-residents", `${MESSY.residents}`);
    await expect(page.locator("[data-aside]")).toHaveAttribute("data-aside", "2");
    await page.locator("[data-action=answer]").click();
    await expect(page.locator("[data-ledger-rows]")).toHaveAttribute("data-ledger-rows", `${MESSY.residents}`);
    await expect(page.locator("[data-problem]")).toHaveCount(0);
    expect(unexpected((await office.saved("save-csv")).bytes.toString())).toEqual(MESSY.otherReading);
  });
}

test("the document that the menu shows is the one that is answered by, also before anyone chooses", async ({ office }) => {
  await office.open("ledger");
  const first = await office.page.locator("#ledger-document option").first().getAttribute("value");
  await expect(office.page.locator("#ledger-document")).toHaveValue(first ?? "");
});

test("what the columns mean is proposed and can be corrected; then everyone is answered", async ({ office }) => {
  const { page } = office;
  await opened(office);
  const meaning = (column: string) => page.locator(`[data-column="${column}"] select`).first();
  await expect(meaning("户口性质")).toHaveValue("residence");
  await expect(meaning("缴费档次")).toHaveValue("tier");
  await expect(meaning("姓名")).toHaveValue("");
  await expect(page.locator("main")).not.toContainText("110101");
  await expect(page.locator("[data-column].unclear")).toHaveAttribute("data-column", "人员类别");

  await page.locator("[data-action=answer]").click();
  await expect(page.locator("[data-ledger-rows]")).toHaveAttribute("data-ledger-rows", "3");
  await expect(page.locator("[data-problem]")).toHaveCount(1);
  await expect(page.locator("[data-problem=E5]")).toContainText("怪人户");
  const first = page.locator("[data-row]").first();
  await expect(first).toContainText("甲一");
  await expect(first).toContainText("220.00");
  await expect(page.locator('[data-row="5"]')).toContainText("没有结果");
  await expect(page.locator("main")).not.toContainText("110101");

  // One word of a column: then nothing is wrong with its cell.
  await page.locator('[data-word="=怪人户"] select').selectOption('{"dibao":true}');
  await expect(page.locator("[data-ledger-rows]"), "answers fall with what they rest on").toHaveCount(0);
  await page.locator("[data-action=answer]").click();
  await expect(page.locator("[data-ledger-rows]")).toHaveAttribute("data-ledger-rows", "4");
  await expect(page.locator("[data-problem]")).toHaveCount(0);

  // A column that is not to be read, and read again: its cells are guessed anew.
  await meaning("缴费档次").selectOption("");
  await expect(meaning("缴费档次")).toHaveValue("");
  await page.locator("[data-action=answer]").click();
  await expect(page.locator("[data-row]").first()).toContainText("缴费档次");
  await meaning("缴费档次").selectOption("tier");
  await expect(meaning("缴费档次")).toHaveValue("tier");
  await page.locator("[data-action=answer]").click();
  await expect(first).toContainText("220.00");
});

test("the table is filtered, and the pictures lead to it", async ({ office }) => {
  const { page } = office;
  await answered(office);
  await page.locator("#filter").fill("乙二");
  await expect(page.locator("[data-table-total]")).toHaveAttribute("data-table-total", "1");
  await expect(page.locator("[data-row]")).toHaveCount(1);
  await page.locator("#filter").fill("110101");
  await expect(page.locator("[data-table-total]"), "not by what is not shown").toHaveAttribute("data-table-total", "0");
  await page.locator("#filter").fill("");
  await expect(page.locator("[data-row]")).toHaveCount(4);
  const granted = page.locator("[data-counted] button").first();
  const count = /\d+$/.exec((await granted.textContent()) ?? "")?.[0] ?? "";
  await granted.click();
  await expect(page.locator("[data-table-total]")).toHaveAttribute("data-table-total", count);
  await expect(page.locator("#filter-provision")).toHaveValue("0:granted");
  await expect(page.locator("[data-missing]").first()).toBeVisible();
});

test("the answers are saved, and a saved mapping opens again", async ({ office }) => {
  const { page } = office;
  await opened(office);
  const mapping = await office.saved("save-mapping");
  await page.locator("[data-action=answer]").click();
  await expect(page.locator("[data-ledger-rows]")).toBeVisible();
  const answers = await office.saved("save-answers");
  expect(answers.name).toBe("台账-answers.xlsx");
  expect(answers.bytes.subarray(0, 2).toString()).toBe("PK");
  await put(office, "map.toml", mapping.bytes.toString().replace('"residence"', '"residense"'));
  await expect(page.locator("[role=alert]")).toContainText("residense");
  await put(office, "map.toml", mapping.bytes.toString());
  await expect(page.locator("[role=alert]")).toHaveCount(0);
  await expect(page.locator("[data-ledger-rows]")).toHaveCount(0);
  await page.locator("[data-action=answer]").click();
  await expect(page.locator("[data-ledger-rows]")).toHaveAttribute("data-ledger-rows", "3");
  const again = await office.saved("save-answers");
  expect(again.bytes.equals(answers.bytes)).toBe(true);
});

test("what cannot be read is said, and the page goes on", async ({ office }) => {
  const { page } = office;
  await office.open("ledger");
  await put(office, "map.toml", "x = 1");
  await expect(page.locator("[role=alert]")).toContainText("先打开台账");
  await put(office, "broken.xlsx", "PK\u0003\u0004 and nothing else");
  await expect(page.locator("[role=alert]")).toContainText(".xlsx");
  await put(office, "nothing.csv", "a,b\n1,2\n");
  await expect(page.locator("[role=alert]")).toContainText("表头");
  await put(office, "台账.csv", LEDGER);
  await expect(page.locator("[data-column]").first()).toBeVisible();
  await expect(page.locator("[role=alert]")).toHaveCount(0);
  await page.locator("#ledger-on").fill("2019-13-01");
  await page.locator("[data-action=answer]").click();
  await expect(page.locator("[role=alert]")).toContainText("2019-13-01");
  await page.locator("#ledger-on").fill("2019-11-01");
  await page.locator("[data-action=answer]").click();
  await expect(page.locator("[data-ledger-rows]")).toHaveAttribute("data-ledger-rows", "3");
});

test("what takes long can be stopped, and begun again", async ({ office }) => {
  const { page } = office;
  await ready(office);
  const rows = Array.from({ length: 20_000 }, (_, index) => `${index},某${index},,农村,低保户,居民,一档`);
  await put(office, "长.csv", `${HEADER}\n${rows.join("\n")}\n`);
  await expect(page.locator("[data-residents]")).toHaveAttribute("data-residents", "20000", { timeout: 30_000 });
  await page.evaluate(async () => {
    const find = (what: string) => document.querySelector("mingbai-office")?.shadowRoot?.querySelector<HTMLElement>(what);
    find("[data-action=answer]")?.click();
    while (!find("[data-action=stop]")) await new Promise((done) => setTimeout(done));
    find("[data-action=stop]")?.click();
  });
  await expect(page.locator("[data-working]")).toHaveCount(0);
  await expect(page.locator("[data-ledger-rows]")).toHaveCount(0);
  await expect(page.locator("[role=alert]")).toHaveCount(0);
  await page.locator("[data-action=answer]").click();
  await expect(page.locator("[data-ledger-rows]")).toHaveAttribute("data-ledger-rows", "20000", { timeout: 30_000 });
});

test("notices are printed for those who are ticked, and for nobody else", async ({ office }) => {
  const { page } = office;
  await answered(office);
  await page.evaluate(() => Object.assign(window, { printed: 0, print: () => Object.assign(window, { printed: (window as unknown as { printed: number }).printed + 1 }) }));
  await page.locator('[data-tick="3"]').check();
  await page.locator('[data-tick="6"]').check();
  await page.locator("[data-action=print-notices]").click();
  await expect(page.locator("[data-notice]")).toHaveCount(2);
  await expect.poll(() => page.evaluate(() => (window as unknown as { printed: number }).printed)).toBe(1);
  await page.emulateMedia({ media: "print" });
  const first = page.locator('[data-notice="3"]');
  await expect(first).toBeVisible();
  await expect(first).toContainText("甲一");
  await expect(first).toContainText("帮您交220.00元，您自己交0.00元");
  await expect(first).not.toContainText("110101");
  await expect(page.locator("[data-notice='6']")).toContainText("还要问清");
  for (const other of ["header", ".tabs", "footer", "#results", "[data-row]"]) await expect(page.locator(other).first()).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await expect(page.locator("[data-notice]")).toHaveCount(0);
});

test("by keyboard alone, from tab to answers; in English what was answered stays answered", async ({ office }) => {
  const { page } = office;
  await opened(office);
  await page.locator("[data-tab=ledger]").focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("[data-tab=studio]")).toBeFocused();
  await expect(page.locator("office-studio")).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("[data-tab=ledger]")).toBeFocused();
  const focused = () => page.evaluate(() => (document.querySelector("mingbai-office")?.shadowRoot?.activeElement as HTMLElement | null)?.dataset.action ?? "");
  for (let presses = 0; presses < 80 && (await focused()) !== "answer"; presses += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-ledger-rows]")).toHaveAttribute("data-ledger-rows", "3");
  await page.locator("button.language").click();
  await expect(page.locator("[data-ledger-rows]")).toContainText("3 residents have an answer");
  await expect(page.locator("[data-row]").first()).toContainText("granted");
});

test("axe finds nothing, on a desk and on a phone", async ({ office }) => {
  const { page } = office;
  await answered(office);
  for (const size of [{ width: 1366, height: 800 }, { width: 360, height: 740 }]) {
    await page.setViewportSize(size);
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] }).withTags(TAGS);
    const { violations } = await axe.analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`)).toEqual([]);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over, "as wide as the window").toBeLessThanOrEqual(0);
  }
});
