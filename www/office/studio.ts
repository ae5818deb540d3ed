// The studio's tab: the texts of a document, what is to be put right in them, their cases, the resident's page.

import { html, LitElement, nothing, type TemplateResult } from "lit";
import { differs } from "./cases.ts";
import { clauses } from "./clauses.ts";
import { editor, select } from "./editor.ts";
import type { Desk } from "./fields.ts";
import { NAMES, type One } from "./files.ts";
import { forms, whereIs, type Part } from "./forms.ts";
import "./diff.ts";
import { project } from "./project-view.ts";
import type { Studio } from "./studio-state.ts";
import type { Found, Offered, Tried } from "./types.ts";
import { say, type Language, type WordId } from "./words.ts";

const NEW = "new";

/** A file of the document: one there is one of, or a clause table by its number. */
type Shown = One | number;

const FIRST: One = "policy";

const LABELS = { policy: "policy_file", figures: "figures_file", cases: "cases_file" } as const satisfies Record<One, WordId>;

const KINDS = Object.keys(NAMES) as One[];

const failed = ({ problems, differences }: Tried): boolean => problems.length + differences.length > 0;

export class OfficeStudio extends LitElement {
  static override properties = { studio: { attribute: false }, offered: { attribute: false }, language: {}, shown: { state: true }, section: { state: true } };

  declare studio: Studio;
  declare offered: Offered[];
  declare language: Language;
  declare shown: Shown;
  /** The part of the forms that is shown. */
  declare section: Part;

  /** What was last printed, as long as it stands here. */
  private paper: Element | null = null;
  private unwatch: (() => void) | undefined;

  constructor() {
    super();
    this.shown = FIRST;
    this.section = "provisions";
  }

  /** The shell's style sheet serves it. */
  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.unwatch = this.studio.watch(() => this.requestUpdate());
    window.addEventListener("afterprint", this.printed);
  }

  override disconnectedCallback(): void {
    this.unwatch?.();
    window.removeEventListener("afterprint", this.printed);
    super.disconnectedCallback();
  }

  private readonly printed = (): void => this.studio.printed();

  override updated(): void {
    const { paper } = this.studio;
    if (paper === this.paper) return;
    this.paper = paper;
    if (paper) window.print();
  }

  private say(id: WordId, blanks: Record<string, string | number> = {}): string {
    return say(this.language, id, blanks);
  }

  override render(): TemplateResult {
    const { studio, language, offered } = this;
    return html`
      ${studio.paper ? html`<div class="paper">${studio.paper}</div>` : nothing}
      <div class="studio" @dragover=${(event: DragEvent) => event.preventDefault()} @drop=${this.dropped}>
        ${this.beginning()}
        ${project(this.studio, this.language)}
        ${studio.said ? html`<p class="problem" role="alert">${this.say(studio.said.word, { names: studio.said.names, ...studio.said.more })}</p>` : nothing}
        ${studio.replacing
          ? html`
            <div class="notice example" role="alert">
              <p>${this.say("replace")}</p>
              <p class="row"><button type="button" data-action="replace" @click=${() => studio.decide(true)}>${this.say("replace_yes")}</button>
              <button type="button" data-action="keep" @click=${() => studio.decide(false)}>${this.say("replace_no")}</button></p>
            </div>`
          : nothing}
        <office-diff .studio=${studio} .policy=${studio.files.policy.text} .language=${language} .offered=${offered}></office-diff>
        <div class="halves">
          <div class="beside">
            <div>
              <section class="sheet" aria-labelledby="clauses">${clauses(this.desk, this.provision)}</section>
              <section class="sheet" aria-labelledby="lints">${this.lints()}</section>
            </div>
          </div>
          <section class="sheet" aria-label=${this.say("forms")}>${forms(this.desk, this.section, (part) => (this.section = part))}</section>
          <div>
            <section class="sheet" aria-labelledby="cases">${this.cases()}</section>
            <section class="sheet" aria-labelledby="preview">${this.preview()}</section>
          </div>
          <section class="sheet" aria-label=${this.say("texts")}>${this.writing()}</section>
        </div>
      </div>`;
  }

  private get desk(): Desk {
    const { studio, language } = this;
    studio.forms.language = language;
    return { studio, forms: studio.forms, language };
  }

  /** Shows a provision. */
  private readonly provision = (id: string): void => this.open("provisions", `provision.${id}`);

  /** Shows a part of the forms with something in it open, and that in sight; of a place, its cell. */
  private open(part: Part, place: string, cell = place): void {
    this.section = part;
    this.studio.forms.toggle(place, true);
    void this.updateComplete.then(() => {
      const found = (name: string) => this.querySelector<HTMLElement>(`[data-cell="${CSS.escape(name)}"]`);
      const target = found(cell) ?? found(cell.replace(/\.[^.]+$/, "")) ?? this.querySelector<HTMLElement>(`[data-section="${CSS.escape(place)}"]`);
      target?.scrollIntoView({ block: "center" });
      target?.querySelector<HTMLElement>("input, select, textarea, button")?.focus();
    });
  }

  private beginning(): TemplateResult {
    const chosen = () => this.querySelector<HTMLSelectElement>("#begin")?.value ?? NEW;
    return html`
      <section class="sheet row beginning">
        <label for="begin">${this.say("begin_from")}</label>
        <select id="begin">
          <option value=${NEW}>${this.say("begin_new")}</option>
          ${this.offered.map(({ id, place, title }) => html`<option value=${id}>${place[this.language]} · ${title[this.language]}</option>`)}
        </select>
        <button type="button" data-action="begin" @click=${() => void this.studio.begin(chosen())}>${this.say("begin")}</button>
        <span class="opening-files">
          <label for="files">${this.say("open_files")}</label>
          <input id="files" type="file" multiple accept=".toml,.tsv,.mingbai" data-drop="studio" aria-describedby="open-help"
            @change=${(event: Event) => this.opened(event.target as HTMLInputElement)}>
        </span>
        <p id="open-help" class="soft">${this.say("open_help")}</p>
      </section>`;
  }

  private opened(input: HTMLInputElement): void {
    const files = [...(input.files ?? [])];
    // The same file may be opened again.
    input.value = "";
    void this.studio.open(files);
  }

  private readonly dropped = (event: DragEvent): void => {
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) void this.studio.open(files);
  };

  /** Every file of the document: what it is, its name, its text. */
  private get all(): { file: Shown; name: string; label: string; text: string }[] {
    const { files, clauses } = this.studio;
    return [
      ...KINDS.map((file) => ({ file, name: NAMES[file], label: this.say(LABELS[file]), text: files[file].text })),
      ...clauses.map(({ name, text }, file) => ({ file, name, label: this.say("clauses_file", { name }), text: text.text })),
    ];
  }

  private writing(): TemplateResult {
    const { all } = this;
    const found = this.studio.checked?.findings ?? [];
    const shown = all.find(({ file }) => file === this.shown) ?? all[0];
    return html`
      <div class="row chips" role="group" aria-label=${this.say("files")}>
        ${all.map(({ file, name, label }) => {
          const count = found.filter((one) => one.file === name).length;
          return html`<button type="button" data-file=${name} aria-pressed=${file === this.shown ? "true" : "false"}
            @click=${() => (this.shown = file)}>${label}${count > 0 ? html` <b class="count">${count}</b>` : nothing}</button>`;
        })}
      </div>
      ${all.map(({ file, name, label, text }) =>
        editor({
          id: `text-${name}`,
          label,
          text,
          hidden: file !== this.shown,
          marked: new Set(found.filter((one) => one.file === name).map(({ line }) => line)),
          isPolicy: file === "policy",
          edit: (text) => this.studio.edit(file, text),
        }),
      )}
      <p class="row">
        ${shown && shown.file !== "policy"
          ? html`<button type="button" data-action="save-${shown.file}" ?disabled=${shown.text === ""}
              @click=${() => this.studio.saveFile(shown.file)}>${this.say("save_file", { name: shown.name })}</button>`
          : nothing}
        <button type="button" class="main" data-action="save-policy" ?disabled=${this.studio.files.policy.text === ""}
          @click=${() => this.studio.saveFile("policy")}>${this.say("save_file", { name: NAMES.policy })}</button>
        <button type="button" data-action="save-page" ?disabled=${this.studio.files.policy.text === ""}
          @click=${() => void this.studio.savePage()}>${this.say("save_page")}</button>
      </p>`;
  }

  private lints(): TemplateResult {
    const { checked, checking } = this.studio;
    const findings = checked?.findings ?? [];
    const count = findings.length;
    const words = !checked
      ? this.say(checking ? "checking" : "nothing_open")
      : count === 1
        ? this.say("one_to_put_right")
        : count > 1
          ? this.say("to_put_right", { count })
          : this.say("nothing_to_put_right");
    return html`
      <h2 id="lints">${this.say("check")}</h2>
      <p role="status" class=${checked ? (count > 0 ? "bad" : "good") : "soft"} data-lint-count=${checked ? count : nothing}>${words}</p>
      <ol class="lints">
        ${findings.map((found) => {
          const file = KINDS.find((kind) => NAMES[kind] === found.file);
          const where = file && whereIs(file, found.place);
          return html`
            <li data-lint data-rule=${found.rule}>
              <button type="button" class="lint" @click=${() => this.lead(found)}>
                <b>${this.say("line", { file: found.file, line: found.line })}</b> <span>${found.message[this.language]}</span>
                <small lang="en">${found.rule}</small>
              </button>
              ${where ? html`<button type="button" class="small" data-action="to-cell" @click=${() => this.open(where.part, where.open, found.place)}>${this.say("to_cell")}</button>` : nothing}
            </li>`;
        })}
      </ol>`;
  }

  /** To what is meant, in its file. */
  private lead({ file, line, start, end }: Pick<Found, "file" | "line" | "start" | "end">): void {
    const target = this.all.find(({ name }) => name === file);
    if (!target) return;
    this.shown = target.file;
    void this.updateComplete.then(() => {
      const field = this.querySelector<HTMLTextAreaElement>(`[id="text-${file}"]`);
      if (field) select(field, line, start, end);
    });
  }

  private cases(): TemplateResult {
    const { checked, files } = this.studio;
    const all = checked?.cases ?? [];
    const bad = all.filter(failed);
    const words = all.length > 0
      ? bad.length > 0
        ? this.say("cases_fail", { all: all.length, failed: bad.length })
        : this.say("cases_hold", { all: all.length })
      : this.say(files.cases.text.trim() === "" ? "no_cases" : "cases_wait");
    return html`
      <h2 id="cases">${this.say("cases")}</h2>
      <p role="status" data-cases-failed=${bad.length} class=${all.length > 0 ? (bad.length > 0 ? "bad" : "good") : "soft"}>${words}</p>
      <ul class="cases">${[...bad, ...all.filter((one) => !failed(one))].map((one) => this.case(one))}</ul>`;
  }

  private case(tried: Tried): TemplateResult {
    const bad = failed(tried);
    const { name, line, start, problems, differences } = tried;
    return html`
      <li data-case=${bad ? "fails" : "holds"}>
        <button type="button" class="lint" @click=${() => this.lead({ file: NAMES.cases, line, start, end: start })}>
          <b class=${bad ? "bad" : "good"}>${bad ? "✗" : "✓"} ${this.say(bad ? "fails" : "holds")}</b> <span>${name}</span>
        </button>
        ${problems.map((problem) => html`<p>${problem[this.language]}</p>`)}
        ${differences.map((difference) => html`<p>${differs(this.desk, difference)}</p>`)}
      </li>`;
  }

  private preview(): TemplateResult {
    const { page, pageIsOld } = this.studio;
    return html`
      <h2 id="preview">${this.say("preview")}</h2>
      <p class="soft" role="status">${page === null ? this.say("preview_wait") : pageIsOld ? this.say("preview_old") : ""}</p>
      ${page === null
        ? nothing
        : html`<iframe data-preview title=${this.say("preview")} sandbox="allow-scripts allow-modals allow-forms" .srcdoc=${page.html}></iframe>`}`;
  }
}

customElements.define("office-studio", OfficeStudio);
