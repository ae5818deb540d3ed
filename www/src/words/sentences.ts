// The sentences that results, card and voice begin with: each point of opening.ts by its pattern of words.ts, filled
// with the words of the documents. Nothing else is said there.

import type { Because, Range, Settlement, Settling, Supposed } from "../engine/types.ts";
import type { Session } from "../state/session.ts";
import { amountLine, amountWords, layerWords, paying, supposingWords, workedOutWords } from "./amount.ts";
import { shortfallToDo, shortfallWords } from "./checked.ts";
import { factWords, titleOf } from "./names.ts";
import { openingOf, premiumOf, toFindOut, type First, type Item, type Point, type ToFindOut } from "./opening.ts";
import { officeOf } from "./office.ts";
import { sharesWords } from "./outcome.ts";
import { say, space, text } from "./say.ts";
import { inside, isSo, whomToAsk } from "./statement.ts";

/** A sentence, and the list that it introduces. */
export interface Sentence {
  kind: Point["kind"];
  words: string;
  items: string[];
}

export interface OpeningWords {
  sentences: Sentence[];
  first: First;
  /** What to do first. */
  toDo: string;
}

export function openingWords(session: Session): OpeningWords {
  const { points, first } = openingOf(session);
  const [one, next, ...others] = points.map((point) => ({ kind: point.kind, ...sentence(session, point) }));
  // Who one is, and what that gives, is read in one breath.
  const begin = one?.kind === "told" && next ? [{ ...next, words: `${one.words}${space(session)}${next.words}` }] : [one, next];
  const sentences = [...begin, ...others].flatMap((sentence) => sentence ?? []);
  return { sentences, first, toDo: toDoWords(session, first) };
}

/** All of it, sentence by sentence, for a voice. */
export function spokenOpening(session: Session): string[] {
  const { sentences, toDo } = openingWords(session);
  return [...sentences.flatMap(({ words, items }) => [words, ...items]), toDo];
}

function sentence(session: Session, point: Point): { words: string; items: string[] } {
  switch (point.kind) {
    case "told":
      return alone(point.facts.map(({ fact, value }) => say(session, "opening_told", { fact: begun(isSo(session, fact, [value])) })).join(space(session)));
    case "short": {
      const [words = "", ...items] = point.all.map((one) => begun(shortfallWords(session, one)));
      return { words, items };
    }
    case "bill":
      return { words: billWords(session, point.settlement), items: payers(session, point.settlement) };
    case "gives":
      return { words: say(session, "opening_gives"), items: items(session, point) };
    case "join": {
      const join = text(session, session.data.vocabulary.words.outcomes[`enrolment.${String(point.value)}`]);
      const words = join ? say(session, "opening_join", { join }) : say(session, "opening_if", { if: isSo(session, point.fact, [point.value]) });
      return { words, items: items(session, point) };
    }
    case "if": {
      const conditions = and(session, point.if.map((one) => isSo(session, one.fact, "values" in one ? one.values : [])));
      return { words: say(session, "opening_if", { if: conditions }), items: items(session, point, point.if) };
    }
    case "household":
      return alone(say(session, "opening_household", { amount: amountWords(session, point.pays) }));
    case "nothing": {
      return alone(say(session, session.alone || session.past ? "opening_nothing" : "opening_nothing_place", { because: reasonWords(session, point.because, "opening_because") }));
    }
    case "waiting":
      return alone(say(session, session.ask ? "nothing_yet" : session.alone ? "nothing_granted" : "nothing_granted_place"));
  }
}

const alone = (words: string) => ({ words, items: [] });

/** An English sentence begins with a capital. */
const begun = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const and = (session: Session, all: string[]): string => all.join(say(session, "opening_and"));

/** The answers on which refusals rest, behind what they are the reason of; empty where there are none. */
export const reasonWords = (session: Session, because: Because[], pattern: "opening_because" | "refused_because"): string =>
  because.length > 0 ? say(session, pattern, { facts: and(session, because.map(({ fact, value }) => isSo(session, fact, [value]))) }) : "";

// ---- what is given ----

const items = (session: Session, { items, more }: { items: Item[]; more: number }, conditions: Settling[] = []): string[] => [
  ...items.map((item) => itemWords(session, item, conditions)),
  ...(more > 0 ? [say(session, "why_more", { n: more })] : []),
];

/** What it is called; behind it the amount or the share, where the title does not say it. */
function itemWords(session: Session, { told, outcomes }: Item, conditions: Settling[]): string {
  const { document, verdict } = told;
  const premium = premiumOf(session, told);
  const isAsSupposed = (premium?.supposing ?? []).every((one) => conditions.some((condition) => settles(condition, one)));
  const said = premium && isAsSupposed ? premiumWords(session, premium.aid, premium.pays)
    : verdict.amount ? workedOutWords(document, verdict)
    : outcomes.every(isInTitle) ? []
    : [sharesWords(document, outcomes)];
  return said.length > 0 ? say(session, "with_values", { what: titleOf(told), values: said.join(say(session, "semicolon")) }) : titleOf(told);
}

const settles = (condition: Settling, { fact, values }: Supposed): boolean =>
  condition.fact === fact && "values" in condition && condition.values.every((value) => values.includes(value));

function premiumWords(session: Session, aid: Range, pays: Range): string[] {
  const paid = say(session, aid.floor ? "item_aid_floor" : "item_aid", { aid: amountWords(session, aid) });
  if (pays.least === null || pays.least !== pays.most) return [paid];
  return [paid, pays.most === "0.00" ? say(session, "item_pays_nothing") : say(session, aid.floor ? "item_pays_floor" : "item_pays", { pays: amountWords(session, pays) })];
}

/** Outcomes that are more than a title says; of a layer the title says the terms. */
const TOLD_APART = ["premium_aid", "premium_aid_amount", "subsidy", "service"];

const isInTitle = (outcome: Item["outcomes"][number]): boolean =>
  typeof outcome === "string" || !TOLD_APART.some((kind) => kind in outcome) || ("service" in outcome && outcome.service === "free");

// ---- bills ----

function billWords(session: Session, settlement: Settlement): string {
  const { total, patient_pays } = settlement;
  const { bounds } = patient_pays;
  const pays = bounds
    ? inside(say(session, "bounds", { range: amountWords(session, bounds) })) + (bounds.supposing.length > 0 ? say(session, "bounds_supposing") : "")
    : `${inside(layerWords(session, "patient_pays", settlement))}${space(session)}${amountWords(session, patient_pays)}`;
  const of = { total: amountWords(session, { least: total, most: total }), pays };
  return `${supposingWords(session, settlement)}${say(session, "opening_bill", of)}`;
}

/** Each layer that pays something; none where only bounds are known. */
function payers(session: Session, settlement: Settlement): string[] {
  if (settlement.patient_pays.bounds) return [];
  return paying(settlement)
    .filter(([layer, { most }]) => layer !== "patient_pays" && most !== "0.00")
    .map(([layer, range]) => amountLine(session, layerWords(session, layer, settlement), range));
}

// ---- what to do first ----

function toDoWords(session: Session, first: First): string {
  switch (first.kind) {
    case "answer": return say(session, "first_answer");
    case "short": return shortfallToDo(session, first.shortfall);
    case "find_out": return say(session, "first_find_out", { what: questionWords(session, first) });
    case "go": {
      const office = officeOf(first.told);
      const go = say(session, office?.isGuessed ? "first_go_guessed" : "first_go", { office: office?.words ?? say(session, "insurance_window") });
      return office?.isGuessed ? go + space(session) + say(session, "first_guessed") : go;
    }
    case "not_in_force": return say(session, session.past ? "first_lapsed" : "older_not_yet_note");
    case "elsewhere": return say(session, session.alone ? "refused_note" : "refused_note_place");
  }
}

/** A question that is still open, and whom to ask. */
function questionWords(session: Session, { fact, told }: ToFindOut): string {
  const whom = whomToAsk(session, fact) || say(session, "first_ask_at", { office: officeOf(told)?.words ?? say(session, "insurance_window") });
  return `${text(session, factWords(session, fact)?.question)}${space(session)}${whom}`;
}

/** What else to find out after that, and whom to ask. */
export const laterToDo = (session: Session, first: First): string[] =>
  toFindOut(session).filter(({ fact }) => first.kind !== "find_out" || fact !== first.fact).map((one) => questionWords(session, one));
