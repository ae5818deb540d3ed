// What an answer comes to in a few points: what is certain, what is open and what it hangs on, the one thing to do
// first. Results, card and voice begin with them (sentences.ts has their words). They tell no illness: they are read
// aloud and printed.

import { parseAsk } from "../engine/ask.ts";
import type { Because, FactDescription, FactValue, LayerOutcome, Outcome, Premium, Range, Settlement, Settling, Verdict, Way } from "../engine/types.ts";
import type { Told } from "../state/document.ts";
import { showsIllness } from "../state/illness.ts";
import type { Session } from "../state/session.ts";
import { shortfalls, type Shortfall } from "./checked.ts";
import { canBeSaid, whomToAsk } from "./statement.ts";

/** What is given, and by which outcome, where several are possible. */
export interface Item {
  told: Told;
  outcomes: Outcome[];
}

interface Items {
  items: Item[];
  /** So many beyond those. */
  more: number;
}

export type Point =
  /** Who this person is: the answers on which the rest depends. */
  | { kind: "told"; facts: Because[] }
  /** A settlement sheet paid less than the document gives. */
  | { kind: "short"; all: Shortfall[] }
  /** The bills, and who pays them. */
  | { kind: "bill"; settlement: Settlement }
  | ({ kind: "gives" } & Items)
  /** What one who is not insured gets by joining. */
  | ({ kind: "join"; fact: string; value: FactValue } & Items)
  | ({ kind: "if"; if: Settling[] } & Items)
  | { kind: "household"; pays: Range }
  /** No money at all, and the answers that most refusals share. */
  | { kind: "nothing"; because: Because[] }
  /** Nothing can be said yet. */
  | { kind: "waiting" };

/** A fact to find out, and a result that hangs on it. */
export interface ToFindOut {
  fact: string;
  told: Told;
}

/** The one thing to do first. */
export type First =
  | { kind: "answer" }
  /** Ask for what a settlement sheet lacks. */
  | { kind: "short"; shortfall: Shortfall }
  | ({ kind: "find_out" } & ToFindOut)
  /** Go to who decides this. */
  | { kind: "go"; told: Told }
  /** Nobody can claim by these documents now. */
  | { kind: "not_in_force" }
  | { kind: "elsewhere" };

export interface Opening {
  points: Point[];
  first: First;
}

/** So much money is named, so many services; the others are counted. */
const NAMED = { money: 3, services: 2 };
/** So many conditions one can keep in mind. */
const CONDITIONS = 2;

export function openingOf(session: Session): Opening {
  const short = shortfalls(session);
  if (session.answers.size === 0 && short.length === 0) return { points: [{ kind: "waiting" }], first: { kind: "answer" } };
  const all = session.verdicts.filter(({ verdict }) => verdict.private !== true);
  const settlement = billOf(session);
  const gives = given(session, all, settlement !== null);
  const join = isClaimed(session) ? joining(session) : null;
  // What is owed already comes before who one is, and before what might be had.
  const way = join || short.length > 0 ? null : ifThen(session, all, gives.length > 0 || settlement !== null);
  const money = (status: Verdict["status"]) => all.filter(({ verdict }) => verdict.kind === "money" && verdict.status === status);
  const refused = money("refused");
  const nothing = gives.length === 0 && !join && !settlement && refused.length > money("open").length;
  const named = [...gives, ...(way?.items ?? [])].map(({ told }) => told);
  const facts = nothing || short.length > 0 ? [] : [named, all].map((told) => whoIs(session, told)).find(({ length }) => length > 0) ?? [];
  const points: Point[] = [
    ...(facts.length > 0 ? [{ kind: "told" as const, facts }] : []),
    ...(short.length > 0 ? [{ kind: "short" as const, all: short }] : []),
    ...(settlement ? [{ kind: "bill" as const, settlement }] : []),
    ...(join ? [{ kind: "join" as const, ...join, ...few(join.items) }] : []),
    ...(gives.length > 0 ? [{ kind: "gives" as const, ...few(gives) }] : []),
    ...(nothing ? [{ kind: "nothing" as const, because: mainReason(session, refused) }] : []),
    ...(way ? [{ kind: "if" as const, if: way.if, ...few(way.items) }] : []),
    ...household(session),
  ];
  const [shortfall] = short;
  const first = shortfall ? { kind: "short" as const, shortfall } : toDo(session, join, [...(way?.items ?? []), ...gives], way?.if ?? []);
  return { points: points.some(({ kind }) => kind !== "told") ? points : [...points, { kind: "waiting" }], first };
}

function few(items: Item[]): Items {
  const named = items.some(({ told }) => isMoney(told)) ? NAMED.money : NAMED.services;
  return { items: items.slice(0, named), more: Math.max(0, items.length - named) };
}

// ---- what is certain ----

/** What an outcome may be of, other than a layer. */
const NO_LAYER = ["premium_aid", "premium_aid_amount", "subsidy", "enrolment", "service", "hint", "contribution", "share", "wait"];
/** The terms by which a layer gives; a row that only limits it gives nothing. */
const GIVING = ["rate", "at_least", "rate_plus", "bands", "deductible_less", "no_deductible", "cap_lifted", "cap_plus"];

const isOfLayer = (outcome: Outcome): outcome is LayerOutcome =>
  typeof outcome === "object" && Object.keys(outcome).some((key) => !NO_LAYER.includes(key));

function isGain(outcome: Outcome): boolean {
  if (outcome === "nothing") return false;
  if (isOfLayer(outcome)) return Object.values(outcome).some((terms) => terms !== "not_computed" && GIVING.some((term) => term in terms));
  return !(typeof outcome === "object" && ("wait" in outcome || "contribution" in outcome));
}

const isMoney = ({ verdict }: Told): boolean => verdict.kind === "money";

/** A law that names no sums gives services alone: these are what counts in it. */
const counts = (told: Told): boolean => isMoney(told) || !told.document.verdicts.some(isMoney);

/** What is given because of this person's own answers: exact amounts first; services where no money is certain. */
function given(session: Session, all: Told[], isBilled: boolean): Item[] {
  const certain = all.filter((told) => {
    const { status, because, outcomes } = told.verdict;
    return status === "granted" && because.length > 0 && counts(told) && outcomes.every((outcome) => isGain(outcome) && !(isBilled && isOfLayer(outcome)));
  });
  const money = certain.filter(isMoney).sort((one, other) => Number(isExact(session, other)) - Number(isExact(session, one)));
  return (money.length > 0 || isBilled ? money : certain).map((told) => ({ told, outcomes: told.verdict.outcomes }));
}

function isExact(session: Session, told: Told): boolean {
  const { amount } = told.verdict;
  return amount ? amount.least === amount.most : premiumOf(session, told) !== null;
}

/** The year's contribution, for the result that pays of it, where it is known how much that is. */
export function premiumOf({ paying, premium }: Session, { document, verdict }: Told): Premium | null {
  const pays = verdict.outcomes.some((outcome) => typeof outcome === "object" && ("premium_aid" in outcome || "premium_aid_amount" in outcome));
  return premium && document === paying && pays && premium.aid.least !== null && premium.aid.least === premium.aid.most ? premium : null;
}

/** The bills, where it is known what the patient pays, or within which bounds. */
function billOf({ settlement }: Session): Settlement | null {
  if (!settlement || settlement.total === null) return null;
  const { least, bounds } = settlement.patient_pays;
  return least !== null || bounds ? settlement : null;
}

function household({ people, paying }: Session): Point[] {
  const whole = paying?.whole;
  const pays = people.length > 1 && whole && "totals" in whole ? whole.totals.premium?.pays : undefined;
  return pays && pays.least !== null && pays.least === pays.most ? [{ kind: "household", pays }] : [];
}

// ---- what follows from what ----

type Join = { fact: string; value: FactValue; items: Item[] };

/** What a person may choose and has not: an insurance to join, where what is refused without it is then given. */
function joining(session: Session): Join | null {
  const doors = session.holding.flatMap((document) => document.answer.advice.flatMap((advice): Join[] => {
    const [path = "", value = ""] = Object.entries(advice.change)[0] ?? [];
    const ask = parseAsk(path);
    if (ask.kind !== "fact" || ask.stay !== undefined || session.fact(ask.fact)?.change !== "choose") return [];
    const items = advice.gains.flatMap((id, at) =>
      document.verdicts.filter(({ verdict }) => verdict.provision === id).map((told) => ({ told, outcomes: advice.outcomes[at] ?? [] })));
    const own = items.filter(({ told }) => counts(told) && told.verdict.private !== true);
    return own.length > 0 && own.every(({ told }) => told.verdict.status === "refused") ? [{ fact: ask.fact, value, items: own }] : [];
  }));
  const [first] = doors;
  return first ? { ...first, items: doors.filter(({ fact, value }) => fact === first.fact && value === first.value).flatMap(({ items }) => items) } : null;
}

interface Group {
  if: Settling[];
  items: Item[];
}

/** The condition on which most hangs: money; services where there is no money to speak of. */
function ifThen(session: Session, all: Told[], isMoneyKnown: boolean): Group | null {
  const groups = new Map<string, Group>();
  for (const told of all) {
    const way = shortest(session, told);
    if (!way) continue;
    const key = JSON.stringify(way.if);
    const group = groups.get(key) ?? { if: way.if, items: [] };
    group.items.push({ told, outcomes: [way.outcome] });
    groups.set(key, group);
  }
  const ofMoney = (group: Group) => group.items.filter(({ told }) => isMoney(told)).length;
  const [best] = [...groups.values()]
    .filter((group) => ofMoney(group) > 0 || !isMoneyKnown)
    .sort((one, other) => ofMoney(other) - ofMoney(one) || other.items.length - one.items.length || one.if.length - other.if.length);
  return best ?? null;
}

/** The shortest way to something given, if it can be said in a sentence. */
function shortest(session: Session, told: Told): Way | undefined {
  const { status, ways = [] } = told.verdict;
  if (status !== "open" || !counts(told)) return undefined;
  return ways
    .filter((way) => isGain(way.outcome) && way.if.length > 0 && way.if.length <= CONDITIONS && way.if.every((one) => isCondition(session, one)))
    .sort((one, other) => one.if.length - other.if.length)[0];
}

/** What is said after "if": nothing that one knows oneself, no illness, nothing of a stay to come. */
function isCondition(session: Session, settling: Settling): boolean {
  const fact = session.fact(settling.fact);
  if (!fact || !("values" in settling) || showsIllness(fact, settling.values) || fact.scope === "admission") return false;
  return isKnownElsewhere(session, fact) && canBeSaid(session, fact.id, settling.values);
}

// ---- who it is, and why not ----

/** The answers that make this person one whom the documents mean: a yes, or a status of the household. */
function whoIs(session: Session, named: Told[]): Because[] {
  const found = named.flatMap(({ verdict }) => verdict.because).filter(({ fact, value }) => {
    const description = session.fact(fact);
    if (!description || description.scope === "admission" || description.change === "choose" || session.answers.get(fact) !== value) return false;
    return (value === true || (description.values.includes("none") && value !== "none")) && !showsIllness(description, [value]) && canBeSaid(session, fact, [value]);
  });
  return found.filter(({ fact }, at) => found.findIndex((one) => one.fact === fact) === at).slice(0, 2);
}

/** The answers on which half of these refusals or more rest, as far as they can be said. */
export function mainReason(session: Session, refused: Told[]): Because[] {
  const found = new Map<string, { because: Because; times: number }>();
  for (const because of refused.flatMap(({ verdict }) => verdict.because)) {
    const key = `${because.fact} ${String(because.value)}`;
    found.set(key, { because, times: (found.get(key)?.times ?? 0) + 1 });
  }
  return [...found.values()]
    .filter(({ because: { fact, value }, times }) => {
      const description = session.fact(fact);
      return times * 2 >= refused.length && description && !showsIllness(description, [value]) && canBeSaid(session, fact, [value]);
    })
    .map(({ because }) => because).slice(0, 2);
}

// ---- what to do first ----

/** Whether something can be claimed by these documents now. */
const isClaimed = ({ validity, past }: Session): boolean => validity === "in_force" && !past;

function toDo(session: Session, join: Join | null, named: Item[], conditions: Settling[]): First {
  const { ask, reviewed } = session;
  if (ask && reviewed.length === 0) return { kind: "answer" };
  if (!isClaimed(session)) return { kind: "not_in_force" };
  const enrols = (told: Told) => told.verdict.outcomes.some((outcome) => typeof outcome === "object" && "enrolment" in outcome);
  const where = join && (session.verdicts.find((told) => told.verdict.status === "granted" && enrols(told)) ?? join.items[0]?.told);
  if (where) return { kind: "go", told: where };
  const conditional = named.flatMap(({ told }) => toFindOutOf(session, told).filter(({ fact }) => conditions.some((one) => one.fact === fact)));
  const [found] = [...conditional, ...named.flatMap(({ told }) => toFindOutOf(session, told))];
  if (found) return { kind: "find_out", ...found };
  return named[0] ? { kind: "go", told: named[0].told } : { kind: "elsewhere" };
}

/** What a result hangs on that was answered "I don't know" and can be found out. */
const toFindOutOf = (session: Session, told: Told): ToFindOut[] =>
  told.verdict.asks.filter((fact) => session.answers.get(fact) === null && isToFindOut(session, fact)).map((fact) => ({ fact, told }));

/** So many are asked about at once. */
const MOST_TO_FIND_OUT = 3;

/** The facts to find out on which most of the money hangs. */
export function toFindOut(session: Session): ToFindOut[] {
  const found = session.verdicts.filter((told) => isMoney(told) && told.verdict.private !== true).flatMap((told) => toFindOutOf(session, told));
  const times = ({ fact }: ToFindOut) => found.filter((other) => other.fact === fact).length;
  const each = found.filter(({ fact }, at) => found.findIndex((one) => one.fact === fact) === at);
  return each.sort((one, other) => times(other) - times(one)).slice(0, MOST_TO_FIND_OUT);
}

/** Nobody is sent to ask about a stay to come, about an illness, or about what they know best themselves. */
function isToFindOut(session: Session, id: string): boolean {
  const fact = session.fact(id);
  return fact !== undefined && fact.scope !== "admission" && fact.private === undefined && isKnownElsewhere(session, fact);
}

/** Whether somebody else knows it: whom its help names, or the office where it was chosen. */
const isKnownElsewhere = (session: Session, { id, change }: FactDescription): boolean => change !== "fixed" || whomToAsk(session, id) !== "";

/** What everybody has, whatever they answer. */
export const isEverybodys = ({ verdict }: Told): boolean => verdict.status === "granted" && verdict.because.length === 0;
