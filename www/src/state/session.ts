// One resident's sitting: the page's whole state, in memory only. Rooms show it and call its methods.

import type { Checker } from "../engine/checker.ts";
import { NotReady } from "../engine/not-ready.ts";
import type { Data, Language, Policy } from "../engine/data.ts";
import { withoutRefused } from "../engine/refusal.ts";
import type { Answer, Description, FactDescription, Figures, HouseholdAnswer, Status, Verdict } from "../engine/types.ts";
import { caseOf, householdOf, merged, type CaseParts } from "./case.ts";
import { fill, opened, versionOf, type CodeProblem } from "./code.ts";
import { figuresOf, type TypedFigures } from "./figures.ts";
import { nextQuestion, questionsLeft, whyAsked, type Question } from "./flow.ts";
import { Person, type Given } from "./person.ts";
import { printed } from "./print.ts";
import { today, type Settings } from "./settings.ts";
import { changedStay, newStay, type Stay } from "./stays.ts";
import { hush, type Silence } from "./voice.ts";

/** What the card is printed on: an A5 sheet, or a strip of 80 mm. */
export type Paper = "a5" | "receipt";

export type RoomName = "place" | "ask" | "bill" | "family" | "card";

export class Session {
  room: RoomName = "place";
  language: Language;
  /** The day the document is read for: a kiosk runs for weeks. */
  on = "";
  policy: Policy | null = null;
  description: Description | null = null;
  /** The answer for the person now looked at. */
  answer: Answer | null = null;
  /** The answer for all of them, when there are several. */
  family: HouseholdAnswer | null = null;
  people: Person[] = [new Person()];
  /** Which of them is looked at. */
  current = 0;
  figures: TypedFigures = new Map();
  /** Readings taken the other way. */
  readings: Record<string, boolean> = {};
  /** The answered fact that is looked at again; null while the next question is asked. */
  reviewed: string | null = null;
  /** The verdicts whose status the last step changed, for those who do not see the results move. */
  news: Verdict[] = [];
  /** Why nothing is read aloud. */
  silence: Silence | null = null;
  /** What was to be read. */
  silent: "question" | "results" = "question";
  paper: Paper = "a5";
  /** The card is on its way to the printer. */
  printing = false;
  /** The browser did not print. */
  notPrinted = false;
  /** The fields, by what they are asked as, whose entries the engine refused: they count as not known. */
  refused: ReadonlySet<string> = new Set();
  /** The engine failed twice: nothing can be worked out. */
  broken = false;

  /** Counts the residents: what one typed must not stand in the fields of the next. */
  sitting = 0;

  private readonly watchers = new Set<() => void>();

  constructor(
    readonly data: Data,
    readonly checker: Checker,
    readonly settings: Settings,
  ) {
    this.language = settings.language ?? checker.preferredLanguage;
    this.begin();
  }

  private begin(): void {
    this.on = this.settings.on ?? today();
    const { policies } = this.data;
    const chosen = policies.find(({ id }) => id === this.settings.policy);
    const only = policies.length === 1 && !this.settings.policy ? policies[0] : undefined;
    const policy = chosen ?? only;
    if (policy) this.choosePolicy(policy);
  }

  get person(): Person {
    return this.people[this.current] ?? new Person();
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

  setLanguage(language: Language): void {
    this.language = language;
    this.news = [];
    this.changed();
  }

  // ---- place ----

  /** Whether there is a choice of places at all. */
  get placeIsOpen(): boolean {
    return this.data.policies.length > 1 && !this.data.policies.some(({ id }) => id === this.settings.policy);
  }

  private readonly validities = new Map<string, Description["in_force"]>();

  /** Null while the engine is not ready. */
  inForce(policy: Policy): Description["in_force"] | null {
    if (!this.validities.has(policy.id)) this.soon(() => this.validities.set(policy.id, this.checker.describe(policy).in_force));
    return this.validities.get(policy.id) ?? null;
  }

  choosePolicy(policy: Policy): void {
    this.clear();
    this.policy = policy;
    this.description = this.answer = null;
    this.room = "ask";
    this.update();
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

  /** Forgets everything; back to the first screen. */
  restart(): void {
    const { policy } = this;
    this.clear();
    if (policy && !this.placeIsOpen) this.choosePolicy(policy);
    else {
      this.policy = this.description = this.answer = null;
      this.room = "place";
      this.changed();
    }
  }

  private clear(): void {
    this.people = [new Person()];
    this.current = 0;
    this.family = null;
    this.figures = new Map();
    this.readings = {};
    this.reviewed = null;
    this.news = [];
    this.silence = null;
    this.printing = false;
    this.notPrinted = false;
    this.broken = false;
    this.sitting += 1;
    hush();
  }

  /** As if nobody had been here: answers, words, paper, and the engine with its memory. What the script itself
   * held is let go of; a script cannot overwrite that, the browser does when it collects its garbage. */
  wipe(): void {
    this.policy = this.description = this.answer = null;
    this.room = "place";
    this.paper = "a5";
    this.language = this.settings.language ?? this.checker.preferredLanguage;
    this.clear();
    this.checker.renew();
    this.begin();
    this.changed();
  }

  // ---- questions ----

  /** The question to show; null when nothing is left to ask. */
  get ask(): Question | null {
    if (!this.answer || !this.description) return null;
    const { reviewed, answer } = this;
    if (reviewed) return { fact: reviewed, why: whyAsked(answer, reviewed) };
    return nextQuestion(answer, (fact) => this.answers.has(fact));
  }

  get questionsLeft(): number {
    return this.answer ? questionsLeft(this.answer, (fact) => this.answers.has(fact)) : 0;
  }

  fact(id: string): FactDescription | undefined {
    return this.description?.facts.find((fact) => fact.id === id);
  }

  give(fact: string, value: Given): void {
    // The household's answers are shared: who is added later is not asked them again.
    const shared = this.fact(fact)?.scope === "household";
    for (const person of shared ? this.people : [this.person]) person.answers.set(fact, value);
    this.reviewed = null;
    this.update();
  }

  /** Works everything out anew and shows it. */
  update(): void {
    this.assess();
    this.changed();
  }

  show(room: RoomName): void {
    this.room = room;
    this.news = [];
    this.changed();
  }

  review(fact: string): void {
    this.reviewed = fact;
    this.room = "ask";
    this.news = [];
    this.changed();
  }

  /** Back to the places only from the very first question: it would cost every answer. */
  get canGoBack(): boolean {
    return this.before() !== undefined || (this.placeIsOpen && this.answers.size === 0);
  }

  back(): void {
    const fact = this.before();
    if (fact) this.review(fact);
    else if (this.canGoBack) this.restart();
  }

  /** The answer given before the question now shown. */
  private before(): string | undefined {
    const given = [...this.answers.keys()];
    return this.reviewed ? given[given.indexOf(this.reviewed) - 1] : given[given.length - 1];
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

  // ---- paper ----

  choosePaper(paper: Paper): void {
    this.paper = paper;
    this.changed();
  }

  /** Draws the card and prints it. */
  async print(): Promise<void> {
    this.printing = true;
    this.notPrinted = false;
    this.changed();
    await new Promise((done) => setTimeout(done));
    const { sitting } = this;
    const begun = printed();
    this.printing = false;
    this.changed();
    if ((await begun) || this.sitting !== sitting) return;
    this.notPrinted = true;
    this.changed();
  }

  /** Opens the answers of a card's code. Where something is wrong with it, says what, and leaves all as it was. */
  openCode(text: string): CodeProblem | null {
    const code = opened(text);
    if (!code) return "damaged";
    const policy = this.data.policies.find(({ id }) => id === code.policy);
    if (!policy) return "other_document";
    const { policy_sha256, facts } = this.checker.describe(policy);
    if (versionOf(policy_sha256) !== code.version) return "other_version";
    const people = code.people.map(() => new Person());
    if (!people.every((person, at) => fill(person, code.people[at] ?? "", facts))) return "damaged";
    this.choosePolicy(policy);
    this.people = people;
    this.update();
    return null;
  }

  // ---- results ----

  /** The figures of the county's file, and on top of them what was typed in. */
  get allFigures(): Figures {
    return merged(this.data.figures?.values ?? {}, figuresOf(this.figures));
  }

  private get case(): CaseParts {
    const { description, readings } = this;
    return { facts: description?.facts ?? [], figures: this.allFigures, readings };
  }

  private assess(): void {
    try {
      this.soon(() => this.work());
    } catch (error) {
      this.fail(error);
    }
  }

  private work(): void {
    const { policy, answer: before } = this;
    if (!policy) return;
    this.description ??= this.checker.open(policy);
    if (this.people.length === 1) {
      this.family = null;
      this.answer = this.answered(caseOf(this.person, this.case), (input) => this.checker.assess(input, this.on));
    } else {
      this.family = this.answered(householdOf(this.people, this.case), (input) => this.checker.assessHousehold(input, this.on));
      const { policy, on, validity, receipt, members } = this.family;
      const mine = members[this.current];
      if (!mine) throw new Error("an answer for each member is expected");
      this.answer = { policy, on, validity, receipt, ...mine };
    }
    this.news = before && before.policy === this.answer.policy ? moved(before, this.answer) : [];
  }

  /** Answers the case; without what the engine refuses of it, if it does. */
  private answered<Input extends object, Out>(input: Input, assess: (input: Input) => Out): Out {
    this.refused = new Set();
    try {
      return assess(input);
    } catch (error) {
      const refused = withoutRefused(input, error);
      if (!refused) throw error;
      console.warn(error);
      const mine = refused.fields.filter(({ member }) => member === null || member === this.current);
      this.refused = new Set(mine.map(({ ask }) => ask));
      return assess(refused.rest);
    }
  }

  /** The answer if this person's facts, or the last stay's, were others. Nothing is kept of it. */
  whatIf(facts: Record<string, Given>, lastStay: Record<string, Given>): Answer | null {
    const { answers, stays } = this.person;
    const last = stays[stays.length - 1];
    const person = new Person();
    person.answers = new Map([...answers, ...Object.entries(facts)]);
    person.stays = last ? [...stays.slice(0, -1), changedStay(last, lastStay)] : [];
    try {
      return this.checker.assess(caseOf(person, this.case), this.on);
    } catch {
      return null;
    }
  }

  // ---- bills, figures, readings ----

  addStay(): void {
    this.stays.push(newStay());
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

  // ---- family ----

  addPerson(): void {
    const person = new Person();
    for (const [fact, value] of this.people[0]?.answers ?? []) {
      if (this.fact(fact)?.scope === "household") person.answers.set(fact, value);
    }
    this.people.push(person);
    this.lookAt(this.people.length - 1);
  }

  removePerson(index: number): void {
    this.people.splice(index, 1);
    this.current = Math.min(this.current, this.people.length - 1);
    this.reviewed = null;
    this.update();
  }

  /** The questions and results are this person's from now on. */
  lookAt(index: number): void {
    this.current = index;
    this.reviewed = null;
    this.room = "ask";
    this.assess();
    this.news = [];
    this.changed();
  }

  private fail(error: unknown): void {
    this.broken = true;
    this.answer = this.family = null;
    console.error(error);
  }

  /** How many results stand how. */
  get counts(): Record<Status, number> {
    const counts = { granted: 0, open: 0, refused: 0, stated: 0 };
    for (const { status } of this.answer?.verdicts ?? []) counts[status] += 1;
    return counts;
  }
}

/** The verdicts whose status differs. */
function moved(before: Answer, after: Answer): Verdict[] {
  const was = new Map(before.verdicts.map(({ provision, status }) => [provision, status]));
  return after.verdicts.filter(({ provision, status }) => was.get(provision) !== status);
}
