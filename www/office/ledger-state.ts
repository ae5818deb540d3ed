// What the ledger's tab holds: the document to answer by, what the columns mean, what came of it. Everything about a
// resident stays in the worker; the page asks for the rows it shows.

import type { Calls, Name } from "./calls.ts";
import { save } from "./files.ts";
import type { Answered, Asked, Correction, Notice, Proposed, Rows } from "./ledger-types.ts";
import type { ColumnMeaning, Meaning } from "./mapping.ts";
import type { Texts } from "./types.ts";
import type { WorkerEngine } from "./worker-engine.ts";
import type { Language, WordId } from "./words.ts";

/** How many rows the table shows at once. */
export const SHOWN = 50;

/** How many notices are printed at once. */
export const PRINTED = 500;

/** The type of an .xlsx file. */
const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

const EVERYONE: Asked = { text: "", provision: null, status: null, rows: [], from: 0, count: SHOWN };

/** What a ledger is answered by. */
export interface Rules {
  texts: Texts;
  on: string;
  language: Language;
}

export class Ledger {
  file: { name: string; bytes: ArrayBuffer } | null = null;
  proposed: Proposed | null = null;
  answered: Answered | null = null;
  asked = EVERYONE;
  rows: Rows | null = null;
  /** The numbers of the rows that are ticked. */
  ticked: ReadonlySet<number> = new Set();
  /** What is on paper now. */
  notices: Notice[] | null = null;
  /** What is being done: how much of it, 0 to 1, where that is known. */
  working: { done: number | null } | null = null;
  /** What is to be said: in the words of the engine, or a word of the page. */
  said: { text: string } | { word: WordId } | null = null;

  /** What the worker's ledger was opened with; nothing where the worker has none. */
  private opened: string | null = null;
  /** Whether what is being done is to end. */
  private stopped = false;
  /** Whether a person has corrected the mapping. */
  private corrected = false;
  private turn: Promise<void> = Promise.resolve();
  private readonly watchers = new Set<() => void>();

  /** `rules` gives what stands on the page now. */
  constructor(
    private readonly engine: WorkerEngine,
    private readonly rules: () => Promise<Rules>,
  ) {
    engine.progressed = (done, of) => {
      if (this.working) this.working = { done: of > 0 ? done / of : 1 };
      this.changed();
    };
  }

  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  private changed(): void {
    for (const watcher of this.watchers) watcher();
  }

  /** Reads a ledger, and proposes what its columns mean. */
  open(file: File): Promise<void> {
    return this.work(async () => {
      this.begin();
      this.file = null;
      const bytes = await new Response(file).arrayBuffer();
      this.file = { name: file.name, bytes };
      await this.reopen();
    });
  }

  /** The same file by another document: what was said of its columns falls with the old one. */
  otherDocument(): Promise<void> {
    return this.work(async () => {
      this.begin();
      await this.reopen();
    });
  }

  /** The same in another language, or with other figures: the mapping stays, and who was answered is answered again. */
  retell(): Promise<void> {
    if (!this.proposed) return Promise.resolve();
    const { answered } = this;
    return this.work(async () => {
      this.forget();
      await this.reopen();
      if (answered) await this.answering();
    });
  }

  private begin(): void {
    this.proposed = null;
    this.corrected = false;
    this.forget();
  }

  /** Answers fall when what they rest on changes. */
  private forget(): void {
    Object.assign(this, { answered: null, rows: null, asked: EVERYONE, ticked: new Set(), notices: null });
  }

  /** Gives the worker the file, with what stands on the page now. A person's mapping is kept. */
  private async reopen(): Promise<void> {
    const { file } = this;
    if (!file) return;
    const rules = await this.rules();
    this.opened = null;
    const proposed = taken(await this.call("propose", rules.texts, file.bytes, rules.on, rules.language));
    this.opened = JSON.stringify(rules);
    const kept = this.corrected ? this.proposed?.mapping : undefined;
    this.proposed = kept ? taken(await this.call("mapped", await this.call("toml", kept))) : proposed;
  }

  /** Takes a mapping that was saved before. */
  take(toml: string): Promise<void> {
    return this.work(async () => {
      if (!this.file) throw new Told({ word: "mapping_needs_ledger" });
      if (this.opened === null) await this.reopen();
      this.proposed = taken(await this.call("mapped", toml));
      this.corrected = true;
      this.forget();
    });
  }

  /** A person's word on what a column is. */
  correct(correction: Correction): Promise<void> {
    return this.work(async () => {
      if (this.opened === null) await this.reopen();
      const { proposed } = this;
      if (!proposed) return;
      this.proposed = taken(await this.call("corrected", proposed.mapping, correction));
      this.corrected = true;
      this.forget();
    });
  }

  /** A person's word on what stands in a column: on one word in it, or on its empty cells. */
  mean(name: string, change: Pick<ColumnMeaning, "blank" | "fill_down"> | { word: string; meaning: Meaning }): void {
    const { proposed } = this;
    if (!proposed) return;
    const changed = (own: ColumnMeaning): ColumnMeaning => {
      if (!("word" in change)) return { ...own, ...change };
      const cells = { ...own.cells, [change.word]: change.meaning };
      return { ...own, cells, not_understood: (own.not_understood ?? []).filter((text) => text !== change.word) };
    };
    const column = (proposed.mapping.column ?? []).map((own) => (own.name === name ? changed(own) : own));
    this.proposed = { ...proposed, mapping: { ...proposed.mapping, column } };
    this.corrected = true;
    this.forget();
    this.changed();
  }

  answer(): Promise<void> {
    return this.work(() => this.answering());
  }

  private async answering(): Promise<void> {
    this.forget();
    const rules = JSON.stringify(await this.rules());
    if (this.opened !== rules) await this.reopen();
    const mapping = this.proposed?.mapping;
    if (!mapping) return;
    this.answered = taken(await this.call("answer", mapping));
    await this.showing({});
  }

  /** Ends what is being done, and the worker with it. */
  stop(): void {
    this.stopped = true;
    this.opened = null;
    this.engine.end(new Told(null));
  }

  private call<N extends Name>(name: N, ...given: Calls[N][0]): Promise<Calls[N][1]> {
    return this.stopped ? Promise.reject(new Told(null)) : this.engine.call(name, ...given);
  }

  /** Shows other rows of the table. */
  async show(change: Partial<Asked>): Promise<void> {
    try {
      await this.showing(change);
    } catch (error) {
      this.tell(error);
    }
    this.changed();
  }

  private async showing(change: Partial<Asked>): Promise<void> {
    this.asked = { ...this.asked, from: 0, ...change };
    const asked = this.asked;
    const rows = await this.call("rows", asked);
    if (asked === this.asked) this.rows = rows;
  }

  tick(row: number, on: boolean): void {
    const ticked = new Set(this.ticked);
    if (on) ticked.add(row);
    else ticked.delete(row);
    this.ticked = ticked;
    this.changed();
  }

  /** How many residents the notices would be for: those that are ticked, else all that the table has. */
  get selected(): number {
    return this.ticked.size || (this.rows?.total ?? 0);
  }

  print(): Promise<void> {
    return this.work(async () => {
      const rows = [...this.ticked];
      const which = rows.length > 0 ? { ...EVERYONE, rows } : this.asked;
      this.notices = taken(await this.call("notices", { ...which, from: 0, count: PRINTED }));
    });
  }

  printed(): void {
    this.notices = null;
    this.changed();
  }

  save(): Promise<void> {
    return this.work(async () => save(`${this.name}-answers.xlsx`, taken(await this.call("save")), XLSX));
  }

  saveCsv(): Promise<void> {
    return this.work(async () => save(`${this.name}-answers.csv`, taken(await this.call("csv")), "text/csv;charset=utf-8"));
  }

  saveMapping(): Promise<void> {
    return this.work(async () => {
      const mapping = this.proposed?.mapping;
      if (mapping) save(`${this.name}-map.toml`, await this.call("toml", mapping), "text/plain;charset=utf-8");
    });
  }

  private get name(): string {
    return (this.file?.name ?? "ledger").replace(/\.[^.]*$/, "");
  }

  /** One thing after the other. While it is done, that is shown; what cannot be done is said. */
  private work(work: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(async () => {
      this.working = { done: null };
      this.said = null;
      this.changed();
      try {
        await work();
      } catch (error) {
        this.tell(error);
      }
      this.working = null;
      this.stopped = false;
      this.changed();
    });
    return this.turn;
  }

  private tell(error: unknown): void {
    if (error instanceof Told) {
      this.said = error.said;
      return;
    }
    console.error(error);
    // The worker that had the ledger is gone, or is not to be trusted.
    this.said = { word: this.opened === null ? "not_read" : "call_failed" };
    this.opened = null;
  }
}

/** Why something was not done, as it is to be said; null: nothing is to be said. */
class Told extends Error {
  constructor(readonly said: Ledger["said"]) {
    super("told");
  }
}

/** What a call gives; what it refuses is thrown. */
function taken<T extends object>(result: T | { refused: string }): T {
  if ("refused" in result) throw new Told({ text: result.refused });
  return result;
}
