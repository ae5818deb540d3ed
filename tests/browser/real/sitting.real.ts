// A whole sitting: questions, results, a bill to the fen, the card, its code read off the screen and opened again.

import { PNG } from "pngjs";
import decodeQr from "qr/decode.js";
import type { Page } from "./page.ts";
import { amounts, AMOUNTS, answerAll, asked, LIANGPING, told, typeBill } from "./resident.ts";
import { expect, inEveryBrowser } from "./test.ts";

/** What a scanner reads off the screen; throws while there is nothing to be read. */
async function scanned(page: Page): Promise<string> {
  const { left, top, side, across } = await page.until(() => {
    const [code] = window.shown("svg.qr");
    code?.scrollIntoView({ block: "center" });
    const box = code?.getBoundingClientRect();
    return box && { left: box.left, top: box.top, side: box.width, across: innerWidth };
  });
  const screen = PNG.sync.read(await page.browser.screenshot());
  const scale = screen.width / across;
  const width = Math.floor(side * scale);
  const code = new PNG({ width, height: width });
  PNG.bitblt(screen, code, Math.ceil(left * scale), Math.ceil(top * scale), width, width);
  return decodeQr(code);
}

inEveryBrowser("a whole sitting, and the card's code opens it again", ["file", "site"], async (page, site) => {
  await page.browser.open(site.page + LIANGPING);
  expect(await asked(page)).not.toEqual([]);
  expect(await page.run(() => getComputedStyle(window.root().querySelector(".desk") as Element).gridTemplateColumns.split(" ").length), "results beside").toBe(2);
  expect(await answerAll(page)).toBeGreaterThan(5);
  expect(await page.all("[data-provision=premium-aid]", "data-status")).toEqual(["granted"]);
  await typeBill(page);
  expect(await amounts(page)).toEqual(AMOUNTS);
  const before = await told(page);

  await page.click("[data-room=card]");
  // Without this her illness would stay out of it.
  const without = await page.all("[data-code]", "data-code");
  await page.click("input[name=with-illness]");
  await page.until((without) => window.root().querySelector("[data-code]")?.getAttribute("data-code") !== without, without[0]);
  const [code = ""] = await page.all("[data-code]", "data-code");
  await expect(async () => expect(await scanned(page)).toBe(code)).toPass({ timeout: 20_000 });

  await page.click("[data-room=ask]");
  await page.click("[data-action=restart]");
  await page.until(() => window.root().querySelector("[data-answered]") === null);
  await page.click("[data-room=card]");
  await page.click(".open-code summary");
  await page.click("#code");
  await page.browser.type(code);
  await page.click("[data-action=open-code]");
  await page.until(() => window.root().querySelector("[data-answered]") !== null);
  await page.click("[data-room=bill]");
  expect(await amounts(page)).toEqual(AMOUNTS);
  expect(await told(page)).toEqual(before);
});
