// What travels in the page beside the engine: vocabulary, policies, words, a county's figures.

import type { Figures } from "./types.ts";
import { fromBase64, unpacked } from "./packed.ts";

/** One text in both languages. */
export interface Text {
  zh: string;
  en: string;
}

export type Language = keyof Text;

export interface FactWords {
  label: Text;
  question: Text;
  help?: Text;
  unit?: Text;
  values?: Record<string, Text>;
}

export interface ReadingWords {
  kind?: string;
  at: string | string[];
  question: Text;
  taken: Text;
  other: Text;
}

export interface ProvisionWords {
  title: Text;
  what: Text;
  claim?: Text;
  emended?: Text;
  rows?: Record<string, Text>;
}

export interface PolicyWords {
  place: Text;
  title: Text;
  note?: Text;
  facts?: Record<string, FactWords>;
  readings: Record<string, ReadingWords>;
  provisions: Record<string, ProvisionWords>;
}

export interface Policy {
  id: string;
  bytes: Uint8Array;
  words: PolicyWords;
}

/** Where to go: none of the documents says it, a county's figures file does. */
export type Office = Record<string, string | Text>;

export interface CountyFigures {
  /** Invented for tests and demonstration: the page says so on every screen. */
  example: boolean;
  office: Office | null;
  values: Figures;
  sources: Record<string, { source: string | Text; date: string }>;
}

export interface Data {
  vocabulary: { bytes: Uint8Array; facts: Record<string, FactWords> };
  policies: Policy[];
  figures: CountyFigures | null;
}

export async function readData(text: string): Promise<Data> {
  const read = JSON.parse(new TextDecoder().decode(await unpacked(text)));
  return {
    vocabulary: { bytes: fromBase64(read.vocabulary.bytes), facts: read.vocabulary.words.facts },
    policies: read.policies.map((policy: { id: string; bytes: string; words: PolicyWords }) => ({
      ...policy,
      bytes: fromBase64(policy.bytes),
    })),
    figures: read.figures,
  };
}
