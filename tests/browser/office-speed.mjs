// How long the office page takes in headless Chromium, against its budgets (docs/budgets.md): a workbook of 100,000
// residents from the file to the answers, its save, the memory held after a second one; and the check of the largest
// shipped document, in the worker. Over a budget it fails.
// `node tests/browser/office-speed.mjs [RESIDENTS]`, after cargo xtask build.

import { chromium } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { counting } from "./held.mjs";

const RESIDENTS = Number(process.argv[2] ?? 100_000);
const DOCUMENT = "liangping-2019";
const ON = "2019-11-01";
const FIGURES = "docs/example-figures.toml";
/** Milliseconds, and MB held, for 100,000 residents. */
const BUDGETS = { answers: 10_000, save: 15_000, check: 100, held: 400 };
/** How many times as much may be held after a later file as after the first. */
const GROWTH = 1.02;
const CHECKS = 15;

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "mingbai-office-"));
const ledger = join(folder, "ledger.xlsx");
execFileSync("cargo", ["run", "--quiet", "--bin", "workbook", "--", String(RESIDENTS), ledger], { cwd: root, stdio: "inherit" });

/** Runs before the page: every worker's calls are timed, and may be made by a test. */
function watch() {
  window.took = [];
  const Own = Worker;
  window.Worker = class extends Own {
    constructor(...given) {
      super(...given);
      window.workers = [...(window.workers ?? []), this];
      const begun = new Map();
      this.begun = begun;
      this.addEventListener("message", ({ data }) => {
        if (Array.isArray(data) || !begun.has(data.id)) return;
        const { name, at } = begun.get(data.id);
        window.took.push([name, performance.now() - at]);
      });
    }
    postMessage(message, ...more) {
      if (message.name) this.begun.set(message.id, { name: message.name, at: performance.now() });
      super.postMessage(message, ...more);
    }
  };
}

const browser = await chromium.launch({
  ...(process.env.MINGBAI_CHROMIUM ? { executablePath: process.env.MINGBAI_CHROMIUM } : {}),
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});

function told(what, value, unit, budget) {
  console.log(`${what}: ${value.toFixed(unit === "ms" && value < 1000 ? 1 : 0)} ${unit} (budget ${budget.toFixed(0)}, load ${loadavg()[0].toFixed(1)})`);
  if (value > budget) process.exitCode = 1;
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

async function opened(tab) {
  const page = await browser.newPage();
  await page.addInitScript(watch);
  await page.goto(pathToFileURL(fileURLToPath(new URL("../../www/dist/office.html", import.meta.url))).href);
  await page.locator(`[data-tab=${tab}]`).click();
  return page;
}

async function answering() {
  const page = await opened("ledger");
  page.setDefaultTimeout(300_000);
  const held = await counting(page);
  const took = { answers: [], save: [], held: [] };
  await page.locator("#ledger-document").selectOption(DOCUMENT);
  await page.locator("#ledger-on").fill(ON);
  await page.locator("#ledger-file").setInputFiles(join(root, FIGURES));
  for (let file = 0; file < 3; file += 1) {
    let start = performance.now();
    await page.locator("#ledger-file").setInputFiles(ledger);
    await page.locator("[data-action=answer]:enabled").click();
    await page.locator("[data-ledger-rows]").waitFor();
    took.answers.push(performance.now() - start);
    start = performance.now();
    const download = page.waitForEvent("download");
    await page.locator("[data-action=save-answers]:enabled").click();
    await (await download).path();
    took.save.push(performance.now() - start);
    took.held.push(await held());
  }
  for (const [name, ms] of await page.evaluate(() => window.took)) if (ms > 100) console.log(`  ${name}: ${ms.toFixed(0)} ms`);
  await page.close();
  return took;
}

/** Of every shipped document, the time of a check; the slowest document's. */
async function checking() {
  const page = await opened("studio");
  const ids = await page.locator("#begin option").evaluateAll((all) => all.map(({ value }) => value));
  const times = [];
  for (const id of ids) {
    const took = await page.evaluate(async ([id, times]) => {
      const worker = window.workers[0];
      let last = 1_000_000 * (1 + Math.random());
      const call = (name, ...given) => new Promise((done) => {
        const number = (last += 1);
        const hear = ({ data }) => {
          if (data.id !== number) return;
          worker.removeEventListener("message", hear);
          done(data.value);
        };
        worker.addEventListener("message", hear);
        worker.postMessage({ id: number, name, given });
      });
      const texts = await call("texts", id);
      const took = [];
      for (let time = 0; time < times; time += 1) {
        const start = performance.now();
        await call("check", { ...texts, cases: "" });
        took.push(performance.now() - start);
      }
      return took;
    }, [id, CHECKS]);
    times.push([id, median(took)]);
  }
  await page.close();
  return times.toSorted(([, a], [, b]) => b - a)[0];
}

try {
  const { answers, save, held } = await answering();
  const share = RESIDENTS / 100_000;
  told(`${RESIDENTS} residents, from the file to the answers`, Math.max(...answers), "ms", BUDGETS.answers * share);
  told("their save", Math.max(...save), "ms", BUDGETS.save * share);
  console.log(`held after each file, heap and memories of WebAssembly: ${held.map(({ heap, memories }) => `${heap.toFixed(1)} and ${memories.toFixed(0)} MB`).join(", ")}`);
  const [first, ...later] = held.map(({ heap, memories }) => heap + memories);
  told("the most held", Math.max(first, ...later), "MB", BUDGETS.held * Math.max(share, 1));
  told("the most held after a later file, of what was held after the first", (100 * Math.max(...later)) / first, "%", 100 * GROWTH);
  const [id, ms] = await checking();
  told(`the check of ${id}, the slowest document, median of ${CHECKS}`, ms, "ms", BUDGETS.check);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
