// The engine as JavaScript calls it, beside hand-written JavaScript and the rule engines of others:
// the premium table and the settlement of one bill, the same 20,000 cases for all, in one run; once with everything
// known, once with some of it not known, where an amount is right if it is the same in every completion.
// `node tests/node/bench.mjs`; the peers are installed by this run only (tests/node/peers). The table
// goes into README.md by itself. Of the rounds of each the quickest counts; over its budget, it fails the run.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { FIGURES, cases, completions, fen, incomplete } from "./peers/cases.mjs";
import { alone } from "./alone.mjs";
import { compared, everything, mingbai, publicodes } from "./peers/interviews.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const peers = fileURLToPath(new URL("./peers/", import.meta.url));
const built = new URL("../../www/engine/", import.meta.url);
const packaged = new URL("../../www/dist/npm/", import.meta.url);
const DAY = "2019-11-01";
const COUNT = Number(process.env.MINGBAI_BENCH_CASES ?? 20000);

// ---- the participants ----

const yuan = (amount) => `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, "0")}`;

/** The case in the contract's shape, with its bill or without. */
function contractShape(one, bill = true) {
  const { hospital_level, in_district, in_scope, out_of_scope, ...facts } = one;
  const stay = { hospital_level, in_district, in_scope: yuan(in_scope), out_of_scope: yuan(out_of_scope) };
  return { facts, figures: FIGURES, ...(bill ? { admissions: [stay] } : {}) };
}

/** The page's engine: answers as JSON text. */
async function page() {
  const glue = readFileSync(new URL("mingbai_wasm.js", built), "utf8");
  const { initSync, Engine } = new Function(`${glue}\nreturn wasm_bindgen;`)();
  initSync({ module: readFileSync(new URL("mingbai_wasm_bg.wasm", built)) });
  const { vocabulary, policy } = JSON.parse(readFileSync(process.env.MINGBAI_BENCH_POLICY, "utf8"));
  return alone(Engine, Buffer.from(vocabulary, "hex"), Buffer.from(policy, "hex"));
}

/** The npm package's: answers as objects, through serde-wasm-bindgen. */
async function library() {
  const { Engine } = await import(new URL("mingbai.js", packaged));
  return Engine.builtIn("liangping-2019");
}

async function prepared() {
  const own = (await library()).prepare({ figures: FIGURES });
  const amounts = new BigInt64Array(11);
  const ids = new Uint16Array(64);
  let parts = 0;
  /** Whether the part of the answer that an amount is in is given: two bits each, premium and settlement. */
  const given = (at) => ((parts >> (at < 3 ? 0 : 2)) & 3) === 1;
  return {
    shape(one) {
      const { in_scope, out_of_scope, ...rest } = one;
      const { hospital_level, in_district, ...facts } = rest;
      const codes = own.codes({ facts, admissions: [{ hospital_level, in_district }] });
      return { codes, bills: BigInt64Array.of(BigInt(in_scope), BigInt(out_of_scope)) };
    },
    answer({ codes, bills }) {
      parts = own.answer(codes, bills, amounts, ids);
      return amounts;
    },
    fen: (amounts) => Array.from(amounts.subarray(0, 7), (amount, at) => (given(at) ? Number(amount) : undefined)),
  };
}

/** A range in fen; a number where it is settled. */
function amount({ least, most }) {
  const range = [least, most].map((yuan) => fen(Number(yuan)));
  return range[0] === range[1] ? range[0] : range;
}

/** The whole answer of an engine. */
async function whole(engine) {
  const own = await engine();
  return {
    shape: (one) => contractShape(one),
    answer: (input) => own.assess(input, DAY),
    fen: ({ premium: p, settlement: s }) =>
      [p.contribution, p.aid, p.pays, s.basic, s.major_illness, s.assistance, s.patient_pays].map(amount),
  };
}

/** The same without the bill: what a bill costs is the difference. */
async function billless(engine) {
  const own = await whole(engine);
  return {
    ...own,
    shape: (one) => contractShape(one, false),
    fen: ({ premium: p, settlement }) => {
      if (settlement !== null) throw new Error("a settlement without a bill");
      return [p.contribution, p.aid, p.pays].map(amount);
    },
  };
}

const makers = {
  prepared,
  whole: () => whole(library),
  billless: () => billless(library),
  "page-whole": () => whole(page),
  "page-billless": () => billless(page),
  plain: async () => (await import("./peers/handwritten.mjs")).plain(),
  exact: async () => (await import("./peers/handwritten.mjs")).exact(),
  jsonlogic: async () => (await import("./peers/jsonlogic.mjs")).make(),
  zen: async () => (await import("./peers/zen.mjs")).make(),
  publicodes: async () => (await import("./peers/publicodes.mjs")).make(),
};

// ---- one cold start: from nothing loaded to the first answer, in a process of its own ----

if (process.argv[2] === "--cold") {
  const one = cases(1)[0];
  const start = performance.now();
  const own = await makers[process.argv[3]]();
  own.fen(await own.answer(own.shape(one)));
  console.log(performance.now() - start);
  process.exit(0);
}

// ---- interviews ----

async function interviews() {
  const own = await makers.publicodes();
  return compared([
    ["**Mingbai**", mingbai(await page(), DAY)],
    ["publicodes (missing variables, highest score first)", publicodes(own.engine, own.shape)],
    ["json-logic-engine, zen-engine, hand-written: do not say; everything is asked", everything],
  ]);
}

// ---- the run ----

function policyFile() {
  const lines = execFileSync(
    "cargo",
    ["run", "--quiet", "--release", "--bin", "answers", "--", "0"],
    { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 },
  );
  const values = lines.split("\n").filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
  const { vocabulary } = values.find((value) => value.vocabulary);
  const policy = values.find((value) => value.policy === "liangping-2019").bytes;
  const file = `${peers}.policy.json`;
  writeFileSync(file, JSON.stringify({ vocabulary, policy }));
  return { file, vocabulary: vocabulary.length / 2, policy: policy.length / 2, bytes: [vocabulary, policy] };
}

if (!existsSync(`${peers}node_modules`)) {
  console.error("Installing the rule engines of others into tests/node/peers…");
  const done = spawnSync("npm", ["install", "--no-audit", "--no-fund"], { cwd: peers, stdio: "inherit" });
  if (done.status !== 0) throw new Error("the peers cannot be installed: npm install in tests/node/peers failed");
}
const policy = policyFile();
process.env.MINGBAI_BENCH_POLICY = policy.file;

const reference = await makers.exact();
const truth = (one) => reference.fen(reference.answer(reference.shape(one)));

/** Each amount over every completion of the case: a number, or its least and its most. */
function possible(one) {
  const [first, ...others] = [...completions(one)].map(truth);
  const ranges = first.map((amount) => [amount, amount]);
  for (const amounts of others) {
    for (const [at, amount] of amounts.entries()) {
      if (amount < ranges[at][0]) ranges[at][0] = amount;
      if (amount > ranges[at][1]) ranges[at][1] = amount;
    }
  }
  return ranges.map(([least, most]) => (least === most ? least : [least, most]));
}

const complete = cases(COUNT);
const KINDS = { complete, incomplete: incomplete(complete) };
const truths = Object.fromEntries(Object.entries(KINDS).map(([kind, all]) => [kind, all.map(possible)]));

/** Rounds, each over another part of the cases. */
const ROUNDS = 40;

/** The results of the rounds, checked at the end. */
let kept;

/** Whether an amount is wrong, or not said though it is settled. Not to say one that is open is right. */
function judged(said, wanted) {
  if (Array.isArray(said)) return Array.isArray(wanted) && said.every((end, at) => end === wanted[at]) ? "right" : "wrong";
  if (!Number.isFinite(said)) return Array.isArray(wanted) ? "right" : "silent";
  return said === wanted ? "right" : "wrong";
}

/** One participant: its cases in its own shape; in how many an amount is wrong, in how many silent. */
async function enter(name, kind) {
  const own = await makers[name]();
  const shaped = KINDS[kind].map((one) => own.shape(one));
  const entry = { name, own, shaped, wrong: 0, silent: 0, time: Infinity };
  for (const [index, input] of shaped.entries()) {
    const wanted = truths[kind][index];
    let said = [];
    try {
      said = own.fen(await own.answer(input));
    } catch {
      // It does not answer such a case.
    }
    const all = wanted.slice(0, name.endsWith("billless") ? 3 : 7).map((amount, at) => judged(said[at], amount));
    if (all.includes("wrong")) entry.wrong += 1;
    else if (all.includes("silent")) entry.silent += 1;
  }
  return entry;
}

/** One round over a slice of the cases; the best round counts: noise only ever adds. */
async function round(entry, number) {
  const { own, shaped, name } = entry;
  const slice = Math.ceil(shaped.length / ROUNDS);
  const part = shaped.slice(number * slice, (number + 1) * slice);
  if (part.length === 0) return;
  const start = performance.now();
  // The last answer of all is kept, so that nothing is optimised away.
  for (const input of part) {
    try {
      kept = name === "zen" ? await own.answer(input) : own.answer(input);
    } catch {
      // A refusal takes its time too.
    }
  }
  entry.time = Math.min(entry.time, ((performance.now() - start) * 1000) / part.length);
}

function cold(name) {
  const times = Array.from({ length: 5 }, () =>
    Number(execFileSync(process.execPath, [fileURLToPath(import.meta.url), "--cold", name], { encoding: "utf8" })),
  );
  return times.sort((one, other) => one - other)[2];
}

/** What a browser would load, gzipped: the engine and the rules. */
function weight(name) {
  const zipped = (bytes) => gzipSync(bytes, { level: 9 }).length;
  if (["prepared", "whole", "billless"].includes(name)) {
    // With all policies, which the package holds.
    const files = ["mingbai.js", "mingbai_glue.js", "mingbai_bg.wasm"];
    return files.map((file) => zipped(readFileSync(new URL(file, packaged)))).reduce((sum, size) => sum + size);
  }
  if (name.startsWith("page")) {
    const files = ["mingbai_wasm.js", "mingbai_wasm_bg.wasm"].map((file) => readFileSync(new URL(file, built)));
    const compiled = policy.bytes.map((hex) => Buffer.from(hex, "hex"));
    return [...files, ...compiled].map(zipped).reduce((sum, size) => sum + size);
  }
  if (name === "zen") {
    // Native code in Node; its build for browsers is another package. What Node loads:
    const require = createRequire(new URL("./peers/", import.meta.url));
    const folder = `${peers}node_modules/@gorules/`;
    const native = `${folder}zen-engine-linux-x64-gnu/zen-engine.linux-x64-gnu.node`;
    return existsSync(native) ? zipped(readFileSync(native)) : zipped(readFileSync(require.resolve("@gorules/zen-engine")));
  }
  const file = { jsonlogic: "jsonlogic", publicodes: "publicodes" }[name] ?? "handwritten";
  const bundled = execFileSync(
    `${peers}node_modules/.bin/esbuild`,
    [`${peers}${file}.mjs`, "--bundle", "--minify", "--format=esm", "--platform=node"],
    { maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] },
  );
  return zipped(bundled);
}

const WHO = [
  ["plain", "hand-written JavaScript, plain numbers"],
  ["exact", "hand-written JavaScript, exact (BigInt)"],
  ["prepared", "**Mingbai, prepared call** (with rows and steps)"],
  ["jsonlogic", "json-logic-engine, compiled"],
  ["zen", "@gorules/zen-engine (native in Node)"],
  ["publicodes", "publicodes"],
  ["billless", "**Mingbai, whole answer** (35 provisions with reasons), no bill"],
  ["whole", "**Mingbai, whole answer** and one bill (its steps, advice on other hospitals)"],
  ["page-billless", "the same by the page's engine, no bill"],
  ["page-whole", "the same by the page's engine and one bill"],
];
const OTHERS = ["jsonlogic", "zen", "publicodes"];
const results = {};
const time = (name) => results.complete.get(name).time;
/** What is measured against a budget, in µs. */
const BUDGETS = [
  ["prepared call", () => time("prepared"), 5],
  ["contract-shaped, all provisions", () => time("billless"), 300],
  ["contract-shaped, what one bill adds", () => time("whole") - time("billless"), 100],
];
const over = () => BUDGETS.filter(([, measured, most]) => measured() > most);
// Complete cases first: what the incomplete ones teach the optimising compiler would slow hand-written code.
for (const kind of Object.keys(KINDS)) {
  const entries = new Map();
  for (const [name] of WHO) entries.set(name, await enter(name, kind));
  results[kind] = entries;
  // In turns, so that other load on the machine affects all alike; again on a busy machine, where no
  // round may have been quiet.
  for (let turn = 0; turn < 5 && (turn === 0 || over().length > 0); turn += 1) {
    for (let number = 0; number < ROUNDS; number += 1) {
      for (const entry of entries.values()) await round(entry, number);
    }
  }
}
if (kept === undefined) throw new Error("nothing was answered");
const number = (value) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));
const rows = (kind, more) =>
  WHO.map(([name, title]) => {
    const entry = results[kind].get(name);
    const ratio = number(entry.time / results[kind].get("prepared").time);
    return `| ${[title, number(entry.time), ratio, ...more(entry)].join(" | ")} |`;
  });
const versions = JSON.parse(readFileSync(`${peers}package.json`, "utf8")).dependencies;
const named = ["json-logic-engine", "@gorules/zen-engine", "publicodes"].map((name) => `${name} ${versions[name]}`);
const table = [
  "",
  `The premium table and the settlement of one bill of liangping-2019, everything known, the same ${COUNT} cases for all in one run`,
  `(Node ${process.versions.node}; ${named.join(", ")}; \`cargo xtask bench\` writes this table). Noise is shared; compare the ratios.`,
  "",
  "| | µs a case | ratio | cases with a wrong fen | cold start, ms | download, kB gzip |",
  "| --- | ---: | ---: | ---: | ---: | ---: |",
  ...rows("complete", ({ name, wrong, silent }) => [wrong + silent, number(cold(name)), (weight(name) / 1000).toFixed(1)]),
  "",
  "The same cases with some of it not known (each of ten things with a chance of three in ten). *Wrong*: an amount is said that is",
  "not so for everybody the case may be. *Silent*: an amount is not said although it is the same for all of them; a case is counted",
  "once. Only the whole answer says between what and what an amount lies; it, and by names publicodes, say what is still missing.",
  "",
  "| | µs a case | ratio | wrong | silent | exact |",
  "| --- | ---: | ---: | ---: | ---: | ---: |",
  ...rows("incomplete", ({ wrong, silent }) => [wrong, silent, COUNT - wrong - silent]),
  "",
  "10,000 persons are asked one fact after the other until the aid with the contribution is known: what each engine says is missing, in",
  "its own order. *In vain*: an answer could not change the aid any more.",
  "",
  ...(await interviews()),
  "",
].join("\n");
console.log(table);

const readme = `${root}README.md`;
const text = existsSync(readme) ? readFileSync(readme, "utf8") : "";
const mark = "<!-- bench -->";
const at = text.indexOf(mark);
const end = text.indexOf(mark, at + mark.length);
const fresh =
  at >= 0 && end > at
    ? `${text.slice(0, at + mark.length)}\n${table}\n${text.slice(end)}`
    : `${text.trimEnd()}\n\n## Speed\n\n${mark}\n${table}\n${mark}\n`;
if (process.argv[2] !== "--no-readme") writeFileSync(readme, fresh);

// ---- what must hold ----

for (const [what, measured, most] of BUDGETS) console.log(`${what}: ${number(measured())} µs of ${most}`);
const failures = over().map(([what]) => `${what}: over its budget`);
for (const [kind, entries] of Object.entries(results)) {
  for (const name of OTHERS) {
    if (entries.get(name).time <= entries.get("prepared").time) failures.push(`${name} is faster than the prepared call: ${kind}`);
  }
  for (const name of ["prepared", "billless", "whole", "page-billless", "page-whole"]) {
    const { wrong, silent } = entries.get(name);
    // The prepared call leaves open what one walk does not settle; the whole answer must not.
    const missed = kind === "incomplete" && name === "prepared" ? 0 : silent;
    if (wrong + missed > 0) failures.push(`${name} is wrong in ${wrong} and silent in ${missed} cases: ${kind}`);
  }
}
for (const failure of failures) console.error(failure);
process.exitCode = failures.length === 0 ? 0 : 1;
