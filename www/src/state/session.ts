// One resident's sitting: what they told and were answered, and where on the page they are. Rooms show it and call
// its methods.

import type { Checker } from "../engine/checker.ts";
import type { Data, Language, Policy } from "../engine/data.ts";
import { Assessment } from "./assessment.ts";
import { fill, opened, versionOf, type CodeProblem } from "./code.ts";
import { nextQuestion, questionsLeft, whyAsked, type Question } from "./flow.ts";
import { Person, type Given } from "./person.ts";
import { printed } from "./print.ts";
import { today, type Settings } from "./settings.ts";
import { hush, type Silence } from "./voice.ts";

/** What the card is printed on: an A5 sheet, or a strip of 80 mm. */
export type Paper = "a5" | "receipt";

export type RoomName = "place" | "ask" | "bill" | "family" | "card";

export class Session extends Assessment {
  room: RoomName = "place";
  language: Language;
  /** The answered fact that is looked at again; null while the next question is asked. */
  reviewed: string | null = null;
  /** Why nothing is read aloud. */
  silence: Silence | null = null;
  /** The sentences to read. */
  silent: "question" | "results" = "question";
  paper: Paper = "a5";
  /** The card is on its way to the printer. */
  printing = false;
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
    this.on = this.settings.on ?? today();
    const { policies } = this.data;
    const chosen = policies.find(({ id }) => id === this.settings.policy);
    const only = policies.length === 1 && !this.settings.policy ? policies[0] : undefined;
    const policy = chosen ?? only;
    if (policy) this.choosePolicy(policy);
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

  choosePolicy(policy: Policy): void {
    this.clear();
    this.policy = policy;
    this.room = "ask";
    this.update();
  }

  /** Forgets everything; back to the first screen. */
  restart(): void {
    const { policy } = this;
    this.clear();
    if (policy && !this.placeIsOpen) this.choosePolicy(policy);
    else {
      this.room = "place";
      this.changed();
    }
  }

  private clear(): void {
    this.forget();
    this.reviewed = null;
    this.silence = null;
    this.printing = false;
    this.notPrinted = false;
    hush();
  }

  /** As if nobody had been here: answers, words, paper, and the engine with its memory. What the script itself
   * held is let go of; a script cannot overwrite that, the browser does when it collects its garbage. */
  wipe(): void {
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

  give(fact: string, value: Given): void {
    // The household's answers are shared: who is added later is not asked them again.
    const shared = this.fact(fact)?.scope === "household";
    for (const person of shared ? this.people : [this.person]) person.answers.set(fact, value);
    this.reviewed = null;
    this.update();
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

  /** Opens the answers of a card's code, as soon as the engine is ready, and tells `done` what is wrong with it.
   * Where something is, all stays as it was. */
  openCode(text: string, done: (problem: CodeProblem | null) => void): void {
    this.soon(() => done(this.openedNow(text)));
  }

  private openedNow(text: string): CodeProblem | null {
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

  /** Shows this person's questions and results. */
  lookAt(index: number): void {
    this.current = index;
    this.reviewed = null;
    this.room = "ask";
    this.assess();
    this.news = [];
    this.changed();
  }
}
