// The same case asked in every way there is: each must give the same answer. `node tests/node/cases.mjs [N]`: the
// cases of every cases.toml and N generated ones, 20,000 if left out, 1,000,000 with MINGBAI_NIGHTLY=1; and a tenth
// of as many, at most 10,000, of the policy with every term of the language (tests/every-term.toml), which are also
// compared with brute force (tests/tests/layered.rs).
//
// - natively (the digests of the program `answers`), in WebAssembly in Node and in Chromium, by the npm package, by
//   `mingbai assess --jsonl`: byte for byte; where a case is refused, each must refuse it (all but the last at the
//   same places);
// - by `mingbai roster`, the persons among them, with example figures: cell for cell what `assess` gives.
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { alone } from "./alone.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const built = new URL("../../www/engine/", import.meta.url);
const GLUE = readFileSync(new URL("mingbai_wasm.js", built), "utf8");
const MODULE = readFileSync(new URL("mingbai_wasm_bg.wasm", built));
const bound = (glue) => new Function(`${glue}\nreturn wasm_bindgen;`)();
const { initSync, Engine } = bound(GLUE);
initSync({ module: MODULE });
const npm = await import("../../www/dist/npm/mingbai.js");

const count = Number(process.argv[2] ?? (process.env.MINGBAI_NIGHTLY ? 1_000_000 : 20_000));
const DAY = "2019-11-01";
const FIGURES = "docs/example-figures.toml";
const BATCH = 200;
const REFUSED = "refused";

const sha256 = (text) => createHash("sha256").update(text).digest("hex");

const passed = {};
const failed = [];

/** Counts an answer that is the same, or keeps the case of one that is not. */
function check(way, same, shown) {
  if (same) passed[way] = (passed[way] ?? 0) + 1;
  else failed.push(`${way}: ${shown()}`);
}

// ---- programs ----

// The programs that the tests have already; optimised where it pays to wait for them.
const OPTIMISED = count > 100_000 ? ["--release"] : [];
const cargo = (program, args) => ["run", "--quiet", ...OPTIMISED, ...program, "--", ...args];
const ANSWERS = ["--bin", "answers"];
const MINGBAI = ["--bin", "mingbai"];

function start(program, args, stdin = "ignore") {
  const child = spawn("cargo", cargo(program, args), { cwd: root, stdio: [stdin, "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.on("close", resolve));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, ended, next: async () => (await lines.next()).value };
}

/** `mingbai assess`, which answers when it has read enough: what it is to say waits in a queue. */
function assessing(policy) {
  const { child, ended, next } = start(MINGBAI, ["assess", "--policy", files.get(policy) ?? policy, "--on", DAY, "--jsonl", "-"], "pipe");
  const queue = [];
  const compared = (async () => {
    for (let line = await next(); line !== undefined; line = await next()) {
      const { wanted, shown } = queue.shift();
      const same = wanted === REFUSED ? JSON.parse(line).error !== undefined : sha256(line) === wanted;
      check("assess", same, () => `${shown} ${line}`);
    }
    // Some cases are wrong on purpose: 1.
    const status = await ended;
    if (status > 1 || queue.length > 0) failed.push(`assess: ${policy}: status ${status}, ${queue.length} cases not answered`);
  })();
  return {
    async ask(input, wanted, shown) {
      queue.push({ wanted, shown });
      if (!child.stdin.write(`${JSON.stringify(input)}\n`)) await new Promise((resolve) => child.stdin.once("drain", resolve));
    },
    async end() {
      child.stdin.end();
      await compared;
    },
  };
}

// ---- ways ----

/** The engine in WebAssembly says: an answer, or what is wrong with the case. The same text runs in Chromium. */
function say(engine, input, day) {
  try {
    return JSON.stringify(engine.assess(input, day));
  } catch (problems) {
    if (problems?.problems === undefined) throw problems;
    return JSON.stringify({ problems: problems.problems.map(({ path }) => ({ path })) });
  }
}

async function chromium(vocabulary, policies) {
  const require = createRequire(new URL("../browser/package.json", import.meta.url));
  const browser = await require("@playwright/test").chromium.launch({
    ...(process.env.MINGBAI_CHROMIUM ? { executablePath: process.env.MINGBAI_CHROMIUM } : {}),
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
  });
  const page = await browser.newPage();
  const files = {
    "/": { contentType: "text/html", body: "<title>cases</title>" },
    "/engine.wasm": { contentType: "application/wasm", body: MODULE },
  };
  // Nothing listens there: the browser is handed the files.
  await page.route("http://localhost/**", (route) => route.fulfill(files[new URL(route.request().url()).pathname] ?? { status: 404 }));
  await page.goto("http://localhost/");
  await page.evaluate(
    async ({ vocabulary, policies, say, alone, glue, bound }) => {
      const engine = new Function(`return ${bound}`)()(glue);
      await engine({ module_or_path: "/engine.wasm" });
      const { Engine } = engine;
      const only = new Function(`return ${alone}`)();
      const bytes = (hex) => Uint8Array.from(hex.match(/../g), (byte) => parseInt(byte, 16));
      const engines = new Map(policies.map(([id, policy]) => [id, only(Engine, bytes(vocabulary), bytes(policy))]));
      const answer = new Function(`return ${say}`)();
      const hex = (digest) => Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
      window.digests = (cases, day) =>
        Promise.all(
          JSON.parse(cases).map(async ({ policy, input }) => {
            const text = new TextEncoder().encode(answer(engines.get(policy), input, day));
            return hex(await crypto.subtle.digest("SHA-256", text));
          }),
        );
    },
    { vocabulary, policies, say: say.toString(), alone: alone.toString(), glue: GLUE, bound: bound.toString() },
  );
  return {
    version: browser.version(),
    // As text: Playwright takes an object apart value by value.
    digests: (cases) => page.evaluate(({ cases, day }) => window.digests(cases, day), { cases: JSON.stringify(cases), day: DAY }),
    close: () => browser.close(),
  };
}

// ---- ledgers ----

const folder = mkdtempSync(join(tmpdir(), "mingbai-cases-"));
const ledgers = new Map();
// Of policies that are not built in.
const files = new Map();

/** The person as a row of a ledger; nothing for a household or a case that a ledger cannot state. */
function row({ facts, household }, columns) {
  if (household !== undefined || facts === undefined) return null;
  if (!Object.keys(facts).every((fact) => columns.includes(fact))) return null;
  const cell = (value) => {
    if (value === undefined || value === null) return "";
    return Array.isArray(value) ? value.join(";") || "none" : String(value);
  };
  return columns.map((fact) => cell(facts[fact])).join(",");
}

function openLedger(policy, engine) {
  const columns = engine.describe().facts.map(({ id }) => id);
  const [csv, jsonl] = ["csv", "jsonl"].map((end) => createWriteStream(join(folder, `${policy}.${end}`)));
  csv.write(`number,${columns.join(",")}\n`);
  ledgers.set(policy, { columns, csv, jsonl, rows: 0 });
}

function enter(policy, input) {
  const ledger = ledgers.get(policy);
  const cells = row(input, ledger.columns);
  // Values a case may have and a cell may not are refused by both, in other words: left to the tests of each.
  if (cells === null) return;
  ledger.rows += 1;
  ledger.csv.write(`${ledger.rows},${cells}\n`);
  ledger.jsonl.write(`${JSON.stringify({ facts: input.facts })}\n`);
}

/** What an answer puts into the columns of a ledger. */
function expected(answer) {
  const verdicts = answer.verdicts.filter(({ status }) => status !== "stated");
  const range = (part) => {
    const { least, most } = answer.premium?.[part] ?? {};
    if (least === undefined || least === null || most === null) return "";
    return least === most ? least : `${least}..${most}`;
  };
  const asks = new Set([...verdicts.flatMap(({ asks }) => asks), ...(answer.premium?.asks ?? [])]);
  return [
    ...verdicts.map(({ provision, status }) => [provision, status]),
    ...verdicts.map(({ provision, row }) => [`${provision}.row`, row ?? ""]),
    ["premium.aid", range("aid")],
    ["premium.pays", range("pays")],
    ["asks", asks],
  ];
}

/** The cells of a row; none of those compared is quoted. */
const cellsOf = (line) => line.match(/(?<=^|,)("(?:[^"]|"")*"|[^,]*)/g);

async function roster(policy, { columns, csv, jsonl, rows }) {
  await Promise.all([csv, jsonl].map((file) => new Promise((resolve) => file.end(resolve))));
  const [input, cases, out] = ["csv", "jsonl", "out.csv"].map((end) => join(folder, `${policy}.${end}`));
  // The example's figures are by tier.
  const figures = columns.includes("tier") ? ["--figures", FIGURES] : [];
  const common = ["--policy", files.get(policy) ?? policy, "--on", DAY, ...figures];
  execFileSync("cargo", cargo(MINGBAI, ["roster", ...common, "--rows", input, "-o", out]), { cwd: root, stdio: "ignore" });
  const assess = start(MINGBAI, ["assess", ...common, "--jsonl", cases]);
  let at = -1;
  let header;
  for await (const line of createInterface({ input: createReadStream(out) })) {
    const cells = cellsOf(line);
    header ??= new Map(cells.map((name, at) => [name, at]));
    if ((at += 1) === 0) continue;
    const answer = JSON.parse((await assess.next()) ?? "{}");
    const differs = (answer.verdicts === undefined ? [["number", "no answer"]] : [["number", String(at)], ...expected(answer)]).find(([name, wanted]) => {
      // A provision that is called like a fact.
      const cell = cells[header.get(`${name}.status`) ?? header.get(name)];
      if (typeof wanted === "string") return cell !== wanted;
      return cell !== columns.filter((fact) => wanted.has(fact)).join(";");
    });
    check("roster", differs === undefined, () => `${policy}: row ${at}: ${differs}, not as in\n  ${line}`);
  }
  if (at !== rows) failed.push(`roster: ${policy}: ${at} of ${rows} rows answered`);
  if ((await assess.ended) !== 0) failed.push(`assess: ${policy}: not every case of the ledger was answered`);
}

// ---- the run ----

execFileSync("cargo", ["build", "--quiet", ...OPTIMISED, ...MINGBAI], { cwd: root, stdio: "inherit" });
const native = start(ANSWERS, [String(count)]);
const engines = new Map();
const packaged = new Map();
const policies = [];
const commands = new Map();
let vocabulary;
let browser;
let batch = [];

async function compare(cases) {
  const inBrowser = browser.digests(cases);
  for (const { policy, name, input, digest } of cases) {
    const text = say(engines.get(policy), input, DAY);
    const shown = `${policy}: ${name}\n  case ${JSON.stringify(input)}\n  says`;
    check("Node", sha256(text) === digest, () => `${shown} ${text}`);
    const fromPackage = say(packaged.get(policy), input, DAY);
    check("npm", sha256(fromPackage) === digest, () => `${shown} ${fromPackage}`);
    await commands.get(policy).ask(input, text.startsWith('{"problems"') ? REFUSED : digest, shown);
  }
  for (const [index, digest] of (await inBrowser).entries()) {
    const { policy, name, input, digest: wanted } = cases[index];
    check("Chromium", digest === wanted, () => `${policy}: ${name}\n  case ${JSON.stringify(input)}`);
  }
}

for (let line = await native.next(); line !== undefined; line = await native.next()) {
  const value = JSON.parse(line);
  if (value.vocabulary !== undefined) {
    vocabulary = value.vocabulary;
  } else if (value.policy !== undefined) {
    policies.push([value.policy, value.bytes]);
    const bytes = [vocabulary, value.bytes].map((hex) => Buffer.from(hex, "hex"));
    engines.set(value.policy, alone(Engine, ...bytes));
    if (value.file !== undefined) files.set(value.policy, value.file);
    packaged.set(value.policy, value.file === undefined ? npm.Engine.builtIn(value.policy) : npm.Engine.fromBytes(...bytes));
    // A ledger leaves waits and comparisons with declared figures open, of which that policy is full.
    if (value.file === undefined) openLedger(value.policy, engines.get(value.policy));
    commands.set(value.policy, assessing(value.policy));
  } else {
    browser ??= await chromium(vocabulary, policies);
    const [policy, name, input, digest] = value;
    if (ledgers.has(policy)) enter(policy, input);
    if (batch.push({ policy, name, input, digest }) === BATCH) {
      await compare(batch);
      batch = [];
    }
  }
}
await compare(batch);
await browser.close();
for (const command of commands.values()) await command.end();
for (const [policy, ledger] of ledgers) await roster(policy, ledger);
rmSync(folder, { recursive: true });

const status = await native.ended;
if (status !== 0) failed.push(`the native answers ended with status ${status}`);
for (const way of ["Node", "npm", "Chromium", "assess", "roster"]) {
  if (!(passed[way] > 0)) failed.push(`${way}: no case was run`);
}
for (const what of failed.slice(0, 5)) console.error(what);
const all = Object.values(passed).reduce((sum, number) => sum + number, 0);
console.log(Object.entries(passed).map(([way, number]) => `${way} ${number}`).join(", ") + ` answers the same; Chromium ${browser.version}`);
console.log(`${all} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
