// A workbook answered by the office page's engine in Node and by `mingbai roster`: the same bytes, as CSV and as .xlsx, and
// the memory that the engine needs for it.
// `node tests/node/ledgers.mjs [N]`: N residents, 20,000 if left out, 100,000 with MINGBAI_NIGHTLY=1; of the documents
// below, each with the mapping that is proposed.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const built = new URL("../../www/office/engine/", import.meta.url);
const glue = new Function(`${readFileSync(new URL("mingbai_office.js", built), "utf8")}\nreturn wasm_bindgen;`)();
const { memory } = glue.initSync({ module: readFileSync(new URL("mingbai_office_bg.wasm", built)) });

const count = Number(process.argv[2] ?? (process.env.MINGBAI_NIGHTLY ? 100_000 : 20_000));
const FIGURES = "docs/example-figures.toml";
/** The most bytes that the engine may need: an old office computer has them. */
const MOST_MEMORY = 60e6 + 4_500 * count;
/** With a county's figures where the example's fit. */
const DOCUMENTS = [
  { id: "liangping-2019", on: "2019-11-01", figures: FIGURES },
  { id: "wuhan-2023", on: "2026-11-27" },
  { id: "beijing-2023", on: "2026-11-27" },
];

const folder = mkdtempSync(join(tmpdir(), "mingbai-ledgers-"));
const cargo = (...args) => execFileSync("cargo", args, { cwd: root, stdio: "inherit" });
const failed = [];
let passed = 0;

/** What the command writes; it ends with 1 where rows have problems. */
function roster({ id, on, figures }, ledger, output) {
  const given = ["--lang", "zh", "roster", "--policy", id, "--on", on, "--accept-proposed", ledger, "-o", output];
  const { status, stderr } = spawnSync("target/debug/mingbai", figures ? [...given, "--figures", figures] : given, { cwd: root, encoding: "utf8" });
  if (status !== 0 && status !== 1) throw new Error(`mingbai roster: ${status}: ${stderr}`);
  return readFileSync(output);
}

/** Where two files part, with what stands there. */
function differs(ours, theirs) {
  const at = ours.findIndex((byte, index) => byte !== theirs[index]);
  const shown = (bytes) => JSON.stringify(Buffer.from(bytes).subarray(Math.max(0, at - 80), at + 80).toString());
  return `${ours.length} and ${theirs.length} bytes, parting at ${at}:\n  page    ${shown(ours)}\n  command ${shown(theirs)}`;
}

function compare(document, ledger) {
  const office = new glue.Office();
  const texts = JSON.parse(office.texts(document.id));
  if (document.figures) texts.figures = readFileSync(join(root, document.figures), "utf8");
  const { mapping, residents } = JSON.parse(office.propose(JSON.stringify(texts), readFileSync(ledger), document.on, "zh"));
  const { answered, unanswered } = JSON.parse(office.answer(JSON.stringify(mapping), () => undefined));
  console.log(`${document.id}: ${answered} residents answered, ${unanswered} with a problem`);
  if (residents !== count || answered + unanswered !== count) failed.push(`${document.id}: ${residents} of ${count} residents`);
  if (answered === 0 || unanswered === 0) failed.push(`${document.id}: the ledger tries too little`);
  for (const [form, ours] of [["csv", office.csv()], ["xlsx", office.save()]]) {
    const theirs = roster(document, ledger, join(folder, `${document.id}.${form}`));
    if (Buffer.compare(ours, theirs) === 0) passed += 1;
    else failed.push(`${document.id}, ${form}: ${differs(ours, theirs)}`);
  }
  office.free();
}

try {
  cargo("build", "--quiet", "--bin", "mingbai");
  const ledger = join(folder, "ledger.xlsx");
  cargo("run", "--quiet", "--bin", "workbook", "--", String(count), ledger);
  for (const document of DOCUMENTS) compare(document, ledger);
} finally {
  rmSync(folder, { recursive: true });
}
const held = memory.buffer.byteLength;
console.log(`the engine's memory: ${(held / 1e6).toFixed(0)} MB`);
if (held <= MOST_MEMORY) passed += 1;
else failed.push(`the engine's memory: ${held} bytes, expected at most ${MOST_MEMORY}`);
for (const what of failed) console.error(what);
console.log(`${passed} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
