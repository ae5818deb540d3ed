// Files in and out: what a file is by its name, its text, a text as a file.

import type { Texts } from "./types.ts";

/** The files of a document that there is one of. */
export const NAMES = { policy: "policy.toml", figures: "figures.toml", cases: "cases.toml" } as const;

export type One = keyof typeof NAMES;

/** A text as a text field has it, and what its file had besides: saved, both are there again. */
export interface Written {
  text: string;
  /** A byte order mark, and carriage returns at the ends of lines. */
  mark: boolean;
  returns: boolean;
}

export const written = (text: string): Written => ({
  text: text.replace(/^\ufeff/, "").replace(/\r\n/g, "\n"),
  mark: text.startsWith("\ufeff"),
  returns: text.includes("\r\n"),
});

export const asFile = ({ text, mark, returns }: Written): string => (mark ? "\ufeff" : "") + (returns ? text.replace(/\n/g, "\r\n") : text);

/** What a file is, by its name: one of a document's files, a clause table, or nothing that is known. */
export function kindOf(name: string): One | "clauses" | undefined {
  const lower = name.toLowerCase();
  if (lower.endsWith(".tsv")) return "clauses";
  return lower.endsWith(".toml") ? (["cases", "figures", "policy"] as const).find((kind) => lower.includes(kind)) : undefined;
}

/** The text of a file; undefined where it is not UTF-8. */
export async function textOf(file: File): Promise<string | undefined> {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await new Response(file).arrayBuffer());
  } catch {
    return undefined;
  }
}

/** Gives the reader a file of this name. */
export function save(name: string, content: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export const NO_TEXTS: Texts = { policy: "", figures: "", cases: "", clauses: [] };
