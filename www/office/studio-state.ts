// What the studio holds: the texts of a document, what the engine found in them, the resident's page made of them. It
// checks while one types: at most one check runs, and the last text is always checked.

import { unpacked } from "../src/engine/packed.ts";
import { Forms } from "./forms-state.ts";
import { asFile, kindOf, NAMES, NO_TEXTS, save, textOf, written, type One, type Written } from "./files.ts";
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
}

export interface ResidentPage {
  /** The policy's id. */
  id: string;
  html: string;
}

export class Studio {
  files: Record<One, Written>;
  clauses: { name: string; text: Written }[] = [];
  /** What was found in the texts as they were last checked; null before the first check. */
  checked: Checked | null = null;
  checking = false;
  said: Said | null = null;
  /** The resident's page, and whether the texts have changed since. */
  page: ResidentPage | null = null;
  pageIsOld = false;
  /** What waits for leave to replace what is written. */
  replacing: (() => void) | null = null;
  readonly forms: Forms;

  private readonly watchers = new Set<() => void>();
  private asFiles = "";
  private again = false;
  private pause: ReturnType<typeof setTimeout> | undefined;
  private previewPause: ReturnType<typeof setTimeout> | undefined;

  /** `pages` makes pages, beside the checks, which must not wait for that. `template`: the resident's page, packed. */
  constructor(private readonly engine: WorkerEngine, private readonly pages: WorkerEngine, private readonly template: string) {
    this.files = filesOf(NO_TEXTS);
    this.forms = new Forms(this, pages);
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

  edit(file: One | number, text: string): void {
    const own = typeof file === "number" ? this.clauses[file]?.text : this.files[file];
    if (!own) return;
    own.text = text;
    this.pageIsOld = true;
    this.said = null;
    this.soon();
  }

  /** Opens a shipped document, or `new`. */
  async begin(id: string): Promise<void> {
    const texts = await this.answered(this.engine.call("texts", id));
    if (texts) this.replace(() => this.take(filesOf(texts), []));
  }

  /** Opens files: each takes the place of the one of its kind, the others stay. */
  async open(list: Iterable<File>): Promise<void> {
    const files = { ...this.files };
    const clauses = [...this.clauses];
    const unknown: string[] = [];
    const damaged: string[] = [];
    for (const file of list) {
      const kind = kindOf(file.name);
      const text = kind && (await textOf(file));
      if (!kind) unknown.push(file.name);
      else if (text === undefined) damaged.push(file.name);
      else if (kind === "clauses") {
        const other = clauses.findIndex(({ name }) => name === file.name);
        clauses.splice(other < 0 ? clauses.length : other, 1, { name: file.name, text: written(text) });
      } else files[kind] = written(text);
    }
    const opened = () => {
      this.take(files, clauses);
      this.said = unknown.length > 0 ? { word: "not_a_file", names: unknown.join("、") } : damaged.length > 0 ? { word: "not_text", names: damaged.join("、") } : null;
      this.changed();
    };
    const replaced = (Object.keys(NAMES) as One[]).some((kind) => files[kind] !== this.files[kind] && this.files[kind].text !== "");
    if (replaced) this.replace(opened);
    else opened();
  }

  /** Does it at once where nothing would be lost, else asks. */
  private replace(work: () => void): void {
    this.replacing = JSON.stringify(this.texts) === this.asFiles || this.asFiles === "" ? null : work;
    if (!this.replacing) work();
    this.changed();
  }

  decide(replace: boolean): void {
    const work = this.replacing;
    this.replacing = null;
    if (replace) work?.();
    this.changed();
  }

  private take(files: Record<One, Written>, clauses: Studio["clauses"]): void {
    this.files = files;
    this.clauses = clauses;
    this.asFiles = JSON.stringify(this.texts);
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
    const names = cut.doubtful.join("、");
    this.said = cut.tables.length === 0 ? { word: "no_clauses", names } : names ? { word: "doubtful", names } : null;
    this.changed();
    void this.check();
  }

  /** Says something until something is written. */
  say(word: WordId, names: string): void {
    this.said = { word, names };
    this.changed();
  }

  saveFile(file: One | number): void {
    const [name, own] = typeof file === "number" ? [this.clauses[file]?.name, this.clauses[file]?.text] : [NAMES[file], this.files[file]];
    if (!name || !own) return;
    save(name, asFile(own), "text/plain;charset=utf-8");
    if (file === "policy") this.asFiles = JSON.stringify(this.texts);
  }

  async savePage(): Promise<void> {
    const page = await this.made(this.texts);
    if (page) save(`${page.id}.html`, page.html, "text/html;charset=utf-8");
    else this.said ??= { word: "no_page", names: "" };
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
