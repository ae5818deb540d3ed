// What travels in the page beside the engine: vocabulary, policies, the places where they hold, words, a county's figures.

import { unpacked } from "./packed.ts";
import type { FiguresFile, PolicyWords, Text, VocabularyWords } from "./policy-words.ts";
import type { InForce } from "./types.ts";

export type { FactWords, GroupWords, OfficeAddress, PolicyWords, Text } from "./policy-words.ts";

export type Language = keyof Text;

export interface Policy {
  id: string;
  in_force: InForce;
  /** Compiled. */
  bytes: Uint8Array;
  words: PolicyWords;
}

/** A place, and the documents that hold there. */
export interface Place {
  id: string;
  name: Text;
  /** So many of its policies are its own; those after them are of the laws above it. */
  local: number;
  policies: Policy[];
  /** What several policies give, as the engine reads it. */
  same: string;
}

export interface Data {
  vocabulary: { bytes: Uint8Array; words: VocabularyWords };
  policies: Policy[];
  /** None where documents are offered one by one. */
  places: Place[];
  figures: FiguresFile | null;
}

/** Where bytes begin behind the JSON, and how many they are. */
type At = [start: number, count: number];

/** What stands in the data block of the page, as crates/bundle/src/lib.rs writes it. */
interface Written {
  vocabulary: { bytes: At; words: VocabularyWords };
  policies: (Omit<Policy, "bytes"> & { bytes: At })[];
  places: { id: string; name: Text; local: string[]; above: string[] }[];
  /** What is given, the policy and clause by which only the higher is, policy and provision of each that gives it. */
  same: [what: string, once: [policy: string, at: string] | null, provisions: [policy: string, provision: string][]][];
  figures: FiguresFile | null;
}

/** One document, as a place where nothing else holds. */
export const alone = (policy: Policy): Place => ({ id: policy.id, name: policy.words.place, local: 1, policies: [policy], same: "" });

export const isAlone = ({ policies }: Place): boolean => policies.length === 1;

/** What a resident may choose among. */
export const offered = ({ places, policies }: Data): Place[] => (places.length > 0 ? places : policies.map(alone));

/** Reads what crates/bundle/src/payload.rs writes: how long the JSON is, the JSON, and the bytes it points to. */
export async function readData(text: string): Promise<Data> {
  const all = await unpacked(text);
  const length = new DataView(all).getUint32(0, true);
  const { vocabulary, places, same, figures, ...read }: Written = JSON.parse(new TextDecoder().decode(new Uint8Array(all, 4, length)));
  const bytes = ([start, count]: At) => new Uint8Array(all, 4 + length + start, count);
  const policies: Policy[] = read.policies.map((policy) => ({ ...policy, bytes: bytes(policy.bytes) }));
  const lines = same.map(([what, once, provisions]) => [what, ...(once ?? ["", ""]), ...provisions.flat()].join("\t")).join("\n");
  return {
    vocabulary: { ...vocabulary, bytes: bytes(vocabulary.bytes) },
    policies,
    places: places.map(({ id, name, local, above }) => ({
      id,
      name,
      local: local.length,
      policies: [...local, ...above].flatMap((own) => policies.filter((policy) => policy.id === own)),
      same: lines,
    })),
    figures,
  };
}
