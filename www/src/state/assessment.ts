// What is told in one sitting, and what the engine answers: in memory only.

import type { Checker } from "../engine/checker.ts";
import { isAlone, type Data, type Language, type Place, type Policy } from "../engine/data.ts";
import { figuresAsked, parseAsk } from "../engine/ask.ts";
import { NotReady } from "../engine/not-ready.ts";
import { withoutRefused } from "../engine/refusal.ts";
import type { Compared, Description, FactDescription, Figures, Person as PersonAnswer, PlaceAnswer, Premium, Scope, Settlement, Status, Step, Validity } from "../engine/types.ts";
import { caseOf, householdOf, merged, type CaseParts } from "./case.ts";
import { Document, factsOfAll, keyOf, type Told } from "./document.ts";
import { figuresOf, type TypedFigures } from "./figures.ts";
import { Person, type Given } from "./person.ts";
import type { Reader } from "./reader.ts";
import { changedStay, newStay, withoutSheet, type Stay } from "./stays.ts";

export class Assessment implements Reader {
  language: Language = "zh";
  /** The resident's own day. */
  today = "";
  /** The day the documents are read for: today, or one of an older time. */
  on = "";
  place: Place | null = null;
  /** Of each of its policies. */
  private descriptions: Description[] | null = null;
  /** All that these documents test. */
  facts: FactDescription[] = [];
  /** The answer for all persons. */
  answer: PlaceAnswer | null = null;
  /** The documents with their answers for the person now looked at, those in force first. */
  documents: Document[] = [];
  people: Person[] = [new Person()];
  /** Which of them is looked at. */
  current = 0;
  figures: TypedFigures = new Map();
  /** Readings taken the other way. */
  readings: Record<string, boolean> = {};
  /** The verdicts whose status the last step changed, announced to those who do not see the results change. */
  news: Told[] = [];
  /** The fields, by ask, whose entries the engine refused: they count as not known. */
  refused: ReadonlySet<string> = new Set();
  /** The engine failed twice: there is no answer. */
  broken = false;

  /** Counts the residents: what one typed must not remain in the fields of the next. */
  sitting = 0;

  private readonly watchers = new Set<() => void>();

  constructor(
    readonly data: Data,
    readonly checker: Checker,
  ) {}

  get person(): Person {
    return this.people[this.current] ?? new Person();
  }

  /** The same sitting with another of the family looked at; for reading only. */
  of(person: Person): this {
    const current = this.people.indexOf(person);
    return Object.assign(Object.create(this) as this, { current, documents: this.documents.map((document) => document.of(current)) });
  }

  /** In the order answered. */
  get answers(): Map<string, Given> {
    return this.person.answers;
  }

  get stays(): Stay[] {
    return this.person.stays;
  }

  /** Calls back after every change, until the returned function is called. */
  watch(changed: () => void): () => void {
    this.watchers.add(changed);
    return () => this.watchers.delete(changed);
  }

  /** Something happened since the page was first shown: what is new may take the focus from then on. */
  moved = false;

  changed(): void {
    this.moved = this.moved || this.watchers.size > 0;
    for (const watcher of this.watchers) watcher();
  }

  // ---- the documents ----

  /** One document is looked at by itself. */
  get alone(): boolean {
    return this.place !== null && isAlone(this.place);
  }

  /** The documents that count: those in force; all, where none is. */
  get holding(): Document[] {
    const inForce = this.documents.filter(({ validity }) => validity === "in_force");
    return inForce.length > 0 ? inForce : this.documents;
  }

  /** The documents that do not hold on the day, beside those that do. */
  get others(): Document[] {
    const { holding } = this;
    return this.documents.filter((document) => !holding.includes(document));
  }

  /** The documents of the place itself, those in force first. */
  private get local(): Document[] {
    const local = this.place?.policies.slice(0, this.place.local) ?? [];
    return this.documents.filter(({ policy }) => local.includes(policy));
  }

  /** The last document of the place itself, where it has lapsed and none follows it. */
  get lapsedHere(): Document[] {
    const { local } = this;
    const last = (document: Document) => document.policy.in_force.until ?? "";
    return local.some(({ validity }) => validity !== "lapsed") ? [] : local.sort((one, other) => (last(one) < last(other) ? 1 : -1)).slice(0, 1);
  }

  /** The one whose amounts count. */
  get paying(): Document | null {
    const first = this.alone ? this.documents[0] : this.local.find(({ validity }) => validity === "in_force");
    return first ?? null;
  }

  get premium(): Premium | null {
    return this.paying?.answer.premium ?? null;
  }

  get settlement(): Settlement | null {
    return this.paying?.answer.settlement ?? null;
  }

  /** Of the documents, the one that pays first; while there is no answer, all of the place. */
  get policies(): Policy[] {
    return this.documents.length > 0 ? this.documents.map(({ policy }) => policy) : (this.place?.policies ?? []);
  }

  /** Whether the documents that count hold. */
  get validity(): Validity {
    return this.documents[0]?.validity ?? "in_force";
  }

  get past(): boolean {
    return this.validity === "lapsed" || this.readOld;
  }

  /** They are read as they held before today. */
  get readOld(): boolean {
    return this.on < this.today;
  }

  /** What the documents that count give. */
  get verdicts(): Told[] {
    return this.holding.flatMap(({ verdicts }) => verdicts);
  }

  /** What several of them give this person differently. */
  get compared(): Compared[] {
    return (this.answer?.compared ?? []).filter(({ member }) => (member ?? this.current) === this.current);
  }

  /** What is still asked of this person, in the order to ask it: first what money depends on. */
  get questions(): string[] {
    return [...this.moneyQuestions, ...this.asked(this.answer?.of_money, this.answer?.of_provisions)];
  }

  /** Those of them that money depends on: what is given, and how much. */
  get moneyQuestions(): string[] {
    const { answer, premium, settlement } = this;
    if (!answer) return [];
    // One for whom nothing is paid, while nobody says what the contribution is, is not asked on what it depends.
    const nothing = this.people.length === 1 && premium?.aid.most === "0.00" && figuresAsked([premium]).length > 0;
    const amounts = this.asked(answer.of_provisions).filter((fact) => !nothing || settlement?.asks.includes(fact));
    return [...this.asked(0, answer.of_money), ...amounts];
  }

  /** The facts that some of the engine's questions ask of this person. */
  private asked(from?: number, until?: number): string[] {
    return (this.answer?.questions ?? []).slice(from, until).flatMap((path) => {
      const ask = parseAsk(path);
      return ask.kind === "fact" && (ask.member ?? this.current) === this.current ? [ask.fact] : [];
    });
  }

  /** Does the work; where no engine is ready, as soon as one is, unless another resident sits here by then. */
  soon(work: () => void, retries = 2): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof NotReady) || retries === 0) throw error;
      const { sitting } = this;
      const again = () => {
        if (this.sitting !== sitting) return;
        try {
          this.soon(work, retries - 1);
        } catch (error) {
          this.fail(error);
        }
        this.changed();
      };
      void error.ready.then(again, again);
    }
  }

  fact(id: string): FactDescription | undefined {
    return this.facts.find((fact) => fact.id === id);
  }

  /** Works everything out again and shows it. */
  update(): void {
    this.assess();
    this.changed();
  }

  /** The figures of the county's file, and on top of them what was typed in. */
  get allFigures(): Figures {
    return merged(this.data.figures?.values ?? {}, figuresOf(this.figures));
  }

  private get case(): CaseParts {
    const { facts, readings } = this;
    return { facts, figures: this.allFigures, readings };
  }

  protected assess(): void {
    try {
      this.soon(() => this.work());
    } catch (error) {
      this.fail(error);
    }
  }

  private work(): void {
    const { place, current, people } = this;
    if (!place) return;
    if (!this.descriptions) {
      this.descriptions = this.checker.open(place);
      this.facts = factsOfAll(this.descriptions);
    }
    const before = this.answer?.place === place.id ? this.verdicts : [];
    const input = people.length === 1 ? caseOf(this.person, this.case) : householdOf(people, this.case);
    const answer = this.answered(input, (input) => this.checker.assess(input, this.on));
    const { descriptions } = this;
    this.documents = answer.answers.flatMap((whole) => {
      const at = place.policies.findIndex(({ id }) => id === whole.policy);
      const [policy, description] = [place.policies[at], descriptions[at]];
      return policy && description ? [new Document(this, policy, description, whole, current)] : [];
    });
    this.answer = answer;
    this.news = before.length > 0 ? moved(before, this.verdicts) : [];
  }

  /** Answers the case; without what the engine refuses of it, if it does. */
  private answered<Input extends object, Out>(input: Input, assess: (input: Input) => Out): Out {
    const asks = new Set<string>();
    this.refused = asks;
    // Of several persons the engine names one after the other.
    for (let tries = 0, given = input; ; tries++) {
      try {
        return assess(given);
      } catch (error) {
        const refused = tries <= this.people.length ? withoutRefused(given, error) : null;
        if (!refused) throw error;
        console.warn(error);
        for (const { ask, member } of refused.fields) if (member === null || member === this.current) asks.add(ask);
        given = refused.rest;
      }
    }
  }

  /** The answer if this person's facts, or the last stay's, were others. Nothing is stored. */
  whatIf(facts: Record<string, Given>, lastStay: Record<string, Given>): PersonAnswer | null {
    const { answers, stays } = this.person;
    const last = stays[stays.length - 1];
    const others = last ? [...stays.slice(0, -1), changedStay(last, lastStay)] : [];
    return this.supposing(new Map([...answers, ...Object.entries(facts)]), others);
  }

  /** The bills as if no settlement sheet said what was paid: what this asks for, a sheet is checked with. */
  get withoutSheets(): Settlement | null {
    const { answers, stays } = this.person;
    if (!stays.some(({ paid }) => paid)) return this.settlement;
    return this.supposing(answers, stays.map(withoutSheet))?.settlement ?? null;
  }

  /** What the document that pays gives on this bill, where it hangs on the bill. */
  givenOn({ facts }: Stay): Told[] {
    const document = this.paying;
    const ofStay = (fact: string) => facts.has(fact);
    const verdicts = this.supposing(new Map([...this.answers, ...facts]), [])?.verdicts ?? [];
    return verdicts.flatMap((verdict) =>
      (document && verdict.status !== "open" && verdict.because.some(({ fact }) => ofStay(fact)) ? [{ document, verdict }] : []));
  }

  /** The steps of the arithmetic of the bills. Where facts are open or yearly limits missing on which no amount hangs, those
   * of one answer and without these limits: the amounts are the same. */
  get settlementSteps(): Step[] {
    const { settlement, answers, stays, paying } = this;
    const sure = settlement && settlement.asks.length === 0 && settlement.patient_pays.least !== null;
    if (!sure || settlement.steps.length > 0) return settlement?.steps ?? [];
    const assumed = (paying?.answer.assumed ?? []).map(({ fact }) => fact);
    const given = (before: Map<string, Given>, scopes: Scope[], prefix: string) => {
      const open = (paying?.facts ?? []).filter(({ id, scope }) => scopes.includes(scope) && (before.get(id) ?? null) === null && !assumed.includes(prefix + id));
      return new Map([...before, ...open.map((fact) => [fact.id, anyOf(fact)] as [string, Given])]);
    };
    const bills = stays.map((stay, at) => ({ ...stay, facts: given(stay.facts, ["admission"], `admissions[${at}].`) }));
    const caps = figuresAsked([this.supposing(new Map(), [newStay()], {})?.settlement]).filter(({ term }) => term === "cap");
    const unlimited = figuresOf(new Map(caps.map(({ path }) => [path, "none"])));
    const same = this.supposing(given(answers, ["household", "person"], ""), bills, merged(unlimited, this.allFigures))?.settlement;
    return JSON.stringify(same?.layers) === JSON.stringify(settlement.layers) ? (same?.steps ?? []) : [];
  }

  /** The answer of the document that pays, for other answers, bills or figures. */
  private supposing(answers: Map<string, Given>, stays: Stay[], figures = this.allFigures): PersonAnswer | null {
    const paying = this.paying?.id;
    const person = Object.assign(new Person(), { answers, stays });
    try {
      const all = this.checker.assess(caseOf(person, { ...this.case, figures }), this.on).answers;
      return (all.find(({ policy }) => policy === paying) as PersonAnswer | undefined) ?? null;
    } catch {
      return null;
    }
  }

  // ---- bills, figures, readings ----

  /** Another bill, with a settlement sheet or without; the first is where the resident said the stay would be. */
  addStay(sheet = this.stays[this.stays.length - 1]?.paid !== undefined): void {
    const stay = newStay();
    if (sheet) stay.paid = new Map();
    if (this.stays.length === 0) {
      for (const { id, scope } of this.paying?.facts ?? []) {
        const given = scope === "admission" ? (this.answers.get(id) ?? null) : null;
        if (given !== null) stay.facts.set(id, given);
      }
    }
    this.stays.push(stay);
    this.update();
  }

  removeStay(stay: Stay): void {
    this.person.stays = this.stays.filter((one) => one !== stay);
    this.update();
  }

  setFigure(path: string, typed: string): void {
    if (typed.trim() === "") this.figures.delete(path);
    else this.figures.set(path, typed);
    this.update();
  }

  /** Takes a reading the other way, or back. */
  switchReading(id: string): void {
    if (this.readings[id] === false) delete this.readings[id];
    else this.readings[id] = false;
    this.update();
  }

  /** As if nothing had been told. */
  protected forget(): void {
    this.place = this.descriptions = this.answer = null;
    this.facts = [];
    this.documents = [];
    this.people = [new Person()];
    this.current = 0;
    this.figures = new Map();
    this.readings = {};
    this.news = [];
    this.refused = new Set();
    this.broken = false;
    this.sitting += 1;
  }

  private fail(error: unknown): void {
    this.broken = true;
    this.answer = null;
    this.documents = [];
    console.error(error);
  }

  /** Whether a result is open only for what is asked of a stay in hospital, while no stay is known of. */
  get isOfStay(): (told: Told) => boolean {
    const ofStay = (fact: string) => this.fact(fact)?.scope === "admission";
    const isKnown = this.stays.length > 0 || this.questions.some(ofStay) || [...this.answers.keys()].some(ofStay);
    return ({ verdict: { status, asks } }) => !isKnown && status === "open" && asks.every(ofStay);
  }

  /** The number of results by status. */
  get counts(): Record<Status, number> {
    const counts = { granted: 0, open: 0, refused: 0, stated: 0 };
    const { isOfStay } = this;
    for (const told of this.verdicts) if (!isOfStay(told)) counts[told.verdict.status] += 1;
    return counts;
  }
}

/** Some value of a fact. */
function anyOf({ kind, values, min = 0 }: FactDescription): Given {
  return kind === "choice" ? (values[0] ?? null) : { flag: false, number: min, money: "0.00", set: [] }[kind];
}

/** The verdicts whose status differs. */
function moved(before: Told[], after: Told[]): Told[] {
  const was = new Map(before.map((told) => [keyOf(told), told.verdict.status]));
  return after.filter((told) => was.get(keyOf(told)) !== told.verdict.status);
}
