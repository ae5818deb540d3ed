// How long until the first question can be answered, beyond what an empty page takes, in headless Chromium: at full speed and at
// one sixth of the CPU; of the built file, and of another one to compare it with. Page by page in turn; of nine rounds the
// quickest of each counts. Over its budget (docs/budgets.md) it fails.
// `node tests/browser/first-question.mjs [OTHER.html]`, after cargo xtask build.

import { chromium } from "@playwright/test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROUNDS = 9;
const SETTINGS = "?policy=liangping-2019&on=2019-11-01&lang=zh";
/** How many times slower than this machine, and the milliseconds allowed. */
const SPEEDS = [{ slower: 1, budget: 250 }, { slower: 6, budget: 1200 }];

const folder = mkdtempSync(join(tmpdir(), "mingbai-"));
const empty = join(folder, "empty.html");
writeFileSync(empty, "<!doctype html><title>empty</title><p>·");
const built = fileURLToPath(new URL("../../www/dist/mingbai.html", import.meta.url));
const others = process.argv.slice(2).map((file) => [file, resolve(file)]);
const files = [["empty", empty], ["the page", built], ...others];

/** Runs in the page: notes when a frame with the first question has been drawn, in milliseconds after the page was asked for. */
function watch() {
  const isThere = () => document.title === "empty" || document.querySelector("mingbai-checker")?.shadowRoot?.querySelector("[data-question] input");
  const look = () => requestAnimationFrame(() => (isThere() ? setTimeout(() => (self.usableAt = performance.now())) : look()));
  look();
}

const browser = await chromium.launch({
  ...(process.env.MINGBAI_CHROMIUM ? { executablePath: process.env.MINGBAI_CHROMIUM } : {}),
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});

async function usableAfter(file, slower) {
  const page = await browser.newPage();
  const client = await page.context().newCDPSession(page);
  await client.send("Emulation.setCPUThrottlingRate", { rate: slower });
  await page.addInitScript(watch);
  await page.goto(pathToFileURL(file).href + SETTINGS);
  const time = await (await page.waitForFunction(() => self.usableAt)).jsonValue();
  await page.close();
  return time;
}

try {
  for (const { slower, budget } of SPEEDS) {
    const best = new Map(files.map(([name]) => [name, Infinity]));
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, file] of files) best.set(name, Math.min(best.get(name), await usableAfter(file, slower)));
    }
    for (const [name] of files.slice(1)) {
      const beyond = best.get(name) - best.get("empty");
      console.log(`1/${slower} of the CPU, ${name}: ${beyond.toFixed(0)} ms beyond ${best.get("empty").toFixed(0)} ms of an empty page (budget ${budget}, load ${loadavg()[0].toFixed(1)})`);
      if (name === "the page" && beyond > budget) process.exitCode = 1;
    }
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
