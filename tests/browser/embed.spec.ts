// <mingbai-checker> on another site: docs/embedding.md's example page.

import { expect, test } from "@playwright/test";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { SINGLE_FILE } from "./page.ts";

const EXAMPLE = fileURLToPath(new URL("../../www/example/embed.html", import.meta.url));

test("the example page shows the checker in the site's own colours, and nothing is asked of the network", async ({ page }) => {
  const asked: string[] = [];
  const errors: string[] = [];
  page.on("request", (request) => asked.push(request.url().replace(/.*\//, "")));
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(`file://${EXAMPLE}?policy=shangyu-2012`);
  const question = page.locator("[data-question]");
  await expect(question).toHaveCount(1);
  await expect(page.locator("mingbai-checker h1")).toContainText("梁平");
  const main = page.locator("[data-action=next]");
  expect(await main.evaluate((button) => getComputedStyle(button).backgroundColor)).toBe("rgb(122, 31, 43)");
  await question.locator("input").first().check();
  await main.click();
  await expect(page.locator("[data-answered]")).toHaveCount(1);
  expect(await page.title()).toBe("A county's own site with Mingbai in it");
  expect(asked.map((one) => one.replace(/\?.*/, ""))).toEqual(["embed.html", "mingbai-checker.js"]);
  expect(errors).toEqual([]);
});

test("the element says who can read the answers; the page on its own, that nobody can", async ({ page }) => {
  await page.goto(`file://${EXAMPLE}?policy=shangyu-2012`);
  await page.locator("[data-question] input").first().check();
  await page.locator("[data-action=next]").click();
  // What the site's own script reads.
  const read = await page.evaluate(() => document.querySelector("mingbai-checker")?.shadowRoot?.querySelector("[data-answered]")?.textContent ?? "");
  expect(read.trim()).not.toBe("");
  await expect(page.locator("mingbai-checker footer")).toContainText("但这个网站读得到");
  await page.locator("mingbai-checker .language").click();
  await expect(page.locator("mingbai-checker footer")).toContainText("But this site can read them");
  await page.goto(`file://${SINGLE_FILE}`);
  await expect(page.locator("footer")).toContainText("不存、不传");
  await expect(page.locator("footer")).not.toContainText("读得到");
});

test("a site in another encoding than the script's", async ({ page }) => {
  const [, example] = /(<mingbai-checker [^]*)/.exec(readFileSync(EXAMPLE, "utf8")) ?? [];
  const script = readFileSync(fileURLToPath(new URL("../../www/dist/mingbai-checker.js", import.meta.url)));
  // Nothing listens there: the browser is handed the files, without a word of the script's encoding.
  await page.route("http://localhost:9/**", (route) =>
    route.request().url().endsWith(".js")
      ? route.fulfill({ contentType: "text/javascript", body: script })
      : route.fulfill({ contentType: "text/html; charset=gbk", body: `<!doctype html>${example}` }),
  );
  await page.goto("http://localhost:9/site/embed.html");
  expect(await page.evaluate(() => document.characterSet)).toBe("GBK");
  await expect(page.locator("[data-question]")).toHaveCount(1);
  await expect(page.locator("mingbai-checker h1")).toContainText("梁平");
});

test("the page rule of the card is there only while the card is printed, not while the site prints itself", async ({ page }) => {
  const rules = () => page.evaluate(() => document.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText)));
  await page.addInitScript(() => {
    const during: string[] = [];
    Object.assign(window, { during, print: () => {
      dispatchEvent(new Event("beforeprint"));
      during.push(...document.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText)));
      dispatchEvent(new Event("afterprint"));
    } });
  });
  await page.goto(`file://${EXAMPLE}?policy=shangyu-2012`);
  await page.locator("[data-question] input").first().check();
  await page.locator("[data-action=next]").click();
  await page.locator("[data-room=card]").click();
  await page.locator("input[name=paper][value=receipt]").check();
  await expect(page.locator("[data-card=receipt]")).toBeVisible();
  expect(await rules()).toEqual([]);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect(page.locator(".card.as-printed")).toBeVisible();
  expect(await rules()).toEqual([]);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.locator(".card-room [data-action=print]").click();
  await expect.poll(() => page.evaluate(() => (window as unknown as { during: string[] }).during.join())).toMatch(/@page.*80mm/);
  await expect.poll(rules).toEqual([]);
});

test("two checkers on one page do not share answers", async ({ page }) => {
  await page.goto(`file://${EXAMPLE}`);
  await expect(page.locator("[data-question]")).toHaveCount(1);
  await page.evaluate(() => {
    const second = document.createElement("mingbai-checker");
    second.setAttribute("policy", "liangping-2019");
    second.setAttribute("lang", "en");
    document.body.append(second);
  });
  await expect(page.locator("[data-question]")).toHaveCount(2);
  const [first, second] = [page.locator("mingbai-checker").first(), page.locator("mingbai-checker").last()];
  await first.locator("[data-question] input").first().check();
  await first.locator("[data-action=next]").click();
  await expect(first.locator("[data-answered]")).toHaveCount(1);
  await expect(second.locator("[data-answered]")).toHaveCount(0);
  await expect(second.locator("h2").first()).not.toContainText("您");
});

test.describe("where it cannot start, the element says so in a sentence", () => {
  test("no WebAssembly by the site's policy", async ({ page }) => {
    await page.addInitScript(() => {
      WebAssembly.compile = () => Promise.reject(new WebAssembly.CompileError("refused by Content Security Policy"));
    });
    await page.goto(`file://${EXAMPLE}`);
    await expect(page.locator("mingbai-checker [role=alert]")).toContainText("这里打不开");
    await expect(page.locator("mingbai-checker [role=alert]")).toContainText("This does not open here");
    expect(await page.locator("mingbai-checker").evaluate((element) => element.getBoundingClientRect().height)).toBeGreaterThan(60);
  });

  test("no script", async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`file://${EXAMPLE}`);
    await expect(page.locator("mingbai-checker > p").first()).toBeVisible();
    await context.close();
  });
});

test("while the engine is being made the element says that it opens", async ({ page }) => {
  await page.addInitScript(() => {
    const compile = WebAssembly.compile;
    WebAssembly.compile = async (bytes) => {
      await new Promise((done) => setTimeout(done, 1000));
      return compile(bytes);
    };
  });
  await page.goto(`file://${EXAMPLE}`);
  await expect(page.locator("mingbai-checker main")).toContainText("正在打开");
  await expect(page.locator("[data-question]")).toHaveCount(1);
  await expect(page.locator("mingbai-checker main")).not.toContainText("正在打开");
});
