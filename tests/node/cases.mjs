// Every case of every cases.toml and generated cases, asked of the engine in WebAssembly: each answer
// must be the native one, byte for byte. `node tests/node/cases.mjs [N]`; N generated cases, 20,000
// if left out, 1,000,000 with MINGBAI_NIGHTLY=1.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const built = new URL("../../www/src/engine/", import.meta.url);
const { initSync, Engine } = await import(new URL("mingbai_wasm.js", built));
initSync({ module: readFileSync(new URL("mingbai_wasm_bg.wasm", built)) });

const count = process.argv[2] ?? (process.env.MINGBAI_NIGHTLY ? "1000000" : "20000");
const native = spawn(
  "cargo",
  ["run", "--quiet", "--release", "--package", "mingbai-tests", "--bin", "answers", "--", count],
  { cwd: root, stdio: ["ignore", "pipe", "inherit"] },
);
const ended = new Promise((resolve) => native.on("close", resolve));

const DAY = "2019-11-01";
const engines = new Map();
let vocabulary;
let passed = 0;
const failed = [];

const answer = (engine, input) => {
  try {
    return JSON.stringify(engine.assess(input, DAY));
  } catch (problems) {
    if (problems?.problems === undefined) throw problems;
    return JSON.stringify(problems);
  }
};

for await (const line of createInterface({ input: native.stdout })) {
  const value = JSON.parse(line);
  if (value.vocabulary !== undefined) {
    vocabulary = Buffer.from(value.vocabulary, "hex");
  } else if (value.policy !== undefined) {
    engines.set(value.policy, new Engine(vocabulary, Buffer.from(value.bytes, "hex")));
  } else {
    const [policy, name, input, digest] = value;
    const text = answer(engines.get(policy), input);
    if (createHash("sha256").update(text).digest("hex") === digest) passed += 1;
    else failed.push({ policy, name, input, text });
  }
}
for (const { policy, name, input, text } of failed.slice(0, 5)) {
  console.error(`${policy}: ${name}: wasm and native differ\n  case ${JSON.stringify(input)}\n  wasm ${text}`);
}
const status = await ended;
if (status !== 0) console.error(`the native answers ended with status ${status}`);
if (passed === 0) console.error("no case was run");
console.log(`${passed} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 && passed > 0 && status === 0 ? 0 : 1;
