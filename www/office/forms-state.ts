// What the studio's forms show of the texts, and the edits they make: each is made in the text of its file by the
// engine, and the text is shown again. Nothing of a document is held here.

import { NAMES, type One } from "./files.ts";
import type { Studio } from "./studio-state.ts";
import type { CasesView, Content, Edit, Entries, Menu, Place, Proposal } from "./studio-types.ts";
import type { Forms as Shown } from "./types.ts";
import type { WorkerEngine } from "./worker-engine.ts";
import type { Language } from "./words.ts";

/** A table from a spreadsheet, on its way to be the rows of a provision. */
export interface Pasting {
  provision: Place;
  text: string;
  /** Conditions that somebody has given to words of the table. */
  names: [words: string, condition: string][];
  proposal: Proposal | null;
}

export class Forms {
  /** Of the texts as they were last read; null while policy.toml is no TOML. */
  shown: Shown | null = null;
  cases: CasesView | null = null;
  /** What is open: the places of a provision, a reading, a case; and of the condition whose menus are. */
  open = new Set<Place>();
  condition: Place | null = null;
  pasting: Pasting | null = null;
  /** The last name that could not be given, and why. */
  refused: { place: Place; name: string; why: string } | null = null;
  language: Language = "zh";

  private read = { policy: "", figures: "", cases: "" };
  private last: Promise<unknown> = Promise.resolve();
  /** How many edits and readings are on their way. */
  private pending = 0;

  constructor(private readonly studio: Studio, private readonly engine: WorkerEngine) {
    studio.watch(() => void this.refresh());
  }

  /** Whether what is shown is of the texts as they are, with no edit on its way. */
  get current(): boolean {
    return this.pending === 0;
  }

  private async counted<T>(work: Promise<T>): Promise<T> {
    this.pending += 1;
    try {
      return await work;
    } finally {
      this.pending -= 1;
    }
  }

  /** Reads the texts again where they have changed. */
  private async refresh(): Promise<void> {
    const { policy, figures, cases } = this.studio.texts;
    const { read } = this;
    if (policy === read.policy && figures === read.figures && cases === read.cases) return;
    this.read = { policy, figures, cases };
    const work: Promise<void>[] = [];
    if (policy !== read.policy || figures !== read.figures) {
      work.push(this.engine.call("forms", policy, figures).then((shown) => void (this.shown = shown)));
    }
    if (cases !== read.cases) work.push(this.engine.call("cases", cases).then((cases) => void (this.cases = cases)));
    await this.counted(this.studio.answered(Promise.all(work)));
    this.studio.changed();
  }

  toggle(place: Place, open = !this.open.has(place)): void {
    if (open) this.open.add(place);
    else this.open.delete(place);
    this.studio.changed();
  }

  /** Makes edits in a file, after those that are on their way. Whether they were made. */
  edit(file: One, ...edits: Edit[]): Promise<boolean> {
    const made = this.counted(this.last.then(async () => {
      const { text } = this.studio.files[file];
      const changed = await this.studio.answered(this.engine.call("edit", NAMES[file], text, edits, this.language));
      if (changed === undefined) return false;
      if (typeof changed === "string") this.studio.edit(file, changed);
      else this.studio.say({ word: "refused", names: changed.refused });
      await this.refresh();
      this.studio.changed();
      return typeof changed === "string";
    }));
    this.last = made;
    return made;
  }

  set(file: One, place: Place, content: Content): Promise<boolean> {
    return this.edit(file, { set: { place, content } });
  }

  remove(file: One, place: Place): Promise<boolean> {
    // What stands after it in a list has another place then.
    const [list] = /^.*(?=\[\d+\]$)/.exec(place) ?? [];
    for (const open of this.open) if (open === place || (list !== undefined && open.startsWith(`${list}[`))) this.open.delete(open);
    return this.edit(file, { remove: { place } });
  }

  add(file: One, place: Place, entries: Entries): Promise<boolean> {
    this.open.add(place);
    return this.edit(file, { add: { place, after: null, entries } });
  }

  /** Gives what stands at a place of policy.toml another name, in all files. */
  rename(place: Place, name: string): Promise<void> {
    const made = this.last.then(async () => {
      const { texts } = this.studio;
      const renamed = await this.studio.answered(this.engine.call("renamed", texts, place, name, this.language));
      if (renamed === undefined) return;
      this.refused = "refused" in renamed ? { place, name, why: renamed.refused } : null;
      if (!("refused" in renamed)) {
        const changed = (Object.keys(NAMES) as One[]).filter((file) => renamed[file] !== texts[file]);
        for (const file of changed) this.studio.edit(file, renamed[file]);
        // What is open stays open: a row is told by its number.
        if (this.open.delete(place)) this.open.add(place.endsWith("]") ? place : place.replace(/[^.]+$/, name));
      }
      await this.refresh();
      this.studio.changed();
    });
    this.last = made;
    return made;
  }

  /** Sets a condition to what its menus say. */
  async choose(file: One, place: Place, menu: Menu): Promise<void> {
    const text = await this.studio.answered(this.engine.call("condition", menu));
    if (text) await this.set(file, place, { text });
  }

  paste(provision: Place | null): void {
    this.pasting = provision === null ? null : { provision, text: "", names: [], proposal: null };
    this.studio.changed();
  }

  /** Reads the pasted table, with a condition given to words of it. */
  async propose(text: string, ...more: Pasting["names"]): Promise<void> {
    const { pasting } = this;
    if (!pasting) return;
    pasting.text = text;
    pasting.names.push(...more);
    await this.last;
    const proposal = await this.studio.answered(this.engine.call("pasted", this.studio.files.policy.text, text, pasting.names));
    if (proposal) pasting.proposal = proposal;
    this.studio.changed();
  }
}

/** A name of this kind that the file has not yet: `reading_1`. */
export function newName(beginning: string, taken: string[]): string {
  let number = 1;
  while (taken.includes(`${beginning}${number}`)) number += 1;
  return `${beginning}${number}`;
}
