// What is told in one sitting, and what the engine answers: in memory only.

import type { Checker } from "../engine/checker.ts";
import type { Data, Policy } from "../engine/data.ts";
import { NotReady } from "../engine/not-ready.ts";
import { withoutRefused } from "../engine/refusal.ts";
import type { Description, FactDescription, Figures, HouseholdAnswer, PersonAnswer, Status, Verdict } from "../engine/types.ts";
import { caseOf, householdOf, merged, type CaseParts } from "./case.ts";
import { figuresOf, type TypedFigures } from "./figures.ts";
import { Person, type Given } from "./person.ts";
import { changedStay, newStay, type Stay } from "./stays.ts";

export class Assessment {
  /** The day the document is read for: a kiosk runs for weeks. */
  on = "";
  policy: Policy | null = null;
  description: Description | null = null;
  /** The answer for the person now looked at. */
  answer: PersonAnswer | null = null;
  /** The answer for all of them, when there are several. */
  family: HouseholdAnswer | null = null;
  people: Person[] = [new Person()];
  /** Which of them is looked at. */
  current = 0;
  figures: TypedFigures = new Map();
  /** Readings taken the other way. */
  readings: Record<string, boolean> = {};
  /** The verdicts whose status the last step changed, announced to those who do not see the results change. */
  news: Verdict[] = [];
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

  private readonly validities = new Map<string, Description["in_force"]>();

  /** Null while the engine is not ready. */
  inForce(policy: Policy): Description["in_force"] | null {
    if (!this.validities.has(policy.id)) this.soon(() => this.validities.set(policy.id, this.checker.describe(policy).in_force));
    return this.validities.get(policy.id) ?? null;
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
    return this.description?.facts.find((fact) => fact.id === id);
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
    const { description, readings } = this;
    return { facts: description?.facts ?? [], figures: this.allFigures, readings };
  }

  protected assess(): void {
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

  /** The answer if this person's facts, or the last stay's, were others. Nothing is stored. */
  whatIf(facts: Record<string, Given>, lastStay: Record<string, Given>): PersonAnswer | null {
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

  /** As if nothing had been told. */
  protected forget(): void {
    this.policy = this.description = this.answer = this.family = null;
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
    this.answer = this.family = null;
    console.error(error);
  }

  /** The number of results by status. */
  get counts(): Record<Status, number> {
    const counts = { granted: 0, open: 0, refused: 0, stated: 0 };
    for (const { status } of this.answer?.verdicts ?? []) counts[status] += 1;
    return counts;
  }
}

/** The verdicts whose status differs. */
function moved(before: PersonAnswer, after: PersonAnswer): Verdict[] {
  const was = new Map(before.verdicts.map(({ provision, status }) => [provision, status]));
  return after.verdicts.filter(({ provision, status }) => was.get(provision) !== status);
}
