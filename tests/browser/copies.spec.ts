// Copies of the file as they come about: saved by a browser, saved anew by an editor, renamed, cut short. Each starts, or says
// what is wrong.

import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { Page, TestInfo } from "@playwright/test";
import { expect, SINGLE_FILE, test } from "./page.ts";

const LIANGPING = { policy: "liangping-2019", on: "2019-11-01" };

/** Writes a copy; its address. */
function copy(info: TestInfo, name: string, content: string | Buffer): string {
  const path = info.outputPath(name);
  writeFileSync(path, content);
  return pathToFileURL(path).href;
}

async function starts(page: Page, address: string): Promise<void> {
  await page.goto(`${address}?policy=liangping-2019&on=2019-11-01`);
  await expect(page.locator("[data-question]")).toHaveCount(1, { timeout: 20_000 });
  await expect(page.locator("mingbai-checker")).toHaveCount(1);
  await expect(page.locator("#mingbai-message")).toBeHidden();
  await expect(page.locator("[data-answered]"), "nobody's answers").toHaveCount(0);
  await page.locator("[data-question] input").first().check();
  await page.locator("[data-action=next]").click();
  await expect(page.locator("[data-answered]")).toHaveCount(1);
}

test("the page saved by a browser while it is used starts again, without the answers; and so does what is saved of that", async ({ resident }, info) => {
  const { page } = resident;
  await resident.open(LIANGPING);
  await resident.answer("unknown");
  for (const name of ["saved.html", "saved again.html"]) {
    // As browsers write it: what the document holds by then, a line before it, the encoding said once more.
    const saved = (await page.content())
      .replace(/^(<!DOCTYPE html>)/i, "$1\n<!-- saved from url=(0037)file:///somewhere/mingbai.html -->\n")
      .replace("<head>", '<head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8">');
    await starts(page, copy(info, name, saved));
  }
});

test("an editor's byte order mark, line ends or UTF-16, and any name, change nothing", async ({ page }, info) => {
  const text = readFileSync(SINGLE_FILE, "utf8");
  const marked = `\ufeff${text}`;
  await starts(page, copy(info, "明白 (1) #2 50%.htm", text));
  await starts(page, copy(info, "mark.html", marked));
  await starts(page, copy(info, "windows.html", text.replace(/\n/g, "\r\n")));
  await starts(page, copy(info, "utf16.html", Buffer.from(marked, "utf16le")));
});

test("a file cut at any byte never stays blank: it says what it is and, in both languages, what may be wrong", async ({ page }, info) => {
  const bytes = readFileSync(SINGLE_FILE);
  const begun = bytes.indexOf('<script type="application/octet-stream"');
  const [data, engine, script, loader] = ['id="mingbai-data">', 'id="mingbai-engine">', 'id="mingbai-script">', "<script>"].map((mark) => bytes.indexOf(mark));
  const cuts = [begun, begun + 9, data! + 20, data! + 5_001, engine! - 12, engine! + 30, engine! + 50_002, script! + 20, script! + 30_003, loader!, loader! + 60, bytes.lastIndexOf("</script>") + 5];
  test.slow();
  for (const cut of cuts) {
    expect(cut, `${cuts}`).toBeGreaterThanOrEqual(begun);
    expect(cut).toBeLessThan(bytes.length);
    await page.goto(copy(info, `cut-${cut}.html`, bytes.subarray(0, cut)));
    await expect(page.locator("#mingbai-message > p").first()).toBeVisible();
    const late = page.locator("#mingbai-broken");
    // Ten seconds later.
    await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
    await expect(late).toHaveCSS("visibility", "visible");
    await expect(late).toContainText("请再拷一份");
    await expect(late).toContainText("copy it once more");
  }
});

for (const [what, mark] of [["policies", "mingbai-data"], ["engine", "mingbai-engine"], ["script", "mingbai-script"]] as const) {
  test(`a whole file with damaged ${what} says at once that it has not opened`, async ({ page }, info) => {
    const text = readFileSync(SINGLE_FILE, "utf8");
    const at = text.indexOf(`id="${mark}">`) + 4_000;
    await page.goto(copy(info, "damaged.html", `${text.slice(0, at)}${"#".repeat(40)}${text.slice(at + 40)}`));
    const broken = page.locator("#mingbai-broken");
    await expect(broken).toBeVisible();
    await expect(broken).toHaveCSS("visibility", "visible", { timeout: 5_000 });
    await expect(page.locator("mingbai-checker")).toHaveCount(0);
  });
}
