// Outcomes in words: the lines of crates/policies/outcomes.toml, which the command says too.

import { TIER } from "../engine/ask.ts";
import type { Outcome, Share, Wait } from "../engine/types.ts";
import type { Document, Told } from "../state/document.ts";
import { yuan } from "../state/money.ts";
import { factOf, type Reader } from "../state/reader.ts";
import { labelOf } from "./names.ts";
import { say, text } from "./say.ts";

export function outcomeWords(reader: Reader, outcome: Outcome): string {
  if (typeof outcome === "string") return line(reader, outcome, "");
  const words = Object.entries(outcome).map(([kind, given]: [string, unknown]) =>
    kind === "service" && typeof given === "object" ? line(reader, "free_places", (given as { free_places: number }).free_places) :
    kind === "share" ? termsWords(reader, { on: labelOf(reader, (given as Share).on), part: (given as Share).bands, at_most: (given as Share).cap }) :
    kind === "wait" ? termsWords(reader, { wait: "", at_least_months: (given as Wait).at_least }) :
    kind === "premium_aid" && given !== "not_stated" ? shareWords(reader, given as ShareOf) :
    given === "not_computed" ? `${layerName(reader, kind)}${say(reader, "colon")}${line(reader, given, "")}`
      : typeof given !== "object" || kind === "hint" ? line(reader, kind, given)
      : `${layerName(reader, kind)}${say(reader, "colon")}${termsWords(reader, given)}`);
  return words.join(say(reader, "semicolon"));
}

/** A share of the contribution, exact or a floor. */
function shareWords(reader: Reader, given: ShareOf): string {
  const [kind, n] = typeof given === "string" ? ["premium_aid", given] : ["premium_aid_at_least", given.at_least];
  return text(reader, reader.data.vocabulary.words.outcomes[kind]).replace("{share}", line(reader, shareLine(reader), n));
}

/** The line of a share: of the tier-1 contribution where contributions are by tier, else of one's own. */
const shareLine = (reader: Reader): string => (factOf(reader, TIER) ? "share" : "own_share");

type ShareOf = string | { at_least: string };

/** What a document calls a layer itself. */
export const ownLayerName = (reader: Reader, layer: string): string | undefined => {
  const own = reader.policies.map(({ words }) => words.layers[layer]).find((words) => words !== undefined);
  return own && text(reader, own);
};

/** What a layer is called. */
export const layerName = (reader: Reader, layer: string): string => ownLayerName(reader, layer) ?? line(reader, "layer", layer);

/** Each of the terms that has a place of its own in no line. */
const termsWords = (reader: Reader, terms: unknown): string =>
  Object.entries(terms ?? {})
    .filter(([term, given]) => term !== "reaches" && term !== "sum" && given !== undefined)
    .map(([term, given]) => line(reader, term, given))
    .join(say(reader, "comma"));

/** The line for this value, or the line of the name, its blanks filled in; else the value itself. */
function line(reader: Reader, name: string, given: unknown): string {
  const value = typeof given === "object" ? "" : String(given);
  const layer = /^(.+)\.deductible$/.exec(value)?.[1];
  if (name === "reaches" && layer !== undefined) return line(reader, "reaches_deductible", layer);
  const lines = reader.data.vocabulary.words.outcomes;
  const workedOut = /^[\d.]*$/.test(value) ? undefined : lines[`${name}.${value.endsWith("%") ? "share" : "formula"}`];
  const own = lines[`${name}.${value}`] ?? workedOut ?? lines[name];
  if (!own) return value;
  return text(reader, own).replace(/\{(\w+)\}/g, (_, blank: string) => {
    if (blank === "n") return value;
    if (blank === "yuan") return yuan(value);
    if (blank === "each") return each(reader, name, given);
    if (blank === "terms") return termsWords(reader, given);
    return line(reader, blank, typeof given === "object" ? (given as Record<string, unknown> | null)?.[blank] : given);
  });
}

/** Every item of a list. */
function each(reader: Reader, name: string, given: unknown): string {
  const items = given as unknown[];
  const words = items.map((item, at) => {
    if (name !== "deductible_by_stay") return line(reader, "band", item);
    return line(reader, at === items.length - 1 ? "later_stay" : "stay", { nth: at + 1, counts: item });
  });
  return words.join(say(reader, "comma"));
}

/** Every outcome still possible, shares of the contribution in one phrase; of one that is settled, the one. */
export function outcomesWords({ document: reader, verdict: { outcomes } }: Told): string {
  const shares = sharesOf(outcomes);
  const given = outcomes
    .filter((outcome) => outcome !== "nothing" && !isShare(outcome))
    .map((outcome) => outcomeWords(reader, outcome));
  if (shares.length > 0) given.unshift(shareWords(reader, inOnePhrase(reader, shares)));
  return orNothing(reader, given, outcomes);
}

/** Of several outcomes that are possible; that nothing is, is never said without what it hangs on. */
function orNothing(reader: Reader, given: string[], outcomes: Outcome[]): string {
  const words = given.join(say(reader, "or_else"));
  if (!outcomes.includes("nothing")) return words;
  return given.length > 0 ? say(reader, "or_nothing", { words }) : outcomeWords(reader, "nothing");
}

/** Hints on the bills, each once, in the words of its document, with the clause and the readings it rests on. */
export function hintsWords(all: Told[]): string[] {
  const said = all.flatMap(({ document, verdict: { provision, hints = [], cites } }) =>
    hints.map(({ row, readings }) => {
      const rows = document.policy.words.provisions[provision]?.rows;
      const hint = `${text(document, rows?.[row])} (${cites.map(({ at }) => at).join("、")})`;
      return [hint, ...readings.map((id) => readingWords(document, id))].join(" ");
    }));
  return [...new Set(said)];
}

/** How a reading is taken now. */
function readingWords(document: Document, id: string): string {
  const words = document.policy.words.readings[id];
  return document.readings[id] === false
    ? `${say(document, "reading_switched")} ${text(document, words?.other)}`
    : `${say(document, "reading_taken")}${text(document, words?.taken)}`;
}

/** What is paid of the contribution, everything still possible. */
export function sharesWords(reader: Reader, outcomes: Outcome[]): string {
  const shares = sharesOf(outcomes);
  const others = outcomes.filter((outcome) => outcome !== "nothing" && !isShare(outcome)).map((outcome) => outcomeWords(reader, outcome));
  if (shares.length > 0) others.unshift(line(reader, shareLine(reader), inOnePhrase(reader, shares)));
  return orNothing(reader, others, outcomes);
}

type AidShare = Extract<Outcome, { premium_aid: string }>;

/** Whether it is an exact share of the contribution. */
const isShare = (outcome: Outcome): outcome is AidShare =>
  typeof outcome === "object" && "premium_aid" in outcome && typeof outcome.premium_aid === "string" && outcome.premium_aid !== "not_stated";

/** The shares of the contribution among the outcomes, the least first. */
const sharesOf = (outcomes: Outcome[]): string[] =>
  outcomes.filter(isShare).map(({ premium_aid }) => premium_aid).sort((one, other) => one.localeCompare(other, "en", { numeric: true }));

/** "50%, 70%, or 100", for a line that puts a per cent sign behind it. */
function inOnePhrase(reader: Reader, shares: string[]): string {
  const last = shares[shares.length - 1] ?? "";
  return shares.length < 2 ? last : `${shares.slice(0, -1).map((n) => `${n}%`).join(say(reader, "comma"))}${say(reader, "or_else")}${last}`;
}
