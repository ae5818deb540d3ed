// Prints what a resident's phone has to load against the budgets of docs/budgets.md, and fails where one is over:
// `node build/sizes.mjs`, after cargo xtask build.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { bundle, places, policies } from "./mingbai.mjs";

/** The engine's module, and the page's script and style, as gzip -9 makes them. */
const ENGINE = 118_000;
const SCRIPT = 70_000;
/** One HTML file, as it lies on the stick: with one policy, with the policies of one place, and with all. */
const ONE_POLICY = 260_000;
const ONE_PLACE = 300_000;
const ALL_POLICIES = 450_000;

const www = fileURLToPath(new URL("..", import.meta.url));
const dist = (name) => join(www, "dist", name);

const gzipped = (bytes) => gzipSync(bytes, { level: 9 }).length;

/** The bytes of the packed script and of the packed style in the page's head. A character of the packed text is seven
 * bits, between U+0100 and U+047F fourteen (build/dense.ts). */
export function scriptAndStyle(page) {
  const script = /id="mingbai-script">([^<]*)<\/script>/.exec(page);
  const style = /<style>([^]*?)<\/style>/.exec(page);
  if (!script || !style) throw new Error("mingbai.html is not built as www/build/shell.html says");
  const two = script[1].match(/[\u0100-\u047f]/g)?.length ?? 0;
  return Math.floor(((script[1].length + two) * 7) / 8) + gzipped(style[1]);
}

/** What is over its budget, in words: of `[what, bytes, budget]`. */
export const overBudget = (sizes) =>
  sizes.filter(([, bytes, budget]) => bytes > budget).map(([what, bytes, budget]) => `${what} by ${bytes - budget} bytes`);

function check() {
  const all = readFileSync(dist("mingbai.html"), "utf8");
  const sizes = [
    ["engine, gzip -9", gzipped(readFileSync(join(www, "engine/mingbai_wasm_bg.wasm"))), ENGINE],
    ["script and style, gzip -9", scriptAndStyle(all), SCRIPT],
    ["the file with all policies", Buffer.byteLength(all), ALL_POLICIES],
  ];
  const folder = mkdtempSync(join(tmpdir(), "mingbai-"));
  try {
    const file = join(folder, "one.html");
    for (const [what, ids, budget] of [["--policy", policies(), ONE_POLICY], ["--place", places(), ONE_PLACE]]) {
      for (const id of ids) {
        bundle(what, [id], file);
        sizes.push([`the file with ${id}`, readFileSync(file).length, budget]);
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  for (const [what, bytes, budget] of sizes) {
    console.log(`${what.padEnd(40)} ${String(bytes).padStart(8)} bytes of ${String(budget).padStart(8)}`);
  }
  const over = overBudget(sizes);
  if (over.length > 0) {
    console.error(`over the budget: ${over.join(", ")}`);
    process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) check();
