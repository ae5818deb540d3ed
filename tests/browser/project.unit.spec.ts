// The project file: what goes in comes out, byte for byte; what is wrong with a damaged one is named at its line.

import { expect, test } from "@playwright/test";
import fc from "fast-check";
import { packed, unpacked, type Part } from "../../www/office/project.ts";
import { fuzz } from "./fuzz.ts";

const part = (name: string, text: string): Part => ({ name, text });

const FILES = [
  part("policy.toml", "\ufeff# 规定\r\n[policy]\r\n"),
  part("figures.toml", ""),
  part("cases.toml", "no line end"),
  part("source.txt", "==== end\n\\ no newline\n\\\\====\n"),
  part("某县.clauses.tsv", "at\ttext\n"),
];

const WRITTEN =
  "Mingbai project 1\n==== policy.toml\n\ufeff# 规定\r\n[policy]\r\n==== cases.toml\nno line end\n\\ no newline\n" +
  "==== source.txt\n\\==== end\n\\\\ no newline\n\\\\\\====\n==== 某县.clauses.tsv\nat\ttext\n==== end\n";

test("a project is its files as they are, between lines that name them", () => {
  expect(packed(FILES)).toBe(WRITTEN);
  expect(unpacked(WRITTEN)).toEqual(FILES.filter(({ text }) => text !== ""));
});

test("a copy with Windows line ends and a mark is the same project, with such ends", () => {
  const windows = `\ufeff${packed([part("policy.toml", "a\nb"), part("cases.toml", "c\n")]).replace(/\n/g, "\r\n")}`;
  expect(unpacked(windows)).toEqual([part("policy.toml", "a\r\nb"), part("cases.toml", "c\r\n")]);
});

test("whatever the texts are, they come back; what is cut off is never taken for the whole", () => {
  const pieces = ["=", "====", "\\", "\r", "\n", "\u2028", "a", "字", "\ufeff", " ", "==== end", "\\ no newline"];
  let seed = 7;
  const next = (most: number) => (seed = (seed * 48271) % 2147483647) % most;
  for (let round = 0; round < 300; round += 1) {
    const text = () => Array.from({ length: next(9) }, () => pieces[next(pieces.length)]).join("");
    const files = ["policy.toml", "figures.toml", "cases.toml", "source.txt", "an y.TSV"].map((name) => part(name, text()));
    const whole = packed(files);
    expect(unpacked(whole)).toEqual(files.filter((own) => own.text !== ""));
    expect(unpacked(whole.slice(0, next(whole.length - 1)))).toHaveProperty("word");
  }
});

test("what is wrong with a damaged file is named, with its line", () => {
  const whole = packed([part("policy.toml", "a\nb\n"), part("x.tsv", "c\n")]);
  const damaged: [text: string, word: string, line: number, part: string][] = [
    ["", "no_project", 1, ""],
    ["[policy]\n", "no_project", 1, ""],
    [whole.replace("project 1", "project 12"), "project_newer", 1, "12"],
    [whole.replace("==== policy.toml\n", ""), "project_head", 2, "==== policy.toml"],
    [whole.replace("policy.toml", "notes.docx"), "project_name", 2, "notes.docx"],
    [whole.replace("==== x.tsv", "==== ../x.tsv"), "project_name", 5, "../x.tsv"],
    [whole.replace("==== x.tsv", "==== policy.toml"), "project_twice", 5, "policy.toml"],
    [whole.replace("\nb\n", "\n\\b\n"), "project_escape", 4, "policy.toml"],
    [whole.replace("==== end\n", ""), "project_cut", 6, "x.tsv"],
    [whole.slice(0, whole.indexOf("\nb")), "project_cut", 3, "policy.toml"],
    [`${whole}\n${whole}`, "project_joined", 9, "==== end"],
  ];
  for (const [text, word, line, part] of damaged) expect(unpacked(text), text).toEqual({ word, line, part });
});

/** A project file with one to eight changes: characters put in, cut out, doubled. */
const damaged = fc
  .array(fc.record({ at: fc.nat(), length: fc.nat(40), put: fc.oneof(fc.string({ unit: "binary", maxLength: 6 }), fc.constantFrom("====", "==== end\n", "\\", "\n", "\r\n", "\ufeff")), twice: fc.boolean() }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((changes) =>
    changes.reduce((text, { at, length, put, twice }) => {
      const from = at % (text.length + 1);
      return text.slice(0, twice ? from + length : from) + put + text.slice(twice ? from : from + length);
    }, WRITTEN),
  );

test("any damage is named at a line that there is, or changes nothing but what is seen in the files", () => {
  fuzz("project files", damaged, (text) => {
    const read = unpacked(text);
    if (!Array.isArray(read)) {
      expect(read.line).toBeGreaterThanOrEqual(1);
      expect(read.line).toBeLessThanOrEqual(text.split("\n").length + 1);
      return;
    }
    expect(new Set(read.map(({ name }) => name)).size, "one file of a name").toBe(read.length);
    expect(unpacked(packed(read)), "saved again it is the same").toEqual(read.filter((own) => own.text !== ""));
  });
});
