// Outcomes in words: the lines of crates/policies/outcomes.toml, which the command says too.

import { TIER } from "../engine/ask.ts";
import type { Outcome, Share, Verdict, Wait } from "../engine/types.ts";
import { yuan } from "../state/money.ts";
import type { Session } from "../state/session.ts";
import { say, text } from "./say.ts";

/** One who reads in a language, and the words at hand. */
type Reader = Pick<Session, "language" | "data" | "description"> & { policy?: Session["policy"] };

export function outcomeWords(session: Reader, outcome: Outcome): string {
  if (typeof outcome === "string") return line(session, outcome, "");
  const words = Object.entries(outcome).map(([kind, given]: [string, unknown]) =>
    kind === "service" && typeof given === "object" ? line(session, "free_places", (given as { free_places: number }).free_places) :
    kind === "share" ? termsWords(session, { part: (given as Share).bands, at_most: (given as Share).cap }) :
    kind === "wait" ? termsWords(session, { wait: "", at_least_months: (given as Wait).at_least }) :
    kind === "premium_aid" && given !== "not_stated" ? shareWords(session, given as ShareOf) :
    given === "not_computed" ? `${layerName(session, kind)}${say(session, "colon")}${line(session, given, "")}`
      : typeof given !== "object" || kind === "hint" ? line(session, kind, given)
      : `${layerName(session, kind)}${say(session, "colon")}${termsWords(session, given)}`);
  return words.join(say(session, "semicolon"));
}

/** A share of the contribution, exact or a floor. */
function shareWords(session: Reader, given: ShareOf): string {
  const [kind, n] = typeof given === "string" ? ["premium_aid", given] : ["premium_aid_at_least", given.at_least];
  return text(session, session.data.vocabulary.words.outcomes[kind]).replace("{share}", line(session, shareLine(session), n));
}

/** The line of a share: of the tier-1 contribution where contributions are by tier, else of one's own. */
const shareLine = ({ description }: Reader): string =>
  description?.facts.some(({ id }) => id === TIER) ? "share" : "own_share";

type ShareOf = string | { at_least: string };

/** What the policy calls a layer itself. */
export const ownLayerName = (session: Reader, layer: string): string | undefined => {
  const own = session.policy?.words.layers[layer];
  return own && text(session, own);
};

/** What a layer is called. */
export const layerName = (session: Reader, layer: string): string => ownLayerName(session, layer) ?? line(session, "layer", layer);

/** Each of the terms that has a place of its own in no line. */
const termsWords = (session: Reader, terms: unknown): string =>
  Object.entries(terms ?? {})
    .filter(([term, given]) => term !== "reaches" && term !== "sum" && given !== undefined)
    .map(([term, given]) => line(session, term, given))
    .join(say(session, "comma"));

/** The line for this value, or the line of the name, its blanks filled in; else the value itself. */
function line(session: Reader, name: string, given: unknown): string {
  const value = typeof given === "object" ? "" : String(given);
  const layer = /^(.+)\.deductible$/.exec(value)?.[1];
  if (name === "reaches" && layer !== undefined) return line(session, "reaches_deductible", layer);
  const lines = session.data.vocabulary.words.outcomes;
  const workedOut = /^[\d.]*$/.test(value) ? undefined : lines[`${name}.${value.endsWith("%") ? "share" : "formula"}`];
  const own = lines[`${name}.${value}`] ?? workedOut ?? lines[name];
  if (!own) return value;
  return text(session, own).replace(/\{(\w+)\}/g, (_, blank: string) => {
    if (blank === "n") return value;
    if (blank === "yuan") return yuan(value);
    if (blank === "each") return each(session, name, given);
    if (blank === "terms") return termsWords(session, given);
    return line(session, blank, typeof given === "object" ? (given as Record<string, unknown> | null)?.[blank] : given);
  });
}

/** Every item of a list. */
function each(session: Reader, name: string, given: unknown): string {
  const items = given as unknown[];
  const words = items.map((item, at) => {
    if (name !== "deductible_by_stay") return line(session, "band", item);
    return line(session, at === items.length - 1 ? "later_stay" : "stay", { nth: at + 1, counts: item });
  });
  return words.join(say(session, "comma"));
}

/** Every outcome still possible, shares of the contribution in one phrase; of one that is settled, the one. */
export function outcomesWords(session: Session, { outcomes }: Verdict): string {
  const shares = sharesOf(outcomes);
  const given = outcomes
    .filter((outcome) => outcome !== "nothing" && !isShare(outcome))
    .map((outcome) => outcomeWords(session, outcome));
  if (shares.length > 0) given.unshift(shareWords(session, inOnePhrase(session, shares)));
  if (outcomes.includes("nothing")) given.push(outcomeWords(session, "nothing"));
  return given.join(say(session, "or_else"));
}

/** Hints on the bills, each once, in the words of the policy, with the clause and the readings it rests on. */
export function hintsWords(session: Session): string[] {
  const words = session.policy?.words.provisions ?? {};
  const said = (session.answer?.verdicts ?? []).flatMap(({ provision, hints = [], cites }) =>
    hints.map(({ row, readings }) => {
      const hint = `${text(session, words[provision]?.rows?.[row])} (${cites.map(({ at }) => at).join("、")})`;
      return [hint, ...readings.map((id) => readingWords(session, id))].join(" ");
    }));
  return [...new Set(said)];
}

/** How a reading is taken now. */
function readingWords(session: Session, id: string): string {
  const words = session.policy?.words.readings[id];
  return session.readings[id] === false
    ? `${say(session, "reading_switched")} ${text(session, words?.other)}`
    : `${say(session, "reading_taken")}${text(session, words?.taken)}`;
}

/** What is paid of the contribution, everything still possible. */
export function sharesWords(session: Session, outcomes: Outcome[]): string {
  const shares = sharesOf(outcomes);
  const others = outcomes.filter((outcome) => !isShare(outcome)).map((outcome) => outcomeWords(session, outcome));
  if (shares.length > 0) others.unshift(line(session, shareLine(session), inOnePhrase(session, shares)));
  return others.join(say(session, "or_else"));
}

type AidShare = Extract<Outcome, { premium_aid: string }>;

/** Whether it is an exact share of the contribution. */
const isShare = (outcome: Outcome): outcome is AidShare =>
  typeof outcome === "object" && "premium_aid" in outcome && typeof outcome.premium_aid === "string" && outcome.premium_aid !== "not_stated";

/** The shares of the contribution among the outcomes, the least first. */
const sharesOf = (outcomes: Outcome[]): string[] =>
  outcomes.filter(isShare).map(({ premium_aid }) => premium_aid).sort((one, other) => one.localeCompare(other, "en", { numeric: true }));

/** "50%, 70%, or 100", for a line that puts a per cent sign behind it. */
function inOnePhrase(session: Session, shares: string[]): string {
  const last = shares[shares.length - 1] ?? "";
  return shares.length < 2 ? last : `${shares.slice(0, -1).map((n) => `${n}%`).join(say(session, "comma"))}${say(session, "or_else")}${last}`;
}
