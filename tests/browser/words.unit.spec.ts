// The page's own words: both languages, complete, with the same blanks to fill, and all of them said somewhere.

import { expect, test } from "@playwright/test";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Language, Text } from "../../www/src/engine/data.ts";
import { outcomeWords } from "../../www/src/words/outcome.ts";
import { WORDS } from "../../www/src/words/words.ts";

const HAN = /[\u4e00-\u9fff]/;
const blanks = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

for (const [id, { zh, en }] of Object.entries(WORDS)) {
  test(`${id} is said in both languages`, () => {
    expect(zh.trim()).not.toBe("");
    expect(en.trim()).not.toBe("");
    expect(blanks(en)).toEqual(blanks(zh));
    // What stands on a Chinese bill is quoted as it stands there.
    if (id !== "other_language" && !/^bill_.*_help$/.test(id)) expect(en).not.toMatch(HAN);
  });
}

test("how a text is read is no word for a resident, who may be read to", () => {
  for (const { zh } of Object.values(WORDS)) expect(zh).not.toMatch(/读法|读作|这样读/);
});

test("no word is left over", () => {
  const folder = fileURLToPath(new URL("../../www/src/", import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts") && !/^words\/(answer-)?words\.ts$/.test(name));
  const source = files.map((name) => readFileSync(folder + name, "utf8")).join("\n");
  const found = (pattern: RegExp) => [...source.matchAll(pattern)].map(([, part = ""]) => part);
  // "yuan", `step_${…}`, `${…}_group`
  const whole = new Set(found(/["`](\w+)["`]/g));
  const starts = found(/`(\w{2,})\$\{/g);
  const ends = found(/\}(_\w+)`/g).filter((end) => end !== "_past");
  const isSaid = (id: string) => whole.has(id) || starts.some((part) => id.startsWith(part)) || ends.some((part) => id.endsWith(part));
  // The past of a word is said where the word is.
  const ofThePast = (id: string) => id.endsWith("_past") && id.replace(/_past$/, "") in WORDS;
  expect(Object.keys(WORDS).filter((id) => !isSaid(id) && !ofThePast(id))).toEqual([]);
});

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), "utf8");

test("outcomes are said as the command says them", () => {
  const lines = read("crates/policies/outcomes.toml").matchAll(/^"?([\w.]+)"? = \{ zh = (".*"), en = (".*") \}$/gm);
  const outcomes: Record<string, Text> = Object.fromEntries([...lines].map(([, id, zh = "", en = ""]) => [id, { zh: JSON.parse(zh), en: JSON.parse(en) }]));
  const reader = (language: Language) => ({ language, data: { vocabulary: { words: { outcomes } } }, policies: [], facts: [] }) as unknown as Parameters<typeof outcomeWords>[0];
  // The page groups the digits of an amount.
  const page = (language: Language, gives: Parameters<typeof outcomeWords>[1]) => outcomeWords(reader(language), gives).replace(/(\d),(?=\d{3})/g, "$1");
  for (const { gives, zh, en } of JSON.parse(read("tests/outcomes-said.json"))) {
    expect(page("zh", gives)).toBe(zh);
    expect(page("en", gives)).toBe(en);
  }
});

test("every step of the arithmetic has its word, and every such word a step", () => {
  const [, what = ""] = /^export type What = (.*);$/m.exec(read("www/src/engine/types.ts")) ?? [];
  const steps = [...what.matchAll(/"(\w+)"/g)].map(([, step]) => `step_${step}`);
  expect(steps.length).toBeGreaterThan(20);
  expect(Object.keys(WORDS).filter((id) => id.startsWith("step_")).sort()).toEqual(steps.sort());
});
