// The office page's frame: its name, the language, the tabs.

import { html, LitElement, nothing, unsafeCSS, type TemplateResult } from "lit";
import theme from "../src/shell/theme.css?inline";
import office from "./office.css?inline";
import type { Studio } from "./studio-state.ts";
import "./studio.ts";
import type { Offered } from "./types.ts";
import { say, WORDS, type Language } from "./words.ts";

export class MingbaiOffice extends LitElement {
  static override styles = [unsafeCSS(theme), unsafeCSS(office)];
  static override properties = { studio: { attribute: false }, offered: { attribute: false }, failed: { type: Boolean }, language: { state: true } };

  declare studio: Studio;
  declare offered: Offered[];
  /** No worker can start here. */
  declare failed: boolean;
  declare language: Language;

  constructor() {
    super();
    this.failed = false;
    this.language = "zh";
  }

  override render(): TemplateResult {
    const { language } = this;
    const other: Language = language === "zh" ? "en" : "zh";
    document.documentElement.lang = this.lang = language === "zh" ? "zh-CN" : "en";
    document.title = say(language, "name");
    return html`
      <header>
        <h1 class="brand">${say(language, "name")}</h1>
        ${this.failed ? nothing : html`<button type="button" class="language" lang=${other === "zh" ? "zh-CN" : "en"} @click=${() => (this.language = other)}>${say(language, "other_language")}</button>`}
      </header>
      <main>
        ${this.failed
          ? html`<div class="sheet" role="alert">${(["zh", "en"] as const).map((one) => html`<p lang=${one === "zh" ? "zh-CN" : "en"}>${WORDS.cannot_start[one]}</p>`)}</div>`
          : html`<office-studio .studio=${this.studio} .offered=${this.offered} .language=${language}></office-studio>`}
      </main>
      <footer><p>${say(language, "privacy")}</p></footer>`;
  }
}

customElements.define("mingbai-office", MingbaiOffice);
