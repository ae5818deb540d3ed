// What travels in the page beside the engine: vocabulary, policies, words, a county's figures.

import { fromBase64, unpacked } from "./packed.ts";
import type { FiguresFile, PolicyWords, Text, VocabularyWords } from "./policy-words.ts";

export type { FactWords, OfficeAddress, PolicyWords, Text } from "./policy-words.ts";

export type Language = keyof Text;

export interface Policy {
  id: string;
  bytes: Uint8Array;
  words: PolicyWords;
}

export interface Data {
  vocabulary: { bytes: Uint8Array; words: VocabularyWords };
  policies: Policy[];
  figures: FiguresFile | null;
}

export async function readData(text: string): Promise<Data> {
  const read = JSON.parse(new TextDecoder().decode(await unpacked(text)));
  return {
    vocabulary: { bytes: fromBase64(read.vocabulary.bytes), words: read.vocabulary.words },
    policies: read.policies.map((policy: { id: string; bytes: string; words: PolicyWords }) => ({
      ...policy,
      bytes: fromBase64(policy.bytes),
    })),
    figures: read.figures,
  };
}
