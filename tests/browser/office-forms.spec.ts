// The studio's forms: a county clerk goes from the text of a document to a page, and never touches TOML.

import AxeBuilder from "@axe-core/playwright";
import { readFileSync, writeFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { expect, repository, test, type Office } from "./office.ts";

/** A district's notice: its points and its annex, as they are copied from a document. */
const LINES = readFileSync(repository("docs/example-county-2025/clauses.tsv"), "utf8").trim().split("\n").slice(1).map((line) => line.split("\t"));

const HEADS = ["附件", "身份", "一档", "二档"];

const ANNEX = LINES.filter(([at = ""]) => /^附件\d/.test(at)).map(([at = "", text = ""]) => {
  const [, person = "", first = "", second = ""] = /^(.+)：一档 (.+)；二档 (.+)$/.exec(text) ?? [];
  return [at, person, first, second];
});

const TEXT = ["某区2025年度居民医保参保资助通知", ...LINES.filter(([at = ""]) => !/^附件\d/.test(at)).map(([, text]) => text), [HEADS, ...ANNEX].map((row) => row.join("\t")).join("\n")].join("\n");

/** Whom no shared question asks for: what a clerk calls them in English, or the shared question that means them. */
const PERSONS: Record<string, { en: string } | { is: string }> = {
  老复员军人: { en: "Old demobilised soldier" },
  烈士遗属: { en: "Family of a martyr" },
  因公牺牲军人遗属: { en: "Family of a soldier killed on duty" },
  病故军人遗属: { en: "Family of a soldier who died of illness" },
  计划生育特别扶助对象: { en: "Family-planning special support" },
  事实无人抚养儿童: { en: "Child without support in fact" },
  最低生活保障对象: { is: "dibao" },
  计划生育奖励扶助对象: { en: "Family-planning reward support" },
  脱贫不稳定人口: { en: "Lifted out of poverty but not stable" },
  边缘易致贫人口: { en: "At the margin of poverty" },
  突发严重困难人口: { en: "In sudden serious hardship" },
};

/** Fills a field and leaves it, as one does with the keyboard. */
async function write(field: Locator, text: string): Promise<void> {
  await field.fill(text);
  await field.press("Tab");
}

/** Chooses from a menu that adds something, and adds it. */
async function pick(menu: Locator, value: string): Promise<void> {
  await menu.selectOption(value);
  await menu.locator("xpath=following-sibling::button").click();
}

test.use({ actionTimeout: 15_000 });

class Forms {
  constructor(readonly office: Office) {}

  get page(): Page {
    return this.office.page;
  }

  part(name: string): Promise<void> {
    return this.page.locator(`[data-part=${name}]`).click();
  }

  cell(place: string): Locator {
    return this.page.locator(`[data-cell="${place}"]`);
  }

  clause(at: string): Locator {
    return this.page.locator(`[data-clause="${at}"]`);
  }

  async both(place: string, zh: string, en: string): Promise<void> {
    const fields = this.cell(place).locator("input, textarea");
    await write(fields.nth(0), zh);
    await write(fields.nth(1), en);
  }
}

/** The amounts that the resident's page tells one who answers so. */
async function pays(page: Page, file: string, answers: Record<string, string>): Promise<Record<string, string | null>> {
  await page.goto(`file://${file}`);
  const question = page.locator("[data-question]");
  await expect(question).toHaveCount(1);
  while ((await question.count()) > 0) {
    const facts = ((await question.getAttribute("data-question")) ?? "").split(" ");
    if (facts.length > 1) {
      for (const fact of facts.filter((fact) => answers[fact] === "true")) await question.locator(`input[name=${fact}]`).check();
      if (!facts.every((fact) => answers[fact] === "true")) {
        const none = question.locator("input[name=rest][value=none]");
        if ((await none.count()) > 0 && !facts.some((fact) => answers[fact] === "true")) await none.check();
      }
    } else {
      const [fact = ""] = facts;
      await question.locator(`input[value="${answers[fact] ?? "false"}"]`).first().check();
    }
    await page.locator("[data-action=next]:visible").first().click();
  }
  const amount = (name: string) => page.locator(`[data-amount="premium.${name}"]`).first().getAttribute("data-least");
  return { aid: await amount("aid"), pays: await amount("pays") };
}

test("from a notice to a page, clause by clause, with keyboard and mouse and no TOML", async ({ office, context }, testInfo) => {
  test.setTimeout(240_000);
  const { page } = office;
  const forms = new Forms(office);
  await office.open();
  await office.begin("new");

  await forms.part("document");
  await write(forms.cell("policy.id").locator("input"), "our-district-2025");
  await write(forms.cell("policy.instrument").locator("input"), "某区2025年度居民医保参保资助通知");
  await write(forms.cell("policy.issued").locator("input"), "2024-10-01");
  await write(forms.cell("policy.in_force.from").locator("input"), "2024-10-01");
  await write(forms.cell("policy.in_force.until").locator("input"), "2025-06-30");
  await forms.both("policy.place", "某区", "A district");
  await forms.both("policy.title", "2025年度居民医保缴费资助", "Help with contributions to resident insurance");

  // The example of a new document goes, and the group of people it is for.
  await forms.part("facts");
  await page.locator('[data-section="condition.poor"] [data-action=remove]').click();
  await forms.part("provisions");
  await page.locator('[data-section="provision.example"] [data-action=remove]').click();
  await expect(page.locator('[data-section="provision.example"]')).toHaveCount(0);

  await page.locator("#pasted").fill(TEXT);
  await page.locator("[data-action=cut]").click();
  await expect(forms.clause("二")).toHaveAttribute("data-fate", "open");

  // 三: what the year's contribution is.
  await forms.clause("三").locator("[data-action=make-provision]").click();
  const contribution = "provision.provision-1";
  await forms.both(`${contribution}.title`, "居民医保个人要交多少", "What resident insurance costs you");
  await forms.both(`${contribution}.what`, "居民医保个人缴费，一档400元，二档775元。", "Your contribution to resident insurance is ¥400 in tier 1 and ¥775 in tier 2.");
  for (const [tier, sum] of [["tier_1", "400"], ["tier_2", "775"]] as const) {
    const row = tier === "tier_1" ? 0 : 1;
    await page.locator("[data-action=add-row]").click();
    const menus = page.locator(`[data-condition="${contribution}.rows[${row}].when"]`);
    await pick(menus.locator("[data-action=add-test]").last(), "scheme");
    await menus.locator('[data-test=scheme] select').nth(1).selectOption("resident");
    await pick(menus.locator("[data-action=add-test]").last(), "tier");
    await menus.locator('[data-test=tier] select').nth(1).selectOption(tier);
    const gives = forms.cell(`${contribution}.rows[${row}].gives`);
    await gives.locator("[data-gives-kind]").selectOption({ label: "一年要交多少，元" });
    await write(gives.locator("[data-gives-amount]"), sum);
  }
  for (const [words, number] of [["一档", "1"], ["二档", "2"]] as const) {
    const figure = forms.cell(`${contribution}.figures`).locator("[data-add-figure]");
    await figure.locator("input").nth(0).fill(words);
    await figure.locator("input").nth(1).fill(number);
    await page.keyboard.press("Enter");
    await expect(figure.locator("input").nth(0)).toHaveValue("");
  }
  await page.locator(`[data-section="${contribution}"] .fold`).click();

  // 二 and the annex: the table, as it comes from a spreadsheet.
  await forms.clause("二").locator("[data-action=make-provision]").click();
  const aid = "provision.provision-2";
  await forms.both(`${aid}.title`, "居民医保缴费资助", "Help with the contribution");
  await forms.both(`${aid}.what`, "附件里的人参加居民医保，按身份和档次帮交一笔钱。", "For the people of the annex a sum of the contribution is paid, by who they are and by tier.");
  await page.locator("[data-action=paste-rows]").click();
  await page.locator("#pasted-rows").fill([HEADS, ...ANNEX].map((row) => row.join("\t")).join("\n"));
  await page.locator("[data-action=read-rows]").click();
  await expect(page.locator("[data-proposed]")).toBeVisible();
  const unclear = page.locator("[data-unclear-cell]");
  for (const [person, who] of Object.entries(PERSONS)) {
    const line = unclear.filter({ hasText: `“${person}”` });
    if ("is" in who) await pick(line.locator("[data-action=name-person]"), who.is);
    else {
      await line.locator("summary").click();
      await line.locator("[data-new-fact] input").nth(1).fill(who.en);
      await page.keyboard.press("Enter");
    }
    await expect(line).toHaveCount(0);
  }
  // What is left are the cells that state nothing: they are said, not filled in.
  await expect(unclear).toHaveCount(4);
  await expect(page.locator("[data-proposed]")).toHaveAttribute("data-proposed", "36");
  await page.locator("[data-action=put-rows]").click();
  await expect(page.locator("tr[data-row]")).toHaveCount(37);

  // Every clause that is left gets its reason.
  const open = page.locator("[data-clause][data-fate=open]");
  await expect(open).toHaveCount(2);
  for (let left = 2; left > 0; left -= 1) {
    await open.first().locator("form input").fill("标题和栏名，没有给人什么");
    await page.keyboard.press("Enter");
    await expect(open).toHaveCount(left - 1);
  }

  await expect(office.count, (await page.locator("[data-lint]").allInnerTexts()).join("\n")).toHaveAttribute("data-lint-count", "0", { timeout: 20_000 });

  // The cases of the new document were of its example.
  await forms.part("cases");
  for (let left = 3; left > 0; left -= 1) {
    await page.locator('[data-section="case[0]"] [data-action=remove]').click();
    await expect(page.locator("[data-case-form]")).toHaveCount(left - 1);
  }

  const { name, bytes } = await office.saved("save-page");
  expect(name).toBe("our-district-2025.html");
  const file = testInfo.outputPath(name);
  writeFileSync(file, bytes);
  const resident = await context.newPage();
  const dibao = { dibao: "true", scheme: "resident" };
  expect(await pays(resident, file, { ...dibao, tier: "tier_1" })).toEqual({ aid: "360.00", pays: "40.00" });
  expect(await pays(resident, file, { ...dibao, tier: "tier_2" })).toEqual({ aid: "400.00", pays: "375.00" });
});

test("a gap is named at its table, with its case made a row and a case of the document", async ({ office }) => {
  const { page } = office;
  const forms = new Forms(office);
  await office.open();
  await office.begin("new");
  await page.locator('[data-section="provision.example"] .fold').click();
  // The row for everybody else goes: somebody gets no answer.
  await page.locator('tr[data-row="1"] .moves button').last().click();
  const gap = page.locator('[data-cell-lint][data-rule=gap]');
  await expect(gap).toHaveAttribute("data-place", "provision.example");
  await expect(gap).toContainText("哪一行都没有管到");
  await gap.locator("[data-action=case-of-it]").click();
  await expect(page.locator("[role=alert]")).toContainText("案例");
  await gap.locator("[data-action=row-of-it]").click();
  await expect(page.locator("[data-cell-lint]")).toHaveCount(0);
  await expect(page.locator('tr[data-row="1"] .words')).toContainText("不是吃低保");
  // The case says what was known; what it should get is written now, wrong first.
  await forms.part("cases");
  await expect(page.locator("[data-known]")).toHaveCount(3);
  await pick(page.locator("[data-action=add-expected]"), "example");
  const status = page.locator("[data-expected=example] select");
  const last = page.locator("[data-case-form]").last();
  await expect(last).toHaveAttribute("data-case-form", "fails");
  await expect(last).toContainText("算出来是 不给");
  await status.selectOption("refused");
  await expect(last).toHaveAttribute("data-case-form", "holds");
});

test("a condition that cannot be read is named at its cell, and a cell by its lint", async ({ office }) => {
  const { page } = office;
  const forms = new Forms(office);
  await office.open();
  await office.begin("new");
  await page.locator('[data-section="provision.example"] .fold').click();
  const cell = forms.cell("provision.example.rows[0].when");
  await cell.locator(".words").click();
  await write(page.locator(".menus label input[type=text]").last(), "dibao = true");
  await expect(cell.locator("[data-cell-lint]")).toHaveAttribute("data-rule", "condition-syntax");
  await forms.part("document");
  await page.locator("[data-lint] [data-action=to-cell]").click();
  await expect(cell.locator(".words")).toBeFocused();
  // By menus again, with the keyboard alone.
  await write(page.locator(".menus label input[type=text]").last(), "dibao");
  await page.locator("[data-test=dibao] select").focus();
  await page.keyboard.press("ArrowDown");
  await expect(cell.locator(".words")).toHaveText("不是吃低保");
  await expect(office.policy).toHaveValue(/when = '!dibao'/);
});

test("one cell of a shipped document changes its line and nothing else", async ({ office }) => {
  const { page } = office;
  await office.open();
  await office.begin("liangping-2019");
  await expect(page.locator("[data-section]").first()).toBeVisible();
  const before = (await office.policy.inputValue()).split("\n");
  await page.locator('[data-section="provision.premium-aid"] .fold').click();
  const title = new Forms(office).cell("provision.premium-aid.title").locator("input").first();
  await write(title, "换过的题目");
  await expect(office.policy).toHaveValue(/换过的题目/);
  const after = (await office.saved("save-policy")).bytes.toString().split("\n");
  expect(after.length).toBe(before.length);
  expect(after.filter((line, nth) => line !== before[nth])).toEqual([expect.stringContaining("换过的题目")]);
});

test("figures, offices, readings and a question of one's own are written in forms", async ({ office }) => {
  const { page } = office;
  const forms = new Forms(office);
  await office.open();
  await office.files("docs/example-county/policy.toml", "docs/example-county/figures.toml", "docs/example-county/cases.toml");
  await expect(office.count).toHaveAttribute("data-lint-count", "0");
  await forms.part("figures");
  const figure = page.locator("[data-forms=figures] [data-section]").first();
  await figure.locator(".fold").click();
  await write(figure.locator("input").first(), "一百");
  await expect(figure.locator("[data-cell-lint]").first()).toBeVisible();
  await write(figure.locator("input").first(), "123.00");
  await expect(figure.locator("[data-cell-lint]")).toHaveCount(0);

  await forms.part("offices");
  await pick(page.locator("[data-action=add-office]"), "office.tax");
  await forms.both("office.tax.name", "税务所", "Tax office");
  await expect(page.locator('[id="text-figures.toml"]')).toHaveValue(/\[office\.tax\]\nname\.zh = "税务所"\nname\.en = "Tax office"/);

  await forms.part("readings");
  const readings = page.locator("[data-forms=readings] [data-section]");
  const before = await readings.count();
  await page.locator("[data-action=add-reading]").click();
  await expect(readings).toHaveCount(before + 1);
  const reading = readings.last();
  const place = await reading.getAttribute("data-section");
  await write(forms.cell(`${place}.at`).locator("input"), "一");
  await forms.both(`${place}.question`, "没有写怎么办？", "What if it is not stated?");
  await forms.both(`${place}.taken`, "问窗口。", "Ask the window.");
  await forms.both(`${place}.other`, "不给。", "Nothing.");
  await reading.locator("input[type=checkbox]").first().check();
  await expect(office.count).toHaveAttribute("data-lint-count", "0");
});

test("a document in Chinese alone has no findings, and its page shows the Chinese", async ({ office, context }, testInfo) => {
  const { page } = office;
  const forms = new Forms(office);
  await office.open();
  await office.begin("new");
  await forms.part("document");
  for (const key of ["title", "place"]) await write(forms.cell(`policy.${key}`).locator("input").nth(1), "");
  await forms.part("provisions");
  await page.locator('[data-section="provision.example"] .fold').click();
  for (const key of ["title", "what"]) await write(forms.cell(`provision.example.${key}`).locator("input, textarea").nth(1), "");
  await expect(office.policy).not.toHaveValue(/(title|place|what)\.en/);
  // A question of one's own, in Chinese too.
  await page.locator('tr[data-row="0"] .words').click();
  const menus = page.locator('[data-condition="provision.example.rows[0].when"]');
  await pick(menus.locator("[data-action=add-test]").first(), "+");
  await menus.locator("[data-new-fact] input").first().fill("老复员军人");
  await page.keyboard.press("Enter");
  await expect(forms.cell("provision.example.rows[0].when").locator(".words")).toContainText("老复员军人");
  await expect(office.count).toHaveAttribute("data-lint-count", "0", { timeout: 20_000 });
  await page.locator(".language").click();
  await expect(page.locator('[data-section="provision.example"] .fold').first()).toContainText("示例");
  const { name, bytes } = await office.saved("save-page");
  const file = testInfo.outputPath(name);
  writeFileSync(file, bytes);
  const resident = await context.newPage();
  await resident.goto(`file://${file}?lang=en`);
  await expect(resident.locator("h1")).toHaveText("某县的医疗帮扶");
});

test("another name for something is followed by all files; one that is taken is refused at its field", async ({ office }) => {
  const { page } = office;
  const forms = new Forms(office);
  await office.open();
  await office.files("docs/example-county-2025/policy.toml", "docs/example-county-2025/cases.toml");
  await expect(office.count).toHaveAttribute("data-lint-count", "0", { timeout: 20_000 });
  const cases = page.locator('[id="text-cases.toml"]');
  await forms.part("facts");
  const first = page.locator('[data-forms=facts] [data-section^="fact."]').first();
  const [, old = ""] = /^fact\.(.+)$/.exec((await first.getAttribute("data-section")) ?? "") ?? [];
  await first.locator(".fold").click();
  const name = (id: string) => page.locator(`[data-name="fact.${id}"] input`);
  for (const taken of ["dibao", "Not A Name"]) {
    await write(name(old), taken);
    await expect(page.locator(`[data-name="fact.${old}"] [data-refused]`)).toContainText(taken);
    await expect(office.policy).toHaveValue(new RegExp(`\\[fact\\.${old}\\]`));
  }
  await write(name(old), "renamed_fact");
  await expect(name("renamed_fact")).toHaveValue("renamed_fact");
  await expect(page.locator("[data-refused]")).toHaveCount(0);
  const mentions = new RegExp(`\\b${old}\\b`);
  await expect(office.policy).not.toHaveValue(mentions);
  await expect(cases).not.toHaveValue(mentions);
  await expect(office.policy).toHaveValue(/renamed_fact/);
  await expect(office.count).toHaveAttribute("data-lint-count", "0", { timeout: 20_000 });
});

test("a case has its bills: what they are, what was paid, what should come of them", async ({ office }) => {
  const { page } = office;
  const forms = new Forms(office);
  await office.open();
  await office.files("docs/example-county/policy.toml", "docs/example-county/figures.toml", "docs/example-county/cases.toml");
  await expect(office.count).toHaveAttribute("data-lint-count", "0", { timeout: 20_000 });
  await forms.part("cases");
  const all = page.locator("[data-case-form]");
  const before = await all.count();
  await page.locator("[data-action=add-case]").click();
  await expect(all).toHaveCount(before + 1);
  const own = all.last();
  const place = `case[${before}]`;
  await own.locator("[data-action=add-bill]").click();
  const bill = own.locator("[data-bill='0']");
  const amount = (at: string) => bill.locator(`[data-amount-at="${place}.admissions[0].${at}"] input`);
  await write(amount("in_scope"), "12000");
  await write(amount("out_of_scope"), "800");
  await write(amount("paid.basic"), "7000");
  await pick(bill.locator("[data-action=add-known]"), "hospital_level");
  const cases = page.locator('[id="text-cases.toml"]');
  await expect(cases).toHaveValue(/admissions = \[\{ in_scope = "12000\.00", out_of_scope = "800\.00", paid = \{ basic = "7000\.00" \}, hospital_level = "\w+" \}\]/);
  const sum = own.locator(`[data-sum="${place}.settlement.layers.basic"] input`);
  await write(sum, "1");
  await expect(own).toHaveAttribute("data-case-form", "fails", { timeout: 20_000 });
  await write(sum, "7000");
  await expect(own).toHaveAttribute("data-case-form", "holds", { timeout: 20_000 });
  // Emptied, what was written goes again.
  await write(amount("paid.basic"), "");
  await expect(cases).toHaveValue(/out_of_scope = "800\.00", hospital_level/);
});

test("bands, other terms from a bill on, a share and a wait are written in forms", async ({ office }) => {
  const { page } = office;
  await office.open();
  await office.files("docs/example-county/policy.toml");
  await expect(page.locator("[data-section]").first()).toBeVisible();
  await page.locator("[data-action=add-provision]").click();
  const gives = page.locator('[data-cell$=".rows[0].gives"]').last();
  const kind = (words: string) => gives.locator("[data-gives-kind]").last().selectOption({ label: words });
  const field = (name: string) => gives.locator(`[data-part-field="${name}"]`);
  await kind("按花的钱给几成");
  await write(field("percent-0"), "30%");
  await gives.locator("[data-action=add-band]").click();
  await write(field("from-1"), "30000");
  await write(field("percent-1"), "40");
  await write(field("cap"), "150,000");
  await expect(office.policy).toHaveValue(/gives = \{ share = \{ on = "\w*", bands = \[\{ percent = "30" \}, \{ from = "30000\.00", percent = "40" \}\], cap = "150000\.00" \} \}/);
  // The numbers are among the figures, to be looked for in the clause.
  await expect(office.policy).toHaveValue(/figures\.30000 = "30000"[^[]*figures\.150000 = "150000"/);
  await kind("要先等几个月");
  await write(field("number-0"), "3");
  await write(field("at_least"), "6");
  await expect(office.policy).toHaveValue(/gives = \{ wait = \{ months = "3", at_least = "6" \} \}/);
  await gives.locator("[data-gives-kind]").last().selectOption({ label: await gives.locator("option", { hasText: "花到一定数以后另算" }).first().innerText() });
  await write(field("reaches"), "20000");
  await write(field("rate"), "80");
  await expect(office.policy).toHaveValue(/after = \{ reaches = "20000\.00", sum = "in_scope", rate = "80" \}/);
  await field("sum").selectOption({ index: 1 });
  await field("mark").selectOption({ index: 1 });
  await expect(office.policy).toHaveValue(/after = \{ reaches = "\w+\.deductible", sum = "\w+", rate = "80" \}/);
});

for (const lang of ["zh", "en"]) {
  test(`axe finds nothing in the forms, ${lang}`, async ({ office }) => {
    const { page } = office;
    const forms = new Forms(office);
    await office.open();
    if (lang === "en") await page.locator(".language").click();
    await office.begin("liangping-2019");
    await page.locator('[data-section="provision.premium-aid"] .fold').click();
    await page.locator("tr[data-row] .words").first().click();
    await page.locator("[data-action=paste-rows]").click();
    const isFine = async (screen: string) => {
      // The colours are the same in both languages, and take most of axe's time.
      const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]);
      const { violations } = await axe.exclude("iframe").disableRules(lang === "zh" ? [] : ["color-contrast"]).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`), screen).toEqual([]);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(over, `${screen} is as wide as the window`).toBeLessThanOrEqual(0);
    };
    await isFine("a provision");
    for (const part of ["document", "readings", "facts", "figures", "offices", "cases"]) {
      await forms.part(part);
      const first = page.locator(`[data-forms=${part}] .fold`).first();
      if ((await first.count()) > 0) await first.click();
      await isFine(part);
    }
    await page.setViewportSize({ width: 360, height: 740 });
    await isFine("on a phone");
  });
}
