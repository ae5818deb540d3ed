// The office page's frame: its name, the language, the tabs.

import { html, LitElement, nothing, unsafeCSS, type TemplateResult } from "lit";
import theme from "../src/shell/theme.css?inline";
import ledger from "./ledger.css?inline";
import office from "./office.css?inline";
import { OWN } from "./ledger.ts";
import type { Studio } from "./studio-state.ts";
import "./studio.ts";
import type { Offered, Texts } from "./types.ts";
import type { WorkerEngine } from "./worker-engine.ts";
import { say, WORDS, type Language, type WordId } from "./words.ts";

const TABS = ["ledger", "studio"] as const;

type Tab = (typeof TABS)[number];

export class MingbaiOffice extends LitElement {
  static override styles = [unsafeCSS(theme), unsafeCSS(office), unsafeCSS(ledger)];
  static override properties = { studio: { attribute: false }, offered: { attribute: false }, failed: { attribute: false }, language: { state: true }, tab: { state: true } };

  declare studio: Studio;
  declare offered: Offered[];
  /** Why no worker can start. */
  declare failed: WordId | null;
  declare language: Language;
  declare tab: Tab;
  /** The workers of documents, and of the ledger. */
  declare engine: WorkerEngine;
  declare ledgerEngine: WorkerEngine;

  constructor() {
    super();
    this.failed = null;
    this.language = "zh";
    this.tab = "ledger";
  }

  /** A shipped document's texts, or those in the studio. */
  private readonly texts = async (id: string): Promise<Texts> => (id === OWN ? this.studio.texts : this.engine.call("texts", id));

  /** The arrow keys go from tab to tab. */
  private readonly keyed = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    this.tab = TABS[(TABS.indexOf(this.tab) + step + TABS.length) % TABS.length] ?? this.tab;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`[data-tab=${this.tab}]`)?.focus());
  };

  private panels(): TemplateResult {
    const { language, tab, offered } = this;
    const panel = (one: Tab, content: TemplateResult) => html`
      <div role="tabpanel" id="panel-${one}" aria-labelledby="tab-${one}" ?hidden=${tab !== one}>${content}</div>`;
    return html`
      <div class="tabs" role="tablist" aria-label=${say(language, "tabs")} @keydown=${this.keyed}>
        ${TABS.map((one) => html`<button type="button" role="tab" id="tab-${one}" data-tab=${one} aria-controls="panel-${one}"
          aria-selected=${one === tab ? "true" : "false"} tabindex=${one === tab ? 0 : -1} @click=${() => (this.tab = one)}>${say(language, one)}</button>`)}
      </div>
      ${panel("ledger", html`<office-ledger .engine=${this.ledgerEngine} .texts=${this.texts} .offered=${offered} .language=${language}></office-ledger>`)}
      ${panel("studio", html`<office-studio .studio=${this.studio} .offered=${offered} .language=${language}></office-studio>`)}`;
  }

  override render(): TemplateResult {
    const { language, failed } = this;
    const other: Language = language === "zh" ? "en" : "zh";
    document.documentElement.lang = this.lang = language === "zh" ? "zh-CN" : "en";
    document.title = say(language, "name");
    return html`
      <header>
        <h1 class="brand">${say(language, "name")}</h1>
        ${failed ? nothing : html`<button type="button" class="language" lang=${other === "zh" ? "zh-CN" : "en"} @click=${() => (this.language = other)}>${say(language, "other_language")}</button>`}
      </header>
      <main>
        ${failed
          ? html`<div class="sheet" role="alert">${(["zh", "en"] as const).map((one) => html`<p lang=${one === "zh" ? "zh-CN" : "en"}>${WORDS[failed][one]}</p>`)}</div>`
          : this.panels()}
      </main>
      <footer><p>${say(language, "privacy")}</p></footer>`;
  }
}

customElements.define("mingbai-office", MingbaiOffice);
