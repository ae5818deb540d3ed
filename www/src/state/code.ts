// The answers as a short text for a QR code, without a name: MB1/PLACE/VERSION/person/person/$figures/+view/CHECK, in the
// characters that a QR code packs best; where one document is looked at alone, it stands for the place. A window clerk
// opens it in the same page. A long one is cut into several (code-parts.ts).

import { parseFigure } from "../engine/ask.ts";
import type { FactDescription } from "../engine/types.ts";
import { valueOf as figureOf, type TypedFigures } from "./figures.ts";
import { fen, typedAmount, yuanOf } from "./money.ts";
import { RELATIONS, type Given, type Person } from "./person.ts";
import { MOST_STAYS, type Stay } from "./stays.ts";

export const MARK = "MB1";
const VERSION_LENGTH = 6;
const CHECK_LENGTH = 5;
const BASE = 36;
const DONT_KNOW = "-";
/** Ends who a person is to the one who answers. */
const RELATION = "*";
/** Begins the number of facts in a row that have no answer, where these are more than two. */
const RUN = "%";
/** Begins the figures, which no person begins with. */
const FIGURES = "$";
/** Begins how the documents are read, and each reading; no person begins with it. */
const VIEW = "+";

/** How the documents are read. */
export interface View {
  /** The day of an older time, ISO; empty for today. */
  day: string;
  /** The readings taken the other way. */
  readings: string[];
}

/** What is wrong with a code. */
export type CodeProblem = "damaged" | "other_document" | "other_version";

export interface Opened {
  /** The place, or the document. */
  place: string;
  version: string;
  people: string[];
  /** What was typed of the county's figures; empty where nothing was. */
  figures: string;
  view: View;
}

/** Of the policies of the place, whatever their order. */
export const versionOf = (policyHashes: string[]): string =>
  policyHashes.reduce((all, hash) => all ^ parseInt(hash.slice(0, VERSION_LENGTH), 16), 0)
    .toString(16).padStart(VERSION_LENGTH, "0").toUpperCase();

export function codeOf(place: string, policyHashes: string[], facts: FactDescription[], people: Person[], figures: TypedFigures = new Map(), view: View = { day: "", readings: [] }): string {
  const typed = figuresText(figures);
  const seen = viewText(view);
  const parts = [MARK, place.toUpperCase(), versionOf(policyHashes), ...people.map((person) => personText(person, facts)), ...(typed ? [FIGURES + typed] : []), ...(seen ? [VIEW + seen] : [])];
  return checked(parts.join("/"));
}

/** What a scanner typed through a Chinese input method, as if there were none. */
const TYPED: Record<string, string> = { "。": ".", "、": "/", "¥": "$", "×": "*" };
export const plain = (typed: string): string => typed.normalize("NFKC").replace(/[。、¥×]/g, (letter) => TYPED[letter] ?? "").toUpperCase();

/** With its check, which reveals what is misread or missing. */
export const checked = (text: string): string => `${text}/${check(text)}`;

/** The text without its check; null where they do not agree. */
export function unchecked(typed: string): string | null {
  const text = plain(typed).replace(/\s/g, "");
  const end = text.lastIndexOf("/");
  const body = text.slice(0, Math.max(end, 0));
  return check(body) === text.slice(end + 1) ? body : null;
}

/** The parts of a code; null when it is damaged or something else. */
export function opened(typed: string): Opened | null {
  const [mark, place, version, ...parts] = unchecked(typed)?.split("/") ?? [];
  const of = (begin: string) => parts.filter((part) => part.startsWith(begin));
  const [figures, views] = [of(FIGURES), of(VIEW)];
  const people = parts.filter((part) => !figures.includes(part) && !views.includes(part));
  const view = viewIn(views[0]?.slice(VIEW.length) ?? "");
  if (mark !== MARK || !place || !version || people.length === 0 || figures.length > 1 || views.length > 1 || !view) return null;
  return { place: place.toLowerCase(), version, people, figures: figures[0]?.slice(FIGURES.length) ?? "", view };
}

const viewText = ({ day, readings }: View): string => [day.replace(/-/g, ""), ...readings.map(named)].join(VIEW).toUpperCase();

/** How the documents are read, by a code; null where it is nothing of the kind. */
function viewIn(text: string): View | null {
  const [day = "", ...readings] = text.split(VIEW);
  const ids = readings.map(nameOf);
  return /^(\d{8})?$/.test(day) && ids.every((id) => NAME.test(id)) ? { day: day.replace(/^(....)(..)/, "$1-$2-"), readings: ids } : null;
}

function personText({ relation, answers, stays }: Person, facts: FactDescription[]): string {
  const who = relation ? RELATIONS.indexOf(relation) + RELATION : "";
  return who + [tokens(answers, facts), ...stays.map((stay) => stayText(stay, facts))].join(":");
}

/** What the bill says, and with a settlement sheet an empty part and what each layer paid. */
function stayText(stay: Stay, facts: FactDescription[]): string {
  const sheet = stay.paid && ["", ...[...stay.paid].filter(([, typed]) => typedAmount(typed) !== null).map(([layer, typed]) => `${named(layer)}$${amountText(typed)}`)];
  return [tokens(stay.facts, ofAdmission(facts)), amountText(stay.total), amountText(stay.in_scope), ...(sheet ?? [])].join("+").toUpperCase();
}

/** An amount in fen; empty where it is none yet. */
function amountText(typed: string): string {
  const plain = typedAmount(typed);
  return plain === null ? "" : fen(plain).toString(BASE);
}

const NAME = /^[a-z]\w*$/;

/** A QR code has no underscore in its own letters, a name has no hyphen. */
const named = (id: string): string => id.replace(/_/g, "-");

const nameOf = (token: string): string => token.toLowerCase().replace(/-/g, "_");

/** Each figure that has a value: its place and what was typed; bands as `from*percent`. */
function figuresText(figures: TypedFigures): string {
  const all = [...figures].flatMap(([path, typed]) => {
    const figure = parseFigure(path);
    const value = figureOf(figure, typed);
    const text = Array.isArray(value) ? value.map(({ from, percent }) => `${from}*${percent}`).join("$") : value;
    return text === null ? [] : [`${named(figure.inFile)}+${text}`];
  });
  return all.join(":").toUpperCase();
}

/** The figures of a code, as they would be typed; null where one could not be. */
export function figuresIn(text: string): TypedFigures | null {
  const figures: TypedFigures = new Map();
  for (const entry of text === "" ? [] : text.split(":")) {
    const [place = "", value = ""] = entry.split("+");
    const path = `figures.${nameOf(place)}`;
    const typed = value.toLowerCase().replace(/\*/g, "|").replace(/\$/g, "\n");
    if (!/^figures(\.[a-z]\w*)+$/.test(path) || figures.has(path) || figureOf(parseFigure(path), typed) === null) return null;
    figures.set(path, typed);
  }
  return figures;
}

const ofAdmission = (facts: FactDescription[]) => facts.filter(({ scope }) => scope === "admission");

function tokens(answers: Map<string, Given>, facts: FactDescription[]): string {
  return facts.map((fact) => token(fact, answers.get(fact.id))).join(".").replace(/\.+$/, "")
    .replace(/\.{3,35}/g, ({ length }) => RUN + length.toString(BASE)).toUpperCase();
}

function token({ kind, values }: FactDescription, given: Given | undefined): string {
  if (given === undefined) return "";
  if (given === null) return DONT_KNOW;
  if (typeof given === "boolean") return given ? "1" : "0";
  if (typeof given === "number") return given.toString(BASE);
  if (kind === "money") return fen(String(given)).toString(BASE);
  if (typeof given === "string") return values.indexOf(given).toString(BASE);
  return values.reduce((bits, value, at) => bits + (given.includes(value) ? 2 ** at : 0), 0).toString(BASE);
}

/** Fills a person from a code; false when it does not fit the facts. */
export function fill(person: Person, text: string, facts: FactDescription[]): boolean {
  const [whole = "", ...stays] = text.split(":");
  const [own = "", who] = whole.split(RELATION).reverse();
  if (who !== undefined) person.relation = RELATIONS[Number(who)] ?? null;
  if (who !== undefined && !person.relation) return false;
  if (stays.length > MOST_STAYS || !fillFacts(person.answers, own, facts)) return false;
  return stays.every((stay) => {
    const [tokens = "", total = "", inScope = "", ...sheet] = stay.split("+");
    const made: Stay = { facts: new Map(), total: amountOf(total), in_scope: amountOf(inScope) };
    if (sheet.length > 0) {
      const entries = sheet.slice(1).map((entry) => entry.split("$"));
      made.paid = new Map(entries.map(([layer = "", paid = ""]) => [nameOf(layer), amountOf(paid)]));
    }
    person.stays.push(made);
    const typed = [made.total, made.in_scope].every((amount) => amount === "" || typedAmount(amount) !== null);
    const paid = [...(made.paid ?? [])].every(([layer, amount]) => NAME.test(layer) && typedAmount(amount) !== null);
    return typed && paid && fillFacts(made.facts, tokens, ofAdmission(facts));
  });
}

function amountOf(token: string): string {
  let whole = 0n;
  for (const letter of token) whole = whole * BigInt(BASE) + BigInt(parseInt(letter, BASE) || 0);
  return token === "" ? "" : yuanOf(whole);
}

function fillFacts(into: Map<string, Given>, text: string, facts: FactDescription[]): boolean {
  const all = text === "" ? [] : text.replace(/%(\w)/g, (_, count: string) => ".".repeat(parseInt(count, BASE))).split(".");
  return all.length <= facts.length && all.every((token, at) => {
    const fact = facts[at];
    if (token === "" || !fact) return token === "";
    const value = valueOf(fact, token);
    if (value === undefined) return false;
    into.set(fact.id, value);
    return true;
  });
}

function valueOf({ kind, values, min = 0, max = Infinity }: FactDescription, token: string): Given | undefined {
  if (token === DONT_KNOW) return null;
  if (kind === "money") return typedAmount(amountOf(token)) ?? undefined;
  const number = parseInt(token, BASE);
  if (!Number.isSafeInteger(number) || number < 0) return undefined;
  if (kind === "flag") return number === 1 ? true : number === 0 ? false : undefined;
  if (kind === "number") return number >= min && number <= max ? number : undefined;
  if (kind === "choice") return values[number];
  return number < 2 ** values.length ? values.filter((_, at) => Math.floor(number / 2 ** at) % 2 === 1) : undefined;
}

/** The check characters. */
function check(text: string): string {
  let sum = 7;
  for (const letter of text) sum = (sum * 131 + letter.charCodeAt(0)) % BASE ** CHECK_LENGTH;
  return sum.toString(BASE).padStart(CHECK_LENGTH, "0").toUpperCase();
}
