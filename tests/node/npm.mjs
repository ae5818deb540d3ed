// The npm package as somebody else has it: www/dist/npm packed, installed into an empty folder without a network, then
// its example run, its types checked, and its answers compared with those of `mingbai assess`, byte for byte.
// `node tests/node/npm.mjs`, after `cargo xtask build`. (tests/node/cases.mjs compares its answers to every case.)
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const DAY = "2019-11-01";

const empty = mkdtempSync(join(tmpdir(), "mingbai-npm-"));
after(() => rmSync(empty, { recursive: true }));
const run = (program, args, cwd = empty) =>
  execFileSync(program, args, { cwd, encoding: "utf8", shell: process.platform === "win32" });
run("npm", ["pack", "--silent", "--pack-destination", empty], join(root, "www/dist/npm"));
const [tarball] = readdirSync(empty);
writeFileSync(join(empty, "package.json"), '{ "private": true, "type": "module" }');
run("npm", ["install", "--offline", "--no-audit", "--no-fund", `./${tarball}`]);

const resolve = createRequire(join(empty, "package.json")).resolve;
const { Engine } = await import(pathToFileURL(resolve("mingbai")));
const compiler = await import(pathToFileURL(resolve("mingbai/compiler")));
const FACTS = readFileSync(resolve("mingbai/facts.toml"), "utf8");
const engine = Engine.builtIn("liangping-2019");

/** What `mingbai assess` prints for these cases, a line each. */
function command(policy, cases) {
  const args = ["run", "--quiet", "--bin", "mingbai", "--", "assess", "--policy", policy, "--on", DAY, "--jsonl", "-"];
  const input = cases.map((one) => `${JSON.stringify(one)}\n`).join("");
  return execFileSync("cargo", args, { cwd: root, input, encoding: "utf8" }).trimEnd().split("\n");
}

/** The problems that are thrown. */
function refused(act) {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof Error && error.name === "Problems", String(error));
    for (const { message } of error.problems) assert.ok(error.message.includes(message));
    return error.problems;
  }
  return assert.fail("nothing was refused");
}

const FIGURES = {
  contribution: { tier_1: "210.00", tier_2: "520.00" },
  basic: {
    deductible: { village: "60.00", township: "110.00", district: "420.00", municipal: "950.00" },
    rate: { tier_1: { village: "81", township: "77", district: "61", municipal: "42" }, tier_2: { village: "85", township: "82", district: "66", municipal: "47" } },
    cap: { tier_1: "71000.00", tier_2: "none" },
  },
  major_illness: { deductible: "12500.00", bands: [{ from: "0.00", percent: "60.25" }], bands_from: "deductible", cap: "185000.00" },
  assistance: { cap: "9500.00" },
};
const STAY = { hospital_level: "district", in_district: true, in_scope: "12000.33", out_of_scope: "800.07" };
/** A person of whom everything is known that amounts depend on. */
const KNOWN = {
  facts: {
    residence: "rural", registered_poor: "none", dibao: true, tekun: false, orphan: false, low_income: false,
    illness_poverty: false, scheme: "resident", tier: "tier_2",
  },
  figures: FIGURES,
  admissions: [STAY],
};

test("the package has this version, and all that it names", () => {
  const manifest = JSON.parse(readFileSync(resolve("mingbai").replace("mingbai.js", "package.json"), "utf8"));
  assert.equal(manifest.version, engine.assess({}, DAY).receipt.engine);
  const files = readdirSync(join(empty, "node_modules/mingbai"));
  for (const file of ["README.md", "LICENSE-MIT", "LICENSE-APACHE", "mingbai.d.ts", "compiler.d.ts", "mingbai_bg.wasm"]) {
    assert.ok(files.includes(file), file);
  }
});

test("the example runs", () => {
  copyFileSync(join(root, "www/npm/example.mjs"), join(empty, "example.mjs"));
  const printed = run(process.execPath, ["example.mjs"]).trimEnd().split("\n");
  assert.equal(printed[0], "pays 300.00 yuan");
  assert.match(printed[1], /^together they pay \d+\.\d\d to \d+\.\d\d yuan; ask member 1 for \w+$/);
  assert.deepEqual(printed.slice(2).map((line) => line.split(" | ")[0]), ["facts.dibao", "facts.teir"]);
});

test("its types are real", () => {
  copyFileSync(join(root, "tests/node/npm/types.ts"), join(empty, "types.ts"));
  const tsc = join(root, "www/node_modules/typescript/bin/tsc");
  const options = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2022", "--lib", "es2022,dom", "--types", ""];
  run(process.execPath, [tsc, ...options, "types.ts"]);
});

test("it answers as the command does, byte for byte", () => {
  const household = {
    household: { residence: "rural" },
    members: [
      { name: "祖母", facts: { scheme: "resident", tier: "tier_1", tekun: true } },
      { name: "母亲", facts: KNOWN.facts, admissions: [STAY, { ...STAY, hospital_level: null }] },
    ],
    figures: FIGURES,
  };
  const persons = [{}, { facts: { age: 66, sex: undefined } }, KNOWN, { ...KNOWN, admissions: [STAY, { in_scope: "9999999999.99" }] }];
  assert.ok(Engine.builtInIds().length > 1);
  for (const id of Engine.builtInIds()) {
    const own = Engine.builtIn(id);
    assert.equal(own.id, id);
    const figures = id === "liangping-2019" ? {} : { figures: undefined };
    // A document may have hospital levels of its own, and refuse stays of which it knows too little.
    const ownLevels = ["wuhan-2023", "beijing-2023"].includes(id);
    const levelled = (one) => (ownLevels && one.hospital_level ? { ...one, hospital_level: "level_3" } : one);
    const stays = (one) => (one.admissions ? { ...one, admissions: one.admissions.map(levelled) } : one);
    const all = [...persons, household].map((one) => ({ ...stays(one), ...(one.members && { members: one.members.map(stays) }), ...figures }));
    const ask = (one) => JSON.stringify(one.members ? own.assessHousehold(one, DAY) : own.assess(one, DAY));
    const answered = all.flatMap((one) => {
      try {
        return [[one, ask(one)]];
      } catch (error) {
        assert.deepEqual([error.name, error.problems.map(({ path }) => path)], ["Problems", [one.members ? "members[1].admissions" : "admissions"]], id);
        return [];
      }
    });
    assert.ok(answered.length === all.length || (answered.length > 2 && id !== "liangping-2019"), id);
    assert.deepEqual(answered.map(([, said]) => said), command(id, answered.map(([one]) => one)));
  }
});

test("a policy of one's own is compiled, and findings are thrown", () => {
  const policy = readFileSync(join(root, "crates/policies/liangping-2019/policy.toml"), "utf8");
  const own = compiler.Engine.compile(FACTS, policy);
  assert.deepEqual(own.assess(KNOWN, DAY), engine.assess(KNOWN, DAY));
  assert.throws(() => compiler.Engine.compile(FACTS, '[policy]\nid = "atlantis"\n'), ({ name, findings: [first] }) => {
    assert.deepEqual([name, first.file, first.line, first.rule], ["Findings", "policy.toml", 1, "missing-key"]);
    assert.ok(first.message.zh && first.message.en && first.column > 0);
    return true;
  });
  assert.throws(() => compiler.Engine.fromBytes(new Uint8Array(9), new Uint8Array()), Error);
  assert.throws(() => Engine.builtIn("atlantis"), /liangping-2019/);
});

test("the prepared call computes what the whole answer says", () => {
  const prepared = engine.prepare({ figures: FIGURES });
  const codes = prepared.codes(KNOWN);
  const amounts = new BigInt64Array(11);
  const ids = new Uint16Array(64);
  assert.equal(prepared.answer(codes, BigInt64Array.of(1200033n, 80007n), amounts, ids), 0b0101);
  const { premium: p, settlement: s } = engine.assess(KNOWN, DAY);
  const wanted = [p.contribution, p.aid, p.pays, s.basic, s.major_illness, s.assistance, s.patient_pays];
  assert.deepEqual(Array.from(amounts.subarray(0, 7)), wanted.map(({ most }) => BigInt(most.replace(".", ""))));
  const end = ids.indexOf(0xffff, 2);
  assert.ok(end > 2 && prepared.step(ids[end - 1]) !== undefined);
  assert.deepEqual(refused(() => prepared.codes({ facts: { dibao: 1 } })).map(({ path }) => path), ["facts.dibao"]);
  assert.deepEqual(refused(() => engine.prepare({ figures: { assistance: { cap: 5 } } })).map(({ path }) => path), ["figures.assistance.cap"]);
});

/** An object within itself. */
const cyclic = {};
cyclic.again = cyclic;
const list = [];
list.push(list);
const deep = Array.from({ length: 100 }).reduce((within) => ({ within }), {});
const stay = (entry) => ({ admissions: [STAY, { ...STAY, ...entry }] });

/** A case with one thing wrong; where; what is said of it. */
const WRONG = [
  [{ facts: { dibao: 1 } }, "facts.dibao", /found the number 1; expected true or false/],
  [{ facts: { age: 65.5 } }, "facts.age", /no plain integer/],
  [{ facts: { age: NaN } }, "facts.age", /no plain integer/],
  [{ facts: { age: Infinity } }, "facts.age", /no plain integer/],
  [{ facts: { age: 2 ** 53 } }, "facts.age", /no plain integer/],
  [{ facts: { age: 2n ** 63n } }, "facts.age", /no plain integer/],
  [{ facts: { age: 2n ** 64n } }, "facts.age", /BigInt/],
  [{ facts: { dibao: () => true } }, "facts.dibao", /Function.*expected null, true/],
  [{ facts: { dibao: Symbol("yes") } }, "facts.dibao", /Symbol/],
  [{ facts: { diseases: new Set(["hiv"]) } }, "facts.diseases", /Set/],
  [{ facts: { dibao: {} } }, "facts.dibao", /found an object/],
  [{ facts: { dibao: new Uint8Array(1) } }, "facts.dibao", /no plain integer/],
  [{ facts: cyclic }, `facts${".again".repeat(31)}`, /nested too deeply/],
  [{ facts: deep }, `facts${".within".repeat(31)}`, /nested too deeply/],
  [{ facts: { diseases: list } }, `facts.diseases${"[0]".repeat(30)}`, /nested too deeply/],
  [{ facts: new Map([[1, true]]) }, "facts", /a key that is no text/],
  [stay({ in_scope: 12000 }), "admissions[1].in_scope", /expected yuan as a text/],
  [stay({ in_scope: 0.1 + 0.2 }), "admissions[1].in_scope", /expected yuan as a text/],
  [stay({ in_scope: 12000n }), "admissions[1].in_scope", /expected yuan as a text/],
  [stay({ in_scope: "12000.005" }), "admissions[1].in_scope", /expected yuan as a text/],
  [stay({ in_scope: () => "1" }), "admissions[1].in_scope", /Function/],
  [{ figures: { basic: { rate: { tier_1: { village: 81 } } } } }, "figures.basic.rate.tier_1.village", /expected a percentage as a text/],
  [null, "", /the input: found null/],
  [undefined, "", /the input: found null/],
  [[], "", /the input: found a list/],
  [5, "", /the input: found the number 5/],
  [() => ({}), "", /the input: .*Function/],
];

test("what no case may hold is told with its place, and the engine goes on", () => {
  const before = JSON.stringify(engine.assess(KNOWN, DAY));
  for (const [one, where, words] of WRONG) {
    const problems = refused(() => engine.assess(one, DAY));
    assert.deepEqual(problems.map(({ path }) => path), [where]);
    assert.match(problems[0].message, words);
    assert.equal(JSON.stringify(engine.assess(KNOWN, DAY)), before);
  }
  for (const day of [undefined, 20191101, new Date(0), "", "2019-02-30"]) {
    assert.deepEqual(refused(() => engine.assess({}, day)).map(({ path }) => path), ["on"]);
  }
});

/** What throws when it is read, in each place that a case has. */
const thrown = new Error("not to be read");
const throwing = () => {
  throw thrown;
};
const getter = (key) => Object.defineProperty({}, key, { enumerable: true, get: throwing });
const THROWING = [
  getter("facts"),
  { facts: getter("dibao") },
  { facts: { diseases: Object.defineProperty([], 0, { enumerable: true, get: throwing }) } },
  { figures: getter("contribution") },
  { facts: new Proxy({}, { ownKeys: throwing }) },
  { facts: { dibao: () => true, get age() { return throwing(); } } },
];

test("what throws when it is read leaves the engine as it was, however often", () => {
  const before = JSON.stringify(engine.assess(KNOWN, DAY));
  const prepared = engine.prepare({ figures: FIGURES });
  const own = Engine.builtIn("liangping-2019");
  for (let time = 0; time < 20_000; time++) {
    const one = THROWING[time % THROWING.length];
    for (const call of [() => own.assess(one, DAY), () => own.assessHousehold(one, DAY), () => own.prepare(one), () => prepared.codes(one)]) {
      assert.throws(call, (error) => error === thrown);
    }
  }
  assert.equal(JSON.stringify(own.assess(KNOWN, DAY)), before);
  // Nothing of the engine is still lent to a call that never ended.
  own.free();
});

test("what may stand for a text, an object or nothing", () => {
  const plain = JSON.stringify(engine.assess({ facts: { age: 66, dibao: true } }, DAY));
  for (const facts of [{ age: 66n, dibao: true }, { age: 66, dibao: true, tekun: undefined }, new Map(Object.entries({ age: 66, dibao: true })), Object.assign(Object.create(null), { age: 66, dibao: true })]) {
    assert.equal(JSON.stringify(engine.assess({ facts }, DAY)), plain);
  }
});
