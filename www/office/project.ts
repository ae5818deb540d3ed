// A project file: all files of a document in one, to save, to send and to open again. It is plain text, so that a person
// can read it and a comparison of two shows what was changed: docs/policy-format.md says how it is written.

import type { WordId } from "./words.ts";

/** A file of a project. */
export interface Part {
  name: string;
  text: string;
}

/** Why a text is no project file: at which line, from 1. */
export interface Damage {
  word: WordId;
  line: number;
  /** The name or the file that is meant. */
  part: string;
}

/** What the pasted text of a document is called in it. */
export const SOURCE = "source.txt";

/** The files there is one of; the others are clause tables. */
const ONES = ["policy.toml", "figures.toml", "cases.toml", SOURCE];

const FIRST = "Mingbai project ";
const VERSION = "1";
const HEAD = "====";
const END = `${HEAD} end`;
const NO_NEWLINE = "\\ no newline";

export const isProject = (name: string): boolean => name.toLowerCase().endsWith(".mingbai");

/** What the name of a file in it may not have. */
const UNFIT = /[/\\\u0000-\u001f\u007f-\u009f]/g;

const isName = (name: string): boolean => ONES.includes(name) || (/.\.tsv$/i.test(name) && name.search(UNFIT) < 0);

/** The lines of a text, each with its end. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Files as one. Those that hold nothing are left out. */
export function packed(parts: Part[]): string {
  const all = [`${FIRST}${VERSION}\n`];
  for (const { name, text } of parts) {
    if (text === "") continue;
    all.push(`${HEAD} ${name.replace(UNFIT, "_")}\n`, text.replace(/(^|\n)(?=\\|====)/g, "$1\\"));
    if (!text.endsWith("\n")) all.push(`\n${NO_NEWLINE}\n`);
  }
  all.push(`${END}\n`);
  return all.join("");
}

/** The files in a project file, in its order; or what is wrong with it, and where. */
export function unpacked(text: string): Part[] | Damage {
  const [first = "", ...lines] = linesOf(text.replace(/^\ufeff/, ""));
  const [, version] = /^Mingbai project (\d+)\s*$/.exec(first) ?? [];
  if (version !== VERSION) return { word: version ? "project_newer" : "no_project", line: 1, part: version ?? "" };
  const parts: Part[] = [];
  for (const [index, line] of lines.entries()) {
    const at = (word: WordId, part: string): Damage => ({ word, line: index + 2, part });
    const own = parts[parts.length - 1];
    if (line.trimEnd() === END) {
      const after = lines.slice(index + 1).findIndex((rest) => rest.trim() !== "");
      return after < 0 ? parts : { word: "project_joined", line: index + after + 3, part: END };
    }
    if (line.startsWith(HEAD)) {
      const name = line.slice(HEAD.length).replace(/^ /, "").trimEnd();
      if (!isName(name)) return at("project_name", name);
      if (parts.some((part) => part.name === name)) return at("project_twice", name);
      parts.push({ name, text: "" });
    } else if (!own) return at("project_head", `${HEAD} policy.toml`);
    else if (!line.startsWith("\\")) own.text += line;
    else if (/^\\(\\|====)/.test(line)) own.text += line.slice(1);
    else if (line.trimEnd() === NO_NEWLINE) own.text = own.text.replace(line.endsWith("\r\n") ? /\r?\n$/ : /\n$/, "");
    else return at("project_escape", own.name);
  }
  return { word: "project_cut", line: lines.length + 1, part: parts[parts.length - 1]?.name ?? "" };
}
