// The page's own words: both languages, complete, with the same blanks to fill.

import { expect, test } from "@playwright/test";
import { WORDS } from "../../www/src/words.ts";

const HAN = /[\u4e00-\u9fff]/;
const blanks = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

for (const [id, { zh, en }] of Object.entries(WORDS)) {
  test(`${id} is said in both languages`, () => {
    expect(zh.trim()).not.toBe("");
    expect(en.trim()).not.toBe("");
    expect(blanks(en)).toEqual(blanks(zh));
    if (id !== "other_language") expect(en).not.toMatch(HAN);
  });
}
