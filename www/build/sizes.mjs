// Prints what a resident's phone has to load against the budgets of docs/budgets.md, and fails where one is over:
// `node build/sizes.mjs`, after cargo xtask build.

import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { bundle, places, policies } from "./bundle.mjs";

/** The engine's module, and the page's script and style, as gzip -9 makes them. */
const ENGINE = 113_000;
const SCRIPT = 70_000;
/** One HTML file, as it lies on the stick: with one policy, with the policies of one place, and with all. */
const ONE_POLICY = 260_000;
const ONE_PLACE = 300_000;
const ALL_POLICIES = 450_000;
/** The office page, as it lies on the stick: compiler, documents and the resident's page inside. */
const OFFICE = 1_600_000;
/** What one policy with its words adds to a file that has another one: any, and all on average. */
const ADDED = 36_000;
const ADDED_ON_AVERAGE = 18_000;

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

/** What each policy adds to the file of the smallest, and that one to the file of the next: of the weights of files
 * with one each, and `weigh`, which makes a file of several. */
export function addedTo(alone, weigh) {
  const [smallest, next] = [...alone.keys()].sort((one, other) => alone.get(one) - alone.get(other));
  return [...alone.keys()].map((id) => {
    const base = id === smallest ? next : smallest;
    return [id, weigh([base, id]) - alone.get(base)];
  });
}

function check() {
  const all = readFileSync(dist("mingbai.html"), "utf8");
  const sizes = [
    ["engine, gzip -9", gzipped(readFileSync(join(www, "engine/mingbai_wasm_bg.wasm"))), ENGINE],
    ["script and style, gzip -9", scriptAndStyle(all), SCRIPT],
    ["the file with all policies", Buffer.byteLength(all), ALL_POLICIES],
    ["the office page", statSync(dist("office.html")).size, OFFICE],
  ];
  const folder = mkdtempSync(join(tmpdir(), "mingbai-"));
  try {
    const file = join(folder, "some.html");
    const weigh = (what, ids) => {
      bundle(what, ids, file);
      return statSync(file).size;
    };
    const alone = new Map(policies().map((id) => [id, weigh("--policy", [id])]));
    for (const [id, bytes] of alone) sizes.push([`the file with ${id}`, bytes, ONE_POLICY]);
    for (const id of places()) sizes.push([`the file with ${id}`, weigh("--place", [id]), ONE_PLACE]);
    const added = addedTo(alone, (ids) => weigh("--policy", ids));
    for (const [id, bytes] of added) sizes.push([`what ${id} adds`, bytes, ADDED]);
    const sum = added.reduce((sum, [, bytes]) => sum + bytes, 0);
    sizes.push(["what a policy adds on average", Math.round(sum / added.length), ADDED_ON_AVERAGE]);
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
