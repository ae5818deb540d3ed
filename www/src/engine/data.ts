// What travels in the page beside the engine: vocabulary, policies, words, a county's figures.

import { unpacked } from "./packed.ts";
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

/** Reads what crates/cli/src/payload.rs wrote: how long the JSON is, the JSON, and the bytes it points to. */
export async function readData(text: string): Promise<Data> {
  const all = await unpacked(text);
  const length = new DataView(all).getUint32(0, true);
  const read = JSON.parse(new TextDecoder().decode(new Uint8Array(all, 4, length)));
  const bytes = ([start, count]: [number, number]) => new Uint8Array(all, 4 + length + start, count);
  return {
    vocabulary: { ...read.vocabulary, bytes: bytes(read.vocabulary.bytes) },
    policies: read.policies.map((policy: { bytes: [number, number] }) => ({ ...policy, bytes: bytes(policy.bytes) })),
    figures: read.figures,
  };
}
