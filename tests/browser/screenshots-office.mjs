// The pictures of the office page in docs/authoring.md, docs/ledger.md and the Chinese ones, each of what its step is about.
//
// The document is docs/example-county, the table of a spreadsheet that of docs/example-county-2025, the ledger a test's,
// kept as villages keep theirs; its names and numbers are invented.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const repository = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const FILE = repository("www/dist/office.html");
const DESK = { width: 1280, height: 800 };
/** A sheet of A4 as wide as it is printed. */
const PAPER = { width: 794, height: 800 };
/** The day of the pictures, and that of the ledger, when its document was in force. */
const TODAY = "2026-11-26";
const ON = "2019-11-01";
const POLICY = "liangping-2019";
const LEDGER = repository("crates/ledger/tests/ledgers/messy.xlsx");
const FIGURES = repository("docs/example-figures.toml");
const COUNTY = ["policy.toml", "figures.toml", "cases.toml", "clauses.tsv"].map((name) => repository(`docs/example-county/${name}`));

/** The clauses of an example: number and text. */
const clausesOf = (folder) => readFileSync(repository(`docs/${folder}/clauses.tsv`), "utf8").trim().split("\n").slice(1).map((line) => line.split("\t"));

/** The example county's notice as it is pasted. */
const NOTICE = clausesOf("example-county").map(([, text]) => text).join("\n");

/** Some rows of the district's annex as they are pasted from a spreadsheet; one person's tier 1 is not stated. */
const ANNEX = [["附件", "身份", "一档", "二档"], ...clausesOf("example-county-2025").filter(([at]) => /^附件(1|7|10|17)$/.test(at)).map(([at, text]) => {
  const [, person, first, second] = /^(.+)：一档 (.+)；二档 (.+)$/.exec(text);
  return [at, person, first, second];
})].map((cells) => cells.join("\t")).join("\n");

/** `into`: the folder. */
export async function office(browser, into) {
  for (const lang of ["zh", "en"]) {
    const page = await browser.newPage({ viewport: DESK, locale: lang === "zh" ? "zh-CN" : "en-US" });
    await page.clock.setFixedTime(new Date(`${TODAY}T09:00:00`));

    async function open(tab) {
      await page.goto(`file://${FILE}`);
      await page.locator(`[data-tab=${tab}]`).click();
      if (lang === "en") await page.locator(".language").click();
    }

    /** What stands from one place to another, and a margin about it; no more than `most` high. */
    async function picture(name, from, to = from, most = 760) {
      // Where the pointer rests and what has the focus is no matter of the guide.
      await page.mouse.move(0, 0);
      await page.evaluate(() => document.activeElement?.blur());
      await from.evaluate((element) => element.scrollIntoView({ block: "start" }));
      await page.evaluate(() => window.scrollBy(0, -12));
      const [first, last] = [await from.boundingBox(), await to.boundingBox()];
      const left = Math.min(first.x, last.x);
      const right = Math.max(first.x + first.width, last.x + last.width);
      const clip = { x: left - 8, y: first.y - 8, width: right - left + 16, height: Math.min(last.y + last.height - first.y + 16, most) };
      await page.screenshot({ path: `${into}/office-${name}-${lang}.png`, clip, animations: "disabled" });
    }

    await open("ledger");
    await ledger(page, picture);
    await open("studio");
    await begun(page, picture);
    await open("studio");
    await written(page, picture);
    await page.close();
  }
}

const sheet = (page, id) => page.locator(`section[aria-labelledby=${id}]`);

/** A village's ledger: opened, its columns looked through, answered, on paper. */
async function ledger(page, picture) {
  await page.locator("#ledger-document").selectOption(POLICY);
  await page.locator("#ledger-on").fill(ON);
  const files = page.locator("[data-drop=ledger]");
  await files.setInputFiles({ name: "figures.toml", mimeType: "", buffer: readFileSync(FIGURES) });
  await files.setInputFiles({ name: "示例村.xlsx", mimeType: "", buffer: readFileSync(LEDGER) });
  await page.locator("[data-column]").first().waitFor();
  await picture("ledger-1-open", page.locator(".ledger .beginning"));
  await picture("ledger-2-columns", sheet(page, "meaning"), page.locator("[data-column=户口性质]"));
  await picture("ledger-3-words", page.locator("[data-column=人员类别]"));
  await page.locator("[data-action=answer]").click();
  await page.locator("[data-ledger-rows]").waitFor();
  await picture("ledger-4-answers", sheet(page, "results"), undefined, 560);
  await page.locator("[data-counted] button").first().click();
  await page.locator("[data-tick]").first().check();
  await picture("ledger-5-everyone", sheet(page, "table"), undefined, 520);
  await page.evaluate(() => (window.print = () => {}));
  await page.locator("[data-action=print-notices]").click();
  const paper = page.locator("[data-notice]").first();
  await paper.waitFor({ state: "attached" });
  await page.setViewportSize(PAPER);
  await page.emulateMedia({ media: "print" });
  await picture("ledger-6-notice", paper, undefined, 640);
  await page.emulateMedia({ media: "screen" });
  await page.setViewportSize(DESK);
}

/** A part of a form opens. */
const unfold = (page, section) => page.locator(`[data-section="${section}"] .fold`).click();

/** Nothing is to be put right. */
const isFine = (page) => page.locator('[data-lint-count="0"]').waitFor();

/** A new document: its text pasted, a gap, rows of a spreadsheet. */
async function begun(page, picture) {
  await page.locator("[data-action=begin]").click();
  await isFine(page);
  await picture("studio-1-begin", page.locator(".studio .beginning"));

  await page.locator("#pasted").fill(NOTICE);
  await page.locator("[data-action=cut]").click();
  await page.locator("[data-clause]").first().waitFor();
  await picture("studio-2-clauses", sheet(page, "clauses"), sheet(page, "lints"));

  // The row for everybody else goes: somebody gets no answer.
  await unfold(page, "provision.example");
  await page.locator('[data-section="provision.example"] tr[data-row] .moves button').last().click();
  await page.locator("[data-cell-lint][data-rule=gap]").waitFor();
  await picture("studio-5-gap", page.locator("[data-cell-lint][data-rule=gap]"), page.locator('[data-section="provision.example"] .table'));

  await page.locator("[data-section='provision.example'] [data-action=paste-rows]").click();
  await page.locator("#pasted-rows").fill(ANNEX);
  await page.locator("[data-action=read-rows]").click();
  await page.locator("[data-proposed]").waitFor();
  await picture("studio-4-rows", page.locator("[data-pasting]"));
}

/** The example county's document, written to the end. */
async function written(page, picture) {
  await page.locator("[data-drop=studio]").setInputFiles(COUNTY);
  await isFine(page);
  const forms = page.locator("section.sheet:has([data-forms])");
  await unfold(page, "provision.premium-aid");
  const table = page.locator('[data-section="provision.premium-aid"] .table');
  await table.locator("tr[data-row] button.words").nth(2).click();
  await picture("studio-3-provision", table);
  await page.locator("[data-part=figures]").click();
  await page.locator("[data-forms=figures] .fold").first().click();
  await picture("studio-6-figures", forms, page.locator("[data-forms=figures] [data-section]").nth(2));
  await page.locator("[data-part=cases]").click();
  await page.locator("[data-forms=cases] .fold").first().click();
  await picture("studio-7-cases", forms, page.locator("[data-forms=cases] [data-section]").nth(1));
  await page.frameLocator("[data-preview]").locator("[data-question]").waitFor();
  await picture("studio-8-residents", sheet(page, "preview"));
}
