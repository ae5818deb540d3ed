// The sentences that results, card and voice begin with, word for word: openings.txt has them for every person of
// persons.ts, made from what the engine answers now. MINGBAI_BLESS=1 writes it anew; read the difference.

import { expect, test } from "@playwright/test";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Language } from "../../www/src/engine/data.ts";
import type { FactDescription } from "../../www/src/engine/types.ts";
import type { Session } from "../../www/src/state/session.ts";
import { openingWords, spokenOpening } from "../../www/src/words/sentences.ts";
import { canBeSaid, isSo, whomToAsk } from "../../www/src/words/statement.ts";
import { PERSONS, type PersonName } from "./persons.ts";
import { sitting } from "./sitting.ts";

const LANGUAGES: Language[] = ["zh", "en"];
const TABLE = fileURLToPath(new URL("openings.txt", import.meta.url));
const names = Object.keys(PERSONS) as PersonName[];

async function said(name: PersonName): Promise<string> {
  const session = await sitting(PERSONS[name], "zh");
  expect([session.broken, session.refused.size], "the engine takes what the person says").toEqual([false, 0]);
  const both = LANGUAGES.map((language) => {
    session.setLanguage(language);
    const { sentences, first, toDo } = openingWords(session);
    return [...sentences.flatMap(({ words, items }) => [words, ...items.map((item) => `  · ${item}`)]), `→ ${first.kind}: ${toDo}`].join("\n");
  });
  return `## ${name}\n${both.join("\n\n")}\n`;
}

if (process.env["MINGBAI_BLESS"]) {
  test("the table is written anew", async () => {
    const all = [];
    for (const name of names) all.push(await said(name));
    writeFileSync(TABLE, all.join("\n"));
  });
} else {
  const table = new Map(readFileSync(TABLE, "utf8").split(/\n(?=## )/).map((part) => [/^## (.*)/.exec(part)?.[1] ?? "", `${part.trimEnd()}\n`]));

  test("every person has their sentences, and no others are there", () => {
    expect([...table.keys()]).toEqual(names);
    expect(names.length).toBeGreaterThanOrEqual(12);
  });

  for (const name of names) test(name, async () => expect(await said(name)).toBe(table.get(name)));
}

test("a voice says the same sentences, lists and first thing to do", async () => {
  const session = await sitting(PERSONS.widow, "zh");
  const { sentences, toDo } = openingWords(session);
  expect(spokenOpening(session)).toEqual([...sentences.flatMap(({ words, items }) => [words, ...items]), toDo]);
  expect(sentences[0]?.items.length).toBeGreaterThan(1);
});

test("no sentence tells an illness", async () => {
  for (const language of LANGUAGES) {
    const session = await sitting(PERSONS["tuberculosis and HIV"], language);
    expect(session.verdicts.some(({ verdict }) => verdict.private && verdict.status === "granted")).toBe(true);
    expect(spokenOpening(session).join(" ")).not.toMatch(/结核|艾滋|tubercul|HIV|AIDS/i);
  }
});

// ---- the questions of all documents as statements ----

/** Sessions of all places: every fact of every document is in one of them. */
async function everyFact(check: (session: Session, fact: FactDescription) => void, language: Language = "zh"): Promise<number> {
  const seen = new Set<string>();
  for (const place of ["liangping", "shangyu", "jiangsu", "lincang", "wuhan", "beijing"]) {
    const session = await sitting({ place, on: "2026-11-26", people: [{}], asked: true }, language);
    for (const fact of session.facts.filter(({ id }) => !seen.has(id))) {
      seen.add(fact.id);
      check(session, fact);
    }
  }
  return seen.size;
}

test("a status that an office recognises can be said in both languages, and so can which insurance one is in", async () => {
  const statuses: string[] = [];
  await everyFact((session, { id, change, kind }) => {
    if (change !== "prove" || kind !== "flag") return;
    statuses.push(id);
    expect(canBeSaid(session, id, [true]), id).toBe(true);
  });
  expect(statuses.length).toBeGreaterThan(8);
  const session = await sitting(PERSONS.widow, "zh");
  for (const value of ["resident", "employee"]) expect(canBeSaid(session, "scheme", [value])).toBe(true);
  expect(canBeSaid(session, "scheme", ["none"]), "none is no kind of insurance").toBe(false);
});

test("a statement asks nothing, has every blank filled in and keeps the words of the question", async () => {
  for (const language of LANGUAGES) {
    let count = 0;
    await everyFact((session, { id, kind, values }) => {
      const all = kind === "flag" ? [true] : kind === "choice" ? values : [];
      for (const value of all.filter((value) => canBeSaid(session, id, [value]))) {
        const words = isSo(session, id, [value]);
        expect(words, id).not.toMatch(/[？?{}]|吗/);
        expect(words, id).not.toMatch(/^(Are|Do|Has|Have|Is|Which)\b/);
        count += 1;
      }
    }, language);
    expect(count).toBeGreaterThan(25);
  }
});

test("whom to ask is named in both languages or in neither", async () => {
  const named = async (language: Language) => {
    const found: string[] = [];
    await everyFact((session, { id }) => { if (whomToAsk(session, id)) found.push(id); }, language);
    return found;
  };
  const [zh, en] = [await named("zh"), await named("en")];
  expect(zh).toEqual(en);
  expect(zh).toContain("dibao");
  expect(zh).not.toContain("wants_family_doctor");
});
