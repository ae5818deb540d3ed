// What the studio holds: the texts of a document, what the engine found in them, the resident's page made of them. It
// checks while one types: at most one check runs, and the last text is always checked.

import { unpacked } from "../src/engine/packed.ts";
import type { Calls, Name } from "./calls.ts";
import { Forms } from "./forms-state.ts";
import { asFile, kindOf, NAMES, NO_TEXTS, save, textOf, written, type One, type Written } from "./files.ts";
import { Keep } from "./keep.ts";
import { isProject, packed, SOURCE, unpacked as unpackedProject, type Part } from "./project.ts";
import type { Checked, Texts } from "./types.ts";
import type { WorkerEngine } from "./worker-engine.ts";
import type { WordId } from "./words.ts";

/** How long nobody types before a check begins, and before the preview is made again, ms. */
const PAUSE = 120;
const PREVIEW_PAUSE = 600;

/** Where the data goes in the resident's page: crates/bundle/src/lib.rs. */
const DATA_PLACE = "<!--mingbai-data-->";

/** What is to be said once: a word and what fills it. */
export interface Said {
  word: WordId;
  names: string;
  more?: Record<string, string | number>;
}

export interface ResidentPage {
  /** The policy's id. */
  id: string;
  html: string;
}

export class Studio {
  files: Record<One, Written>;
  clauses: { name: string; text: Written }[] = [];
  /** The pasted text of its documents. */
  pasted = written("");
  /** What was found in the texts as they were last checked; null before the first check. */
  checked: Checked | null = null;
  checking = false;
  said: Said | null = null;
  /** The resident's page, and whether the texts have changed since. */
  page: ResidentPage | null = null;
  pageIsOld = false;
  /** What waits for leave to replace what is written. */
  replacing: (() => void) | null = null;
  /** What is being printed; null while nothing is. */
  paper: Element | null = null;
  readonly forms: Forms;

  /** What of all this is kept for the next visit. */
  readonly keep = new Keep(() => this.parts, () => this.changed());

  private readonly watchers = new Set<() => void>();
  private saved: string;
  /** What is being read. */
  private opening = Promise.resolve();
  private again = false;
  private pause: ReturnType<typeof setTimeout> | undefined;
  private previewPause: ReturnType<typeof setTimeout> | undefined;

  /** `pages` makes pages, beside the checks, which must not wait for that. `template`: the resident's page, packed. */
  constructor(private readonly engine: WorkerEngine, private readonly pages: WorkerEngine, private readonly template: string) {
    this.files = filesOf(NO_TEXTS);
    this.forms = new Forms(this, pages);
    this.saved = packed(this.parts);
  }

  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  changed(): void {
    for (const watcher of this.watchers) watcher();
  }

  get texts(): Texts {
    const { policy, figures, cases } = this.files;
    return { policy: policy.text, figures: figures.text, cases: cases.text, clauses: this.clauses.map(({ name, text }) => [name, text.text]) };
  }

  /** Every file, as it is saved. */
  private get parts(): Part[] {
    const ones = (Object.keys(NAMES) as One[]).map((kind) => ({ name: NAMES[kind], text: asFile(this.files[kind]) }));
    return [...ones, { name: SOURCE, text: asFile(this.pasted) }, ...this.clauses.map(({ name, text }) => ({ name, text: asFile(text) }))];
  }

  /** The names of the files that hold something. */
  get names(): string[] {
    return this.parts.filter(({ text }) => text !== "").map(({ name }) => name);
  }

  paste(text: string): void {
    this.pasted.text = text;
    this.keep.soon();
  }

  edit(file: One | number, text: string): void {
    const own = typeof file === "number" ? this.clauses[file]?.text : this.files[file];
    if (!own) return;
    own.text = text;
    this.pageIsOld = true;
    this.said = null;
    this.keep.soon();
    this.soon();
  }

  /** Opens a shipped document, or `new`. */
  begin(id: string): Promise<void> {
    return this.next(async () => {
      const texts = await this.answered(this.engine.call("texts", id));
      if (texts) this.replace(() => this.take(filesOf(texts), [], written("")));
    });
  }

  /** Opens files: each takes the place of the one of its kind, the others stay. A project file takes the place of all. */
  open(list: File[]): Promise<void> {
    return this.next(() => this.opened(list));
  }

  /** Opens something when what was opened before has been read. */
  private next(open: () => Promise<void>): Promise<void> {
    return (this.opening = this.opening.then(open, open));
  }

  private async opened(list: File[]): Promise<void> {
    const project = list.find(({ name }) => isProject(name));
    if (project) {
      if (list.length === 1) this.openProject(project.name, await textOf(project));
      else this.say({ word: "project_alone", names: project.name });
      return;
    }
    const read = await Promise.all(list.map(async (file) => ({ name: file.name, kind: kindOf(file.name), text: await textOf(file) })));
    const unknown = read.filter(({ kind }) => !kind).map(({ name }) => name);
    const damaged = read.filter(({ kind, text }) => kind && text === undefined).map(({ name }) => name);
    // What was written or opened meanwhile is kept, but for the files of these kinds.
    const take = () => {
      const files = { ...this.files };
      const clauses = [...this.clauses];
      for (const { name, kind, text } of read) {
        if (!kind || text === undefined) continue;
        if (kind === "clauses") {
          const other = clauses.findIndex((own) => own.name === name);
          clauses.splice(other < 0 ? clauses.length : other, 1, { name, text: written(text) });
        } else files[kind] = written(text);
      }
      this.take(files, clauses, this.pasted);
      this.said = unknown.length > 0 ? { word: "not_a_file", names: unknown.join("、") } : damaged.length > 0 ? { word: "not_text", names: damaged.join("、") } : null;
      this.changed();
    };
    const replaces = read.some(({ kind, text }) => kind && kind !== "clauses" && text !== undefined && this.files[kind].text !== "");
    if (replaces) this.replace(take);
    else take();
  }

  /** Opens a project file, then does something more; what is wrong with a damaged one is said. */
  private openProject(name: string, text: string | undefined, then?: () => void): void {
    const parts = text === undefined ? undefined : unpackedProject(text);
    if (!parts) return this.say({ word: "not_text", names: name });
    if ("word" in parts) return this.say({ word: parts.word, names: name, more: { line: parts.line, part: parts.part } });
    const of = (own: string) => written(parts.find((part) => part.name === own)?.text ?? "");
    const ones: string[] = [...Object.values(NAMES), SOURCE];
    const clauses = parts.filter((part) => !ones.includes(part.name)).map((part) => ({ name: part.name, text: written(part.text) }));
    this.replace(() => {
      this.take({ policy: of(NAMES.policy), figures: of(NAMES.figures), cases: of(NAMES.cases) }, clauses, of(SOURCE));
      then?.();
    });
  }

  saveProject(): void {
    const [, id = "mingbai"] = /^id *= *"([^"]*)"/m.exec(this.files.policy.text) ?? [];
    this.saved = packed(this.parts);
    save(`${id}.mingbai`, this.saved, "text/plain;charset=utf-8");
  }

  /** Goes on with what was kept on an earlier visit. */
  resume(): void {
    const { kept } = this.keep;
    if (kept !== null) this.openProject("", kept, () => this.keep.begin());
  }

  /** Says something until something is written. */
  say(said: Said): void {
    this.said = said;
    this.changed();
  }

  /** Does it at once where nothing would be lost, else asks. */
  private replace(work: () => void): void {
    this.replacing = packed(this.parts) === this.saved ? null : work;
    if (!this.replacing) work();
    this.changed();
  }

  decide(replace: boolean): void {
    const work = this.replacing;
    this.replacing = null;
    if (replace) work?.();
    this.changed();
  }

  private take(files: Record<One, Written>, clauses: Studio["clauses"], pasted: Written): void {
    this.files = files;
    this.clauses = clauses;
    this.pasted = pasted;
    this.saved = packed(this.parts);
    this.keep.soon();
    this.checked = null;
    this.page = null;
    this.said = null;
    this.changed();
    void this.check();
  }

  /** Checks when nobody has typed for a moment. */
  private soon(): void {
    clearTimeout(this.pause);
    clearTimeout(this.previewPause);
    this.pause = setTimeout(() => void this.check(), PAUSE);
  }

  private async check(): Promise<void> {
    if (this.checking) {
      this.again = true;
      return;
    }
    this.checking = true;
    this.changed();
    do {
      this.again = false;
      const texts = this.texts;
      // The lints first: trying the cases of a large document takes ten times as long.
      const lints = await this.answered(this.engine.call("check", { ...texts, cases: "" }));
      if (lints) this.show(lints);
      if (this.again) continue;
      const checked = await this.answered(this.engine.call("check", texts));
      if (checked) this.checked = checked;
    } while (this.again);
    this.checking = false;
    this.changed();
    clearTimeout(this.previewPause);
    this.previewPause = setTimeout(() => void this.preview(), this.page === null ? 0 : PREVIEW_PAUSE);
  }

  /** Shows what was found without the cases; of those what was found last. */
  private show(lints: Checked): void {
    const cases = this.checked?.findings.filter(({ file }) => file === NAMES.cases) ?? [];
    this.checked = { ...lints, findings: [...lints.findings, ...cases], cases: this.checked?.cases ?? [] };
    this.changed();
  }

  private async preview(): Promise<void> {
    const texts = this.texts;
    const page = await this.made(texts);
    if (!page || JSON.stringify(texts) !== JSON.stringify(this.texts)) return;
    this.page = page;
    this.pageIsOld = false;
    this.changed();
  }

  /** The resident's page of these texts; nothing where something in them is to be put right. */
  private async made(texts: Texts): Promise<ResidentPage | undefined> {
    const page = await this.answered(this.pages.call("page", texts));
    if (!page) return undefined;
    const template = new TextDecoder().decode(await unpacked(this.template));
    return { id: page.id, html: template.split(DATA_PLACE).join(page.data) };
  }

  /** Cuts the pasted text of a document into clauses: each document in it is a clause table, which takes the place of
   * those before. */
  async cut(text: string): Promise<void> {
    const cut = await this.answered(this.engine.call("cut", text));
    if (!cut) return;
    const [only] = /^id *= *"([^"]*)"/m.exec(this.files.policy.text)?.slice(1) ?? [];
    const name = (index: number) => (cut.tables.length === 1 && only ? only : `document-${index + 1}`);
    this.clauses = cut.tables.map((table, index) => ({ name: `${name(index)}.clauses.tsv`, text: written(table) }));
    this.keep.soon();
    const names = cut.doubtful.join("、");
    this.said = cut.tables.length === 0 ? { word: "no_clauses", names } : names ? { word: "doubtful", names } : null;
    this.changed();
    void this.check();
  }

  saveFile(file: One | number): void {
    const [name, own] = typeof file === "number" ? [this.clauses[file]?.name, this.clauses[file]?.text] : [NAMES[file], this.files[file]];
    if (!name || !own) return;
    save(name, asFile(own), "text/plain;charset=utf-8");
    if (file === "policy") this.saved = packed(this.parts);
  }

  async savePage(): Promise<void> {
    const page = await this.made(this.texts);
    if (page) save(`${page.id}.html`, page.html, "text/html;charset=utf-8");
    else this.said ??= { word: "no_page", names: "" };
    this.changed();
  }

  /** What the engine answers, beside the checks; undefined where the call failed, and then that is said. */
  ask<N extends Name>(name: N, ...given: Calls[N][0]): Promise<Calls[N][1] | undefined> {
    return this.answered(this.pages.call(name, ...given));
  }

  /** Prints this alone. */
  print(paper: Element): void {
    this.paper = paper;
    this.changed();
  }

  printed(): void {
    this.paper = null;
    this.changed();
  }

  /** What a call answers; undefined where it failed, and then that is said. */
  async answered<T>(call: Promise<T>): Promise<T | undefined> {
    try {
      return await call;
    } catch (error) {
      console.error(error);
      this.said = { word: "call_failed", names: "" };
      this.changed();
      return undefined;
    }
  }
}

function filesOf({ policy, figures, cases }: Texts): Record<One, Written> {
  return { policy: written(policy), figures: written(figures), cases: written(cases) };
}
