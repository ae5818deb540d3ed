// What cells of a file hold, as forms read and write it.

import type { Content, Entries, Place, Section } from "./studio-types.ts";

export const both = (zh: string, en: string): Content => ({ both: { zh, en } });

export const textOf = (content: Content | undefined): string =>
  content === undefined ? "" : "text" in content ? content.text : "toml" in content ? content.toml : "texts" in content ? content.texts.join("、") : "";

export const textsOf = (content: Content | undefined): string[] =>
  content === undefined ? [] : "texts" in content ? content.texts : "text" in content ? [content.text] : [];

export const entriesOf = (content: Content | undefined): Entries => (content !== undefined && "table" in content ? content.table : []);

export const rowsOf = (content: Content | undefined): Entries[] => (content !== undefined && "rows" in content ? content.rows : []);

/** A text in both languages, of which one may be missing. */
export function bothOf(content: Content | undefined): { zh: string; en: string } {
  if (content !== undefined && "both" in content) return content.both;
  const own = new Map(entriesOf(content));
  return { zh: textOf(own.get("zh")), en: textOf(own.get("en")) };
}

/** What a text is called on the screen: in Chinese where it has no English. */
export function wordsOf(content: Content | undefined, language: "zh" | "en"): string {
  const own = bothOf(content);
  return own[language] || own.zh;
}

/** What stands at a key of a section, or inside of it: `in_force.from`. */
export function at(section: Section, path: string): Content | undefined {
  const [key = "", ...rest] = path.split(".");
  const cell = section.cells.find((cell) => cell.key === key)?.content;
  return rest.reduce((content, key) => new Map(entriesOf(content)).get(key), cell);
}

/** The place of a key in a table: crates/studio/src/place.rs. */
export const keyed = (table: Place, key: string): Place => `${table}.${/^[\w-]+$/.test(key) ? key : `"${key.replace(/["\\]/g, "\\$&")}"`}`;

/** Clauses as one writes them: 二、三 or with commas and spaces. */
export const clausesOf = (text: string): string[] => text.split(/[、，,;；\s]+/).filter((one) => one !== "");

/** Each value in a table, with the keys that lead to it. A table at keys that are `whole` is one value. */
export function leavesOf(content: Content | undefined, whole: (path: string[]) => boolean, path: string[] = []): { path: string[]; content: Content }[] {
  if (content === undefined) return [];
  if (!("table" in content) || whole(path)) return [{ path, content }];
  return content.table.flatMap(([key, inner]) => leavesOf(inner, whole, [...path, key]));
}

/** The numbers of a value and of all that is in it, as figures of a policy have them: `25% of figure.income` has 25. */
export function numbersOf(content: Content | undefined): string[] {
  if (content === undefined) return [];
  if ("table" in content) return content.table.flatMap(([, inner]) => numbersOf(inner));
  if ("rows" in content) return content.rows.flatMap((table) => numbersOf({ table }));
  return [textOf(content), ...textsOf(content)].flatMap((text) => text.split(/[\s、]+/)).filter((word) => /^\d+(\.\d*)?%?$/.test(word)).map((word) => plainNumber(word.replace("%", "")));
}

/** A table with a value put at the end of keys, made on the way. */
export function withLeaf(entries: Entries, [key = "", ...rest]: string[], content: Content): Entries {
  const old = entries.find(([own]) => own === key);
  const inner: Content = rest.length === 0 ? content : { table: withLeaf(entriesOf(old?.[1]), rest, content) };
  return old ? entries.map((entry): [string, Content] => (entry === old ? [key, inner] : entry)) : [...entries, [key, inner]];
}

/** A number as figures of a policy have it: 360.00 is 360. */
export const plainNumber = (text: string): string => (/^\d+\.\d*$/.test(text) ? text.replace(/\.?0+$/, "") : text);
