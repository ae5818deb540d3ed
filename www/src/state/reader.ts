// One who reads in a language, with the words at hand: of all documents of a place, or of one of them.

import type { Data, GroupWords, Language, Policy } from "../engine/data.ts";
import type { FactDescription } from "../engine/types.ts";

export interface Reader {
  readonly language: Language;
  /** What the documents give is over: they do not hold any more, or are read as they held before. */
  readonly past: boolean;
  readonly data: Data;
  /** The documents with words of their own; of two that have words for one thing the first counts. */
  readonly policies: readonly Policy[];
  /** The facts that they test. */
  readonly facts: readonly FactDescription[];
  /** Readings taken the other way. */
  readonly readings: Readonly<Record<string, boolean>>;
}

export const factOf = ({ facts }: Reader, id: string): FactDescription | undefined => facts.find((fact) => fact.id === id);

/** The flags that are asked together: of each group the shared ones, then those that documents add. */
export const groupsOf = ({ data, policies }: Reader): GroupWords[] =>
  Object.entries(data.vocabulary.words.groups).map(([id, group]) =>
    ({ ...group, facts: Object.assign({}, group.facts, ...policies.map(({ words }) => words.groups[id] ?? {})) }));
