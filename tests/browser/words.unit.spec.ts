// The page's own words: both languages, complete, with the same blanks to fill, and all of them said somewhere.

import { expect, test } from "@playwright/test";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
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

test("no word is left over", () => {
  const folder = fileURLToPath(new URL("../../www/src/", import.meta.url));
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts") && !/^words\/(answer-)?words\.ts$/.test(name));
  const source = files.map((name) => readFileSync(folder + name, "utf8")).join("\n");
  const found = (pattern: RegExp) => [...source.matchAll(pattern)].map(([, part = ""]) => part);
  // "yuan", `step_${…}`, `${…}_group`
  const whole = new Set(found(/["`](\w+)["`]/g));
  const starts = found(/`(\w{2,})\$\{/g);
  const ends = found(/\}(_\w+)`/g);
  const isSaid = (id: string) => whole.has(id) || starts.some((part) => id.startsWith(part)) || ends.some((part) => id.endsWith(part));
  expect(Object.keys(WORDS).filter((id) => !isSaid(id))).toEqual([]);
});
