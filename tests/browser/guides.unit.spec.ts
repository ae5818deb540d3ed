// The guides of the office page (docs/authoring.md, docs/ledger.md and the Chinese ones): what they call a button or a field is called so on the
// screen, every picture is there, and both languages show the same steps.

import { expect, test } from "@playwright/test";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Language } from "../../www/src/engine/data.ts";
import { FORM_WORDS } from "../../www/office/form-words.ts";
import { LEDGER_WORDS } from "../../www/office/ledger-words.ts";
import { WORDS } from "../../www/office/words.ts";

const docs = (path: string) => fileURLToPath(new URL(`../../docs/${path}`, import.meta.url));

/** What a guide says of the office page: all before the command. */
const office = (name: string) => {
  const [own = "", command] = readFileSync(docs(name), "utf8").split(/^## (?=另一种办法|The other way)/m);
  expect(command, `${name} comes to the command`).toBeDefined();
  return own;
};

const LANGUAGES: Record<Language, string> = { zh: ".zh", en: "" };

const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, part = ""]) => part.replace(/\s+/g, " "));

for (const guide of ["authoring", "ledger"]) {
  for (const [language, ending] of Object.entries(LANGUAGES) as [Language, string][]) {
    test(`${guide}${ending} calls things as the screen does`, () => {
      const screen = new Set(Object.values(WORDS).map((text) => text[language]));
      const called = found(office(`${guide}${ending}.md`), /\*\*([^*]+)\*\*/g);
      expect(called.length).toBeGreaterThan(10);
      expect(called.filter((words) => !screen.has(words))).toEqual([]);
    });
  }

  test(`${guide} shows the same pictures in both languages, and each is there`, () => {
    const pictures = (language: Language) => found(office(`${guide}${LANGUAGES[language]}.md`), /\]\((screenshots\/[^)]+)\)/g);
    const [zh, en] = [pictures("zh"), pictures("en")];
    expect(zh.length).toBeGreaterThan(4);
    expect(zh.map((path) => path.replace(/-zh\.png$/, "-en.png"))).toEqual(en);
    expect([...zh, ...en].filter((path) => !existsSync(docs(path)))).toEqual([]);
  });
}

test("no word of the office page stands twice", () => {
  expect(Object.keys(FORM_WORDS).filter((id) => id in LEDGER_WORDS)).toEqual([]);
});
