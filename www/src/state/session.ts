// One resident's sitting: what they told and were answered, and where on the page they are. Rooms show it and call
// its methods.

import type { Checker } from "../engine/checker.ts";
import { alone, isAlone, offered, type Data, type Language, type Place } from "../engine/data.ts";
import { Assessment } from "./assessment.ts";
import { codeOf, figuresIn, fill, opened, versionOf, type CodeProblem } from "./code.ts";
import { factsOfAll } from "./document.ts";
import { withoutIllness } from "./illness.ts";
import { lastAnswered, together, whyAsked, type Groups, type Question } from "./flow.ts";
import { Person, type Given, type Relation } from "./person.ts";
import { printed } from "./print.ts";
import { timesBefore, type Period } from "./periods.ts";
import { groupsOf } from "./reader.ts";
import { PAPERS, today, type Paper, type Settings } from "./settings.ts";
import type { Stay } from "./stays.ts";
import { hush, type Silence } from "./voice.ts";

export type RoomName = "place" | "ask" | "bill" | "family" | "card";

/** What was last taken away, and how it comes back. */
export interface Undo {
  what: "all" | "person" | "stay";
  back: () => void;
}

export class Session extends Assessment {
  undo: Undo | null = null;
  room: RoomName = "place";
  /** The answered facts that are looked at again; none while the next question is asked. */
  reviewed: string[] = [];
  /** Of those who were added. One who was removed may come back and is still who they were. */
  private lastKey = 0;
  /** Why nothing is read aloud. */
  silence: Silence | null = null;
  /** The sentences to read. */
  silent: "question" | "results" = "question";
  paper!: Paper;
  /** The person wants illnesses on the card. */
  withIllness = false;
  /** Of several persons the card is one for all. */
  wholeFamily = true;
  /** What is on its way to the printer: the card, or the page of another site with the card in it. */
  printing: "card" | "page" | null = null;
  /** A newer version of the page waits. */
  newer = false;
  /** The browser did not print. */
  notPrinted = false;

  constructor(
    data: Data,
    checker: Checker,
    readonly settings: Settings,
  ) {
    super(data, checker);
    this.language = settings.language ?? checker.preferredLanguage;
    this.begin();
  }

  private begin(): void {
    this.startToday();
    this.paper = this.settings.paper ?? PAPERS[0];
    const chosen = this.chosen ?? (this.offered.length === 1 && !this.missing ? this.offered[0] : undefined);
    if (chosen) this.choosePlace(chosen);
  }

  /** A kiosk runs for weeks, a tab stays open for days. */
  private startToday(): void {
    this.today = this.on = this.settings.on ?? today();
  }

  /** Shows what changed; on another day than it was worked out for, what holds then. */
  override changed(): void {
    const day = this.settings.on ?? today();
    if (this.today !== day) {
      if (!this.readOld) this.on = day;
      this.today = day;
      this.assess();
    }
    super.changed();
  }

  /** The clock of this machine is wrong: documents that are here were issued after its day. */
  get clockIsWrong(): boolean {
    return this.settings.on === null && this.documents.some(({ description }) => description.issued > this.today);
  }

  setLanguage(language: Language): void {
    this.language = language;
    this.news = [];
    this.changed();
  }

  // ---- place ----

  /** The places; where the page has none, each document. */
  get offered(): Place[] {
    return offered(this.data);
  }

  /** What the address chooses: a document alone, or a place. */
  private get chosen(): Place | undefined {
    const { policy, place } = this.settings;
    return policy === null ? this.placeCalled(place) : this.documentCalled(policy);
  }

  private placeCalled(id: string | null): Place | undefined {
    return this.data.places.find((own) => own.id === id);
  }

  private documentCalled(id: string): Place | undefined {
    const policy = this.data.policies.find((own) => own.id === id);
    return policy && alone(policy);
  }

  /** What the address chooses and the page does not have. */
  get missing(): string | null {
    return this.chosen ? null : (this.settings.policy ?? this.settings.place);
  }

  /** Whether there is a choice of places at all. */
  get placeIsOpen(): boolean {
    return this.offered.length > 1 && !this.chosen;
  }

  choosePlace(place: Place): void {
    this.clear();
    this.place = place;
    this.room = "ask";
    this.update();
  }

  /** The times before now, in which other documents of the place held, the last one first. */
  get olderTimes(): Period[] {
    return this.place ? this.timesOf(this.place) : [];
  }

  private timesOf(place: Place): Period[] {
    return isAlone(place) ? [] : timesBefore(this.today, place);
  }

  /** Reads the documents as they held on another day, for the same answers. */
  readOn(day: string): void {
    this.on = day;
    this.reviewed = [];
    this.assess();
    this.news = [];
    if (this.room === "bill" && !this.paying) this.room = "ask";
    this.changed();
  }

  /** Forgets everything; back to the first screen. At a kiosk nothing comes back: the next resident may be there. */
  restart(): void {
    const { place } = this;
    const undo = this.settings.kiosk ? null : this.allAgain();
    this.clear();
    if (place && !this.placeIsOpen) this.choosePlace(this.chosen ?? place);
    else this.room = "place";
    this.undo = undo;
    this.changed();
  }

  /** Something was told. */
  get isTold(): boolean {
    return this.people.some(({ answers, stays }) => answers.size + stays.length > 0);
  }

  /** What brings everything told back; null where nothing was. */
  private allAgain(): Undo | null {
    const { place, on, people, current, figures, readings, room } = this;
    if (!place || !this.isTold) return null;
    const back = () => {
      this.choosePlace(place);
      Object.assign(this, { on, people, current, figures, readings, room });
    };
    return { what: "all", back };
  }

  /** Puts back what was last taken away. */
  putBack(): void {
    const { undo } = this;
    this.undo = null;
    this.reviewed = [];
    undo?.back();
    this.update();
  }

  override removeStay(stay: Stay): void {
    const { person } = this;
    const at = person.stays.indexOf(stay);
    this.undo = { what: "stay", back: () => (person.stays = [...person.stays.slice(0, at), stay, ...person.stays.slice(at)]) };
    super.removeStay(stay);
  }

  private clear(): void {
    this.forget();
    this.startToday();
    this.undo = null;
    this.lastKey = 0;
    this.reviewed = [];
    this.silence = null;
    this.withIllness = false;
    this.wholeFamily = true;
    this.printing = null;
    this.notPrinted = false;
    hush();
  }

  /** As if nobody had been here: answers, words, paper, and the engine with its memory. What the script itself
   * held is let go of; a script cannot overwrite that, the browser does when it collects its garbage. */
  wipe(): void {
    this.room = "place";
    this.language = this.settings.language ?? this.checker.preferredLanguage;
    this.clear();
    this.checker.renew();
    this.begin();
    this.changed();
  }

  // ---- questions ----

  /** The question to show; null when nothing is left to ask. */
  get ask(): Question | null {
    if (!this.answer) return null;
    const facts = this.reviewed.length > 0 ? this.reviewed : this.left(this.questions)[0];
    return facts ? { facts, why: whyAsked(this.verdicts, facts) } : null;
  }

  private get groups(): Groups {
    return groupsOf(this).map(({ facts }) => Object.keys(facts));
  }

  /** The questions that ask what is not answered of these facts. */
  private left(facts: string[]): string[][] {
    return together(facts.filter((fact) => !this.answers.has(fact)), this.groups);
  }

  get questionsLeft(): number {
    return this.left(this.questions).length;
  }

  /** All that money depends on was asked; what is left is about services. */
  get moneyAsked(): boolean {
    return this.answers.size > 0 && this.reviewed.length === 0 && this.left(this.moneyQuestions).length === 0
      && this.verdicts.some(({ verdict }) => verdict.kind === "money");
  }

  /** The documents have money to give, and certainly none for this person. */
  get moneyForOthers(): boolean {
    const money = this.verdicts.filter(({ verdict }) => verdict.kind === "money");
    return money.length > 0 && money.every(({ verdict }) => verdict.status === "refused");
  }

  give(given: Iterable<[fact: string, value: Given]>): void {
    for (const [fact, value] of given) {
      // The household's answers are shared: who is added later is not asked them again.
      const shared = this.fact(fact)?.scope === "household";
      for (const person of shared ? this.people : [this.person]) person.answers.set(fact, value);
    }
    this.reviewed = [];
    this.undo = null;
    this.update();
  }

  show(room: RoomName): void {
    this.room = room;
    this.news = [];
    this.changed();
  }

  review(...facts: string[]): void {
    this.reviewed = facts;
    this.room = "ask";
    this.news = [];
    this.changed();
  }

  /** Back to the places only from the very first question: it would cost every answer. */
  get canGoBack(): boolean {
    return this.before().length > 0 || (this.placeIsOpen && this.answers.size === 0);
  }

  back(): void {
    const facts = this.before();
    if (facts.length > 0) this.review(...facts);
    else if (this.canGoBack) this.restart();
  }

  /** The facts of the question answered before the one now shown. */
  private before(): string[] {
    const given = [...this.answers.keys()].filter((fact) => this.fact(fact));
    const until = given.findIndex((fact) => this.reviewed.includes(fact));
    return lastAnswered(until < 0 ? given : given.slice(0, until), this.groups);
  }

  /** Whether the browser's back button has somewhere to go inside the page. */
  get canLeave(): boolean {
    return this.room !== "place" && (this.room !== "ask" || this.canGoBack);
  }

  /** The browser's back button: out of a room, or back a question. */
  leave(): void {
    if (this.room !== "ask" && this.room !== "place") this.show("ask");
    else if (this.canGoBack) this.back();
  }

  foundNewer(): void {
    this.newer = true;
    this.changed();
  }

  // ---- paper ----

  /** Draws the card and prints it; where nothing is printed, the card is shown with what to do instead. */
  async print(): Promise<void> {
    this.printing = "card";
    this.notPrinted = false;
    this.changed();
    await new Promise((done) => setTimeout(done));
    const { sitting } = this;
    const begun = printed();
    this.printing = null;
    this.changed();
    if ((await begun) || this.sitting !== sitting) return;
    this.notPrinted = true;
    this.show("card");
  }

  /** Opens the answers of a card's code, as soon as the engine is ready, and tells `done` what is wrong with it.
   * Where something is, all stays as it was. */
  openCode(text: string, done: (problem: CodeProblem | null) => void): void {
    this.soon(() => done(this.openedNow(text)));
  }

  /** The answers as a code, without illnesses unless the person wants them there. */
  get code(): string {
    const { place, documents, facts, figures } = this;
    const people = this.withIllness ? this.people : withoutIllness(this.people, facts);
    const view = { day: this.readOld ? this.on : "", readings: Object.keys(this.readings) };
    return codeOf(place?.id ?? "", documents.map(({ description }) => description.policy_sha256), facts, people, figures, view);
  }

  private openedNow(text: string): CodeProblem | null {
    const code = opened(text);
    if (!code) return "damaged";
    const place = this.placeCalled(code.place) ?? this.documentCalled(code.place);
    if (!place) return "other_document";
    const descriptions = this.checker.describe(place);
    if (versionOf(descriptions.map(({ policy_sha256 }) => policy_sha256)) !== code.version) return "other_version";
    const { day, readings } = code.view;
    // A time that this place never had is of other rules too.
    if (day && !this.timesOf(place).some(({ until }) => until === day)) return "other_version";
    const people = code.people.map((_, at) => new Person(at + 1));
    const facts = factsOfAll(descriptions);
    if (!people.every((person, at) => fill(person, code.people[at] ?? "", facts))) return "damaged";
    const figures = figuresIn(code.figures);
    const isRead = readings.every((id) => descriptions.some((one) => one.readings.some((own) => own.id === id)));
    if (!figures || !isRead) return "damaged";
    this.choosePlace(place);
    Object.assign(this, { people, figures, on: day || this.on, readings: Object.fromEntries(readings.map((id) => [id, false])) });
    this.update();
    return null;
  }

  // ---- family ----

  addPerson(): void {
    this.lastKey = Math.max(this.lastKey, ...this.people.map(({ key }) => key)) + 1;
    const person = new Person(this.lastKey);
    for (const [fact, value] of this.people[0]?.answers ?? []) {
      if (this.fact(fact)?.scope === "household") person.answers.set(fact, value);
    }
    this.people.push(person);
    this.lookAt(person);
  }

  removePerson(person: Person): void {
    const { people } = this;
    const at = people.indexOf(person);
    if (at < 0 || people.length === 1) return;
    const looked = this.person;
    const find = (other: Person) => (this.current = Math.max(people.indexOf(other), 0));
    people.splice(at, 1);
    find(looked);
    this.undo = {
      what: "person",
      back: () => {
        const now = this.person;
        people.splice(at, 0, person);
        find(now);
      },
    };
    this.reviewed = [];
    this.update();
  }

  /** Says who a person is to the one who answers; of oneself and a spouse there is one. */
  relate(person: Person, relation: Relation): void {
    for (const one of this.people) if (one.relation === relation && (relation === "me" || relation === "spouse")) one.relation = null;
    person.relation = relation;
    this.changed();
  }

  /** Shows this person's questions and results. */
  lookAt(person: Person, room: RoomName = "ask"): void {
    this.current = Math.max(this.people.indexOf(person), 0);
    this.reviewed = [];
    this.room = room;
    this.assess();
    this.news = [];
    this.changed();
  }
}
