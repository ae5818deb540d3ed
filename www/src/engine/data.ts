// What travels in the page beside the engine: vocabulary, policies, the places where they hold, words, a county's figures.

import { fromBase64, unpacked } from "./packed.ts";
import type { FiguresFile, PolicyWords, Text, VocabularyWords } from "./policy-words.ts";
import type { InForce } from "./types.ts";

export type { FactWords, OfficeAddress, PolicyWords, Text } from "./policy-words.ts";

export type Language = keyof Text;

export interface Policy {
  id: string;
  in_force: InForce;
  /** Compiled, base64: only what is opened is decoded. */
  bytes: string;
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

/** What stands in the data block of the page. */
interface Written {
  vocabulary: { bytes: string; words: VocabularyWords };
  policies: Policy[];
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

export async function readData(text: string): Promise<Data> {
  const { vocabulary, policies, places, same, figures }: Written = JSON.parse(new TextDecoder().decode(await unpacked(text)));
  const lines = same.map(([what, once, provisions]) => [what, ...(once ?? ["", ""]), ...provisions.flat()].join("\t")).join("\n");
  return {
    vocabulary: { bytes: fromBase64(vocabulary.bytes), words: vocabulary.words },
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
