// A document of the place, its answer for the person looked at, and what it is told with.

import type { Policy } from "../engine/data.ts";
import type { Answer, Description, FactDescription, Person, Validity, Verdict } from "../engine/types.ts";
import type { Reader } from "./reader.ts";

export class Document implements Reader {
  constructor(
    private readonly sitting: Pick<Reader, "language" | "past" | "data" | "readings">,
    readonly policy: Policy,
    readonly description: Description,
    /** For all of the household, where there are several. */
    readonly whole: Answer,
    private readonly current: number,
  ) {}

  get language() {
    return this.sitting.language;
  }

  get past(): boolean {
    return this.sitting.past || this.validity === "lapsed";
  }

  get data() {
    return this.sitting.data;
  }

  get readings() {
    return this.sitting.readings;
  }

  get policies(): Policy[] {
    return [this.policy];
  }

  get facts(): FactDescription[] {
    return this.description.facts;
  }

  get id(): string {
    return this.policy.id;
  }

  get validity(): Validity {
    return this.whole.validity;
  }

  /** The answer for the person looked at. */
  get answer(): Person {
    return this.personAt(this.current);
  }

  /** The same document with the answer for another of them. */
  of(current: number): Document {
    return new Document(this.sitting, this.policy, this.description, this.whole, current);
  }

  /** The answer for one of them. */
  personAt(index: number): Person {
    const { whole } = this;
    const person = "members" in whole ? whole.members[index] : whole;
    if (!person) throw new Error("an answer for each member is expected");
    return person;
  }

  get verdicts(): Told[] {
    return this.answer.verdicts.map((verdict) => ({ document: this, verdict }));
  }
}

/** A verdict with the document that gives it. */
export interface Told {
  document: Document;
  verdict: Verdict;
}

/** What a provision of a document is known by in a place: two documents may have one of the same name. */
export const keyOf = ({ document, verdict }: Told): string => `${document.id}/${verdict.provision}`;

/** The facts of several documents, each once; of a choice or a set every value that one of them has. */
export function factsOfAll(descriptions: Description[]): FactDescription[] {
  const all = new Map<string, FactDescription>();
  for (const fact of descriptions.flatMap(({ facts }) => facts)) {
    const before = all.get(fact.id);
    all.set(fact.id, before ? { ...before, values: [...new Set([...before.values, ...fact.values])] } : fact);
  }
  return [...all.values()];
}
