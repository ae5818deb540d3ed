// The ledger's tab: a file and what it is answered by; what its columns mean; what came of it.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { kindOf, textOf } from "./files.ts";
import { meaning } from "./ledger-mapping.ts";
import { results } from "./ledger-results.ts";
import { Ledger, type Rules } from "./ledger-state.ts";
import { papers } from "./notices.ts";
import type { Offered, Texts } from "./types.ts";
import { say, type Language, type WordId } from "./words.ts";
import type { WorkerEngine } from "./worker-engine.ts";

/** The id of the document that stands in the studio. */
export const OWN = "own";

/** Today, as the clock of this machine has it. */
const today = (): string => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
};

export class OfficeLedger extends LitElement {
  static override properties = { engine: { attribute: false }, offered: { attribute: false }, texts: { attribute: false }, language: {}, document: { state: true }, on: { state: true }, figures: { state: true } };

  /** A worker of its own. */
  declare engine: WorkerEngine;
  declare offered: Offered[];
  /** Gives the texts of a document by its id. */
  declare texts: (id: string) => Promise<Texts>;
  declare language: Language;
  declare document: string;
  declare on: string;
  /** A county's figures, in the place of the document's. */
  declare figures: { name: string; text: string } | null;

  private ledger!: Ledger;

  constructor() {
    super();
    this.document = "";
    this.on = today();
    this.figures = null;
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.document = this.offered[0]?.id ?? OWN;
    this.ledger = new Ledger(this.engine, () => this.rules());
    this.ledger.watch(() => this.requestUpdate());
    window.addEventListener("afterprint", () => this.ledger.printed());
  }

  /** What the ledger is answered by: the document that is chosen, with the figures that were opened here. */
  private async rules(): Promise<Rules> {
    const { on, language, figures } = this;
    const texts = await this.texts(this.document);
    return { texts: figures ? { ...texts, figures: figures.text } : texts, on, language };
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.get("language") !== undefined) void this.ledger.retell();
    if (this.ledger.notices && this.querySelector("[data-notice]")) window.print();
  }

  private say(id: WordId, blanks: Record<string, string | number> = {}): string {
    return say(this.language, id, blanks);
  }

  override render(): TemplateResult {
    const { ledger, language } = this;
    const { said, proposed, answered, notices } = ledger;
    return html`
      <div class="ledger" @dragover=${(event: DragEvent) => event.preventDefault()} @drop=${this.dropped}>
        ${this.beginning()}
        ${said ? html`<p class="problem lines" role="alert">${"text" in said ? said.text : this.say(said.word)}</p>` : nothing}
        <div role="status">${this.working()}</div>
        ${proposed ? meaning(ledger, proposed, language) : nothing}
        ${answered ? results(ledger, answered, language) : nothing}
        ${notices ? papers(notices, this.called, this.on, proposed?.caution ?? null, language) : nothing}
      </div>`;
  }

  /** What the document is called. */
  private get called(): string {
    const own = this.offered.find(({ id }) => id === this.document);
    return own ? own.title[this.language] : this.say("by_own");
  }

  private beginning(): TemplateResult {
    const { file } = this.ledger;
    const chosen = (event: Event) => {
      this.document = (event.target as HTMLSelectElement).value;
      void this.ledger.otherDocument();
    };
    return html`
      <section class="sheet row beginning">
        <label for="ledger-document">${this.say("by_document")}</label>
        <select id="ledger-document" @change=${chosen}>
          ${this.offered.map(({ id, place, title }) => html`<option value=${id} ?selected=${id === this.document}>${place[this.language]} · ${title[this.language]}</option>`)}
          <option value=${OWN} ?selected=${this.document === OWN}>${this.say("by_own")}</option>
        </select>
        <label for="ledger-on">${this.say("on_day")}</label>
        <input id="ledger-on" type="text" inputmode="numeric" autocomplete="off" .value=${this.on} @input=${(event: Event) => (this.on = (event.target as HTMLInputElement).value.trim())}>
        <span class="opening-files">
          <label for="ledger-file">${this.say("open_ledger")}</label>
          <input id="ledger-file" type="file" accept=".xlsx,.xls,.ods,.csv,.toml" data-drop="ledger" aria-describedby="ledger-help" @change=${this.opened}>
        </span>
        <p id="ledger-help" class="soft">${this.say("ledger_help")}<br>${this.say("ledger_toml_help")}</p>
        ${file ? html`<p>${this.say("ledger_now", { name: file.name })}</p>` : nothing}
        ${this.figures ? html`<p>${this.say("with_figures", { name: this.figures.name })}</p>` : nothing}
      </section>`;
  }

  private working(): TemplateResult | typeof nothing {
    const { working } = this.ledger;
    if (!working) return nothing;
    const { done } = working;
    return html`
      <div class="sheet row" data-working>
        <span>${this.say("working")}</span>
        ${done === null
          ? html`<progress aria-label=${this.say("working")}></progress>`
          : html`<progress max="1" .value=${done} aria-label=${this.say("worked", { percent: Math.floor(100 * done) })}></progress>`}
        <button type="button" data-action="stop" @click=${() => this.ledger.stop()}>${this.say("stop")}</button>
      </div>`;
  }

  private readonly opened = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (file) void this.take(file);
    input.value = "";
  };

  private readonly dropped = (event: DragEvent): void => {
    event.preventDefault();
    const [file] = event.dataTransfer?.files ?? [];
    if (file) void this.take(file);
  };

  /** A ledger, the mapping of one, or a county's figures. */
  private async take(file: File): Promise<void> {
    if (!file.name.toLowerCase().endsWith(".toml")) return this.ledger.open(file);
    const text = (await textOf(file)) ?? "";
    if (kindOf(file.name) !== "figures") return this.ledger.take(text);
    this.figures = { name: file.name, text };
    await this.ledger.retell();
  }
}

customElements.define("office-ledger", OfficeLedger);
