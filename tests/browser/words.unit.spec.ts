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
    // What stands on a Chinese bill is quoted as it stands there.
    if (id !== "other_language" && !/^bill_.*_help$/.test(id)) expect(en).not.toMatch(HAN);
  });
}
