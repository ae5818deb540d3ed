// One resident's sitting: the page's whole state, in memory only. Rooms show it and call its methods.

import type { Checker } from "./checker.ts";
import type { Data, Language, Policy, Text } from "./data.ts";
import type { Admission, Answer, Case, Description, Facts, FactDescription, FactValue, Figures, Status, Verdict } from "./engine-types.ts";
import { asksLeft, nextAsk, whyAsked, type Ask } from "./flow.ts";
import type { Settings } from "./settings.ts";
import { WORDS, type WordId } from "./words.ts";

/** What a person answered; null is "I don't know". */
export type Given = FactValue | null;

export type RoomName = "place" | "ask";

export class Session {
  room: RoomName = "place";
  language: Language;
  policy: Policy | null = null;
  description: Description | null = null;
  answer: Answer | null = null;
  /** In the order answered. */
  answers = new Map<string, Given>();
  admissions: Admission[] = [];
  figures: Figures = {};
  /** The answered fact that is looked at again; null while the next question is asked. */
  reviewed: string | null = null;
  /** What the last step settled or opened, for those who do not see the results move. */
  news = "";
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
    this.language = settings.language ?? checker.preferredLanguage();
    const chosen = data.policies.find(({ id }) => id === settings.policy);
    const only = data.policies.length === 1 && !settings.policy ? data.policies[0] : undefined;
    const policy = chosen ?? only;
    if (policy) this.choosePolicy(policy);
  }

  /** Calls back after every change, until the returned function is called. */
  watch(changed: () => void): () => void {
    this.watchers.add(changed);
    return () => this.watchers.delete(changed);
  }

  changed(): void {
    for (const watcher of this.watchers) watcher();
  }

  // ---- words ----

  say(id: WordId, fill: Record<string, string | number> = {}): string {
    return WORDS[id][this.language].replace(/\{(\w+)\}/g, (_, name: string) => String(fill[name] ?? ""));
  }

  text(text: Text | undefined): string {
    return text?.[this.language] ?? "";
  }

  setLanguage(language: Language): void {
    this.language = language;
    this.news = "";
    this.changed();
  }

  // ---- place ----

  /** Whether there is a choice of places at all. */
  get placeIsOpen(): boolean {
    return this.data.policies.length > 1 && !this.data.policies.some(({ id }) => id === this.settings.policy);
  }

  choosePolicy(policy: Policy): void {
    this.clear();
    try {
      this.description = this.checker.open(policy);
      this.policy = policy;
      this.room = "ask";
      this.assess();
    } catch (error) {
      this.fail(error);
    }
    this.changed();
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
    this.answers = new Map();
    this.admissions = [];
    this.figures = {};
    this.reviewed = null;
    this.news = "";
    this.broken = false;
    this.sitting += 1;
  }

  // ---- questions ----

  /** The question to show; null when nothing is left to ask. */
  get ask(): Ask | null {
    if (!this.answer || !this.description) return null;
    const { reviewed, answer } = this;
    if (reviewed) return { fact: reviewed, why: whyAsked(answer, reviewed) };
    return nextAsk(answer, this.description.facts, (fact) => this.answers.has(fact));
  }

  get asksLeft(): number {
    return this.answer ? asksLeft(this.answer, (fact) => this.answers.has(fact)) : 0;
  }

  fact(id: string): FactDescription | undefined {
    return this.description?.facts.find((fact) => fact.id === id);
  }

  give(fact: string, value: Given): void {
    this.answers.set(fact, value);
    this.reviewed = null;
    this.assess();
    this.changed();
  }

  review(fact: string | null): void {
    this.reviewed = fact;
    this.news = "";
    this.changed();
  }

  get canGoBack(): boolean {
    return this.before() !== undefined || this.placeIsOpen;
  }

  back(): void {
    const fact = this.before();
    if (fact) this.review(fact);
    else if (this.placeIsOpen) this.restart();
  }

  /** The answer given before the question now shown. */
  private before(): string | undefined {
    const given = [...this.answers.keys()];
    return this.reviewed ? given[given.indexOf(this.reviewed) - 1] : given[given.length - 1];
  }

  // ---- results ----

  get input(): Case {
    const facts: Facts = {};
    for (const [fact, value] of this.answers) if (value !== null) facts[fact] = value;
    return { facts, figures: merged(this.data.figures?.values ?? {}, this.figures), admissions: this.admissions };
  }

  private assess(): void {
    const before = this.answer;
    try {
      this.answer = this.checker.assess(this.input, this.settings.on);
      this.news = before && before.policy === this.answer.policy ? this.told(before, this.answer) : "";
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    this.broken = true;
    this.answer = null;
    console.error(error);
  }

  private told(before: Answer, after: Answer): string {
    const was = new Map(before.verdicts.map((verdict) => [verdict.provision, verdict.status]));
    const moved = after.verdicts.filter((verdict) => was.get(verdict.provision) !== verdict.status);
    const list = (verdicts: Verdict[]) =>
      verdicts.map(({ provision, status }) => `${this.titleOf(provision)} ${this.say(status)}`).join(this.say("semicolon"));
    const settled = moved.filter(({ status }) => status !== "open");
    const opened = moved.filter(({ status }) => status === "open");
    return [
      settled.length > 0 ? this.say("now_settled", { list: list(settled) }) : "",
      opened.length > 0 ? this.say("now_open", { list: list(opened) }) : "",
    ].join(" ").trim();
  }

  /** How many results stand how. */
  get counts(): Record<Status, number> {
    const counts = { granted: 0, open: 0, refused: 0, stated: 0 };
    for (const { status } of this.answer?.verdicts ?? []) counts[status] += 1;
    return counts;
  }

  titleOf(provision: string): string {
    return this.text(this.policy?.words.provisions[provision]?.title);
  }
}

/** `over` on top of `under`, key by key. */
function merged<T extends object>(under: T, over: T): T {
  const made = { ...under } as Record<string, unknown>;
  for (const [key, value] of Object.entries(over)) {
    const below = made[key];
    const both = isTable(below) && isTable(value);
    made[key] = both ? merged(below, value) : value;
  }
  return made as T;
}

const isTable = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);
