// Mutation of the page: changes one thing at a time in www/src/state and www/src/words and runs the unit specs that meet it.
// `node tests/mutation/run.mjs [FILE…]` (of www/src), after cargo xtask build and `npm ci` here. Fails where fewer than
// FLOOR percent are noticed. A copy is changed, not the sources.
//
// Left out: the two tables of words, and, counted, texts that are shown or said (people look at them; `words.unit` wants
// them complete).

import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Stryker } from "@stryker-mutator/core";

const FLOOR = 80;
const MUTATED = ["state/**/*.ts", "words/**/!(words|answer-words).ts"];

const root = fileURLToPath(new URL("../..", import.meta.url));
const copy = mkdtempSync(join(tmpdir(), "mingbai-mutation-"));
process.once("exit", () => rmSync(copy, { recursive: true, force: true }));

for (const folder of ["www", "tests/browser", "tests/node", "tests/mutation", "docs"]) {
  const outside = /[/\\](node_modules|screenshots|npm|office)$/;
  cpSync(join(root, folder), join(copy, folder), { recursive: true, filter: (from) => !outside.test(from) });
  const packages = join(root, folder, "node_modules");
  if (existsSync(packages)) symlinkSync(packages, join(copy, folder, "node_modules"));
}
mkdirSync(join(copy, "reports"));
writeFileSync(join(copy, "package.json"), JSON.stringify({ private: true, type: "module" }));
process.chdir(copy);
process.env.MINGBAI_FUZZ_SECONDS ??= "0.05";

const named = process.argv.slice(2);
const results = await new Stryker({
  mutate: (named.length > 0 ? named : MUTATED).map((files) => `www/src/${files}`),
  inPlace: true,
  testRunner: "vitest",
  vitest: { configFile: "tests/mutation/vitest.config.mjs", related: false },
  plugins: [fileURLToPath(import.meta.resolve("@stryker-mutator/vitest-runner")), join(root, "tests/mutation/wording.mjs")],
  ignorers: ["wording"],
  coverageAnalysis: "perTest",
  concurrency: Number(process.env["MINGBAI_MUTATION_WORKERS"] ?? 2),
  timeoutMS: 20_000,
  reporters: ["progress-append-only"],
  tempDirName: "stryker",
}).runMutationTest();

const files = new Map();
for (const { fileName, status } of results) {
  const of = files.get(fileName) ?? files.set(fileName, {}).get(fileName);
  of[status] = (of[status] ?? 0) + 1;
}
const sum = (of, ...what) => what.reduce((all, one) => all + (of[one] ?? 0), 0);
const whole = {};
for (const [file, of] of [...files].sort()) {
  for (const [status, count] of Object.entries(of)) whole[status] = (whole[status] ?? 0) + count;
  console.log(line(file.slice(file.indexOf("www/src/") + 8), of));
}
console.log(line("all", whole));
for (const { fileName, status, location, replacement } of results) {
  if (status !== "Survived" && status !== "NoCoverage") continue;
  const { line, column } = location.start;
  console.log(`${status === "Survived" ? "alive" : "unmet"} ${fileName.slice(fileName.indexOf("www/src/"))}:${line + 1}:${column + 1}  ${replacement.replace(/\s+/g, " ").slice(0, 90)}`);
}
const noticed = share(whole);
if (!(noticed >= FLOOR)) {
  console.error(`${noticed.toFixed(1)} % of the changes are noticed; ${FLOOR} % are wanted`);
  process.exitCode = 1;
}

function share(of) {
  const caught = sum(of, "Killed", "Timeout");
  return (100 * caught) / (caught + sum(of, "Survived", "NoCoverage"));
}

function line(name, of) {
  const told = [`${sum(of, "Killed", "Timeout")} noticed`, `${sum(of, "Survived")} not`, `${sum(of, "NoCoverage")} not met`, `${sum(of, "Ignored")} wording`];
  return `${name.padEnd(24)} ${share(of).toFixed(1).padStart(5)} %  ${told.join(", ")}`;
}
