// The shell: header, what must be said on every screen, and the room the resident is in.

import { html, LitElement, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from "lit";
import type { Language } from "../engine/data.ts";
import { backToNow } from "../parts/documents.ts";
import { notices } from "../parts/notices.ts";
import "../parts/undo.ts";
import { undisturbed } from "../parts/undisturbed.ts";
import type { Question } from "../rooms/question.ts";
import type { Session } from "../state/session.ts";
import { say, text } from "../words/say.ts";
import { documentTitle } from "../words/names.ts";
import { receiptWords } from "../words/receipt.ts";
import { newsWords } from "../words/spoken.ts";
import { WORDS, type WordId } from "../words/words.ts";
import { desk } from "./desk.ts";
import { Kiosk } from "./kiosk.ts";
import { takeNewer } from "./offline.ts";
import theme from "./theme.css?inline";

export const TEXT_SIZES = ["18", "22", "28"] as const;

/** A kiosk is read from where one stands. */
const KIOSK_SIZE = "22";

/** What is said before anyone's language is known. */
const inBoth = (id: WordId): TemplateResult => html`<p lang="zh-CN">${WORDS[id].zh}</p><p lang="en">${WORDS[id].en}</p>`;

export class MingbaiChecker extends LitElement {
  static override styles = unsafeCSS(theme);
  static override properties = { session: { attribute: false }, failed: { state: true }, size: { state: true }, contrast: { state: true } };

  /** On other sites: makes the session that an element in their document needs. */
  static begin: ((element: HTMLElement) => Promise<Session>) | undefined;

  declare session: Session;
  /** On other sites: whether there will be no session. */
  declare failed: boolean;
  declare size: string;
  declare contrast: boolean;

  private kiosk: Kiosk | undefined;

  private unwatch: (() => void) | undefined;

  constructor() {
    super();
    this.failed = false;
    this.size = "18";
    this.contrast = false;
  }

  private get onItsOwn(): boolean {
    return this.hasAttribute("data-page");
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.session) this.open();
    else void this.begin();
  }

  private beginning = false;

  private async begin(): Promise<void> {
    if (this.beginning || !MingbaiChecker.begin) return;
    this.beginning = true;
    try {
      this.session = await MingbaiChecker.begin(this);
      if (this.isConnected) this.open();
    } catch (error) {
      console.error(error);
      this.failed = true;
    }
  }

  private open(): void {
    this.unwatch = this.session.watch(() => this.requestUpdate());
    addEventListener("beforeprint", this.prepare);
    addEventListener("afterprint", this.printed);
    document.addEventListener("visibilitychange", this.seen);
    if (!this.session.settings.kiosk) return;
    this.kiosk = new Kiosk(this, this.session, () => {
      this.size = KIOSK_SIZE;
      this.contrast = false;
    });
    this.kiosk.start();
  }

  /** A page comes back into sight on another day. */
  private readonly seen = (): void => this.session.changed();

  /** Printing by the browser's own menu gives the card too. */
  private readonly prepare = (): void => {
    // What is being typed counts.
    this.shadowRoot?.activeElement?.dispatchEvent(new Event("change", { bubbles: true }));
    if (!this.session.answer || this.session.printing) return;
    this.session.printing = this.onItsOwn ? "card" : "page";
    this.session.changed();
  };

  private readonly printed = (): void => {
    if (!this.session.printing) return;
    this.session.printing = null;
    this.session.changed();
  };

  override disconnectedCallback(): void {
    this.unwatch?.();
    removeEventListener("beforeprint", this.prepare);
    removeEventListener("afterprint", this.printed);
    document.removeEventListener("visibilitychange", this.seen);
    super.disconnectedCallback();
  }

  override update(changed: PropertyValues): void {
    undisturbed(this.renderRoot, () => super.update(changed));
  }

  override updated(): void {
    this.kiosk?.drawn();
  }

  override render(): TemplateResult {
    const { session } = this;
    if (!session) return this.failed ? html`<main role="alert">${inBoth("cannot_start")}</main>` : html`<main>${inBoth("starting")}</main>`;
    this.lang = session.language === "zh" ? "zh-CN" : "en";
    this.setAttribute("data-size", this.size);
    this.toggleAttribute("data-contrast", this.contrast);
    this.toggleAttribute("data-kiosk", session.settings.kiosk);
    this.toggleAttribute("data-typing", this.kiosk?.isTyping ?? false);
    if (this.onItsOwn) {
      document.documentElement.lang = this.lang;
      document.title = `${say(session, "name")} · ${text(session, session.place?.name) || say(session, "purpose")}`;
    }
    return html`
      ${this.header()}
      <main>
        ${this.document()}
        ${notices(session)}
        ${this.newer()}
        <mingbai-undo .session=${session}></mingbai-undo>
        ${session.broken ? this.trouble() : session.place && !session.answer ? inBoth("starting") : desk(session)}
      </main>
      <footer>
        <p>${say(session, "guidance")}</p>
        <p>${say(session, "privacy")} ${this.onItsOwn ? "" : say(session, "privacy_host")}</p>
        ${this.receipt()}
      </footer>
      <p class="unseen" role="status" aria-live="polite">${newsWords(session)}</p>
      ${this.kiosk?.render()}
    `;
  }

  private header(): TemplateResult {
    const { session } = this;
    const other: Language = session.language === "zh" ? "en" : "zh";
    return html`
      <header>
        <p class="brand" translate="no"><b lang="zh-CN">明白</b> <span lang="en">Mingbai</span></p>
        <details class="looks" @focusout=${this.putAway} @keydown=${this.putAway} @toggle=${this.looked}>
          <summary class="button">${say(session, "settings")}</summary>
          <div class="panel">
            <div class="sizes" role="group" aria-label=${say(session, "text_size")}>
              ${TEXT_SIZES.map((size) => html`
                <button type="button" class="size-${size}" aria-pressed=${this.size === size ? "true" : "false"}
                  @click=${() => (this.size = size)}>${say(session, `size_${size}`)}</button>`)}
            </div>
            <button type="button" class="contrast" aria-pressed=${this.contrast ? "true" : "false"}
              @click=${() => (this.contrast = !this.contrast)}>${say(session, "contrast")}</button>
          </div>
        </details>
        ${this.kiosk ? html`<button type="button" class="finish" data-action="kiosk-finish" @click=${() => this.kiosk?.wipe()}>${say(session, "finish")}</button>` : nothing}
        <button type="button" class="language" lang=${other === "zh" ? "zh-CN" : "en"}
          @click=${() => session.setLanguage(other)}>${say(session, "other_language")}</button>
      </header>
    `;
  }

  /** The panel lies over the page: it goes when the focus leaves it, or with Escape. */
  private putAway({ currentTarget, type, relatedTarget, key }: FocusEvent & KeyboardEvent): void {
    const panel = currentTarget as HTMLDetailsElement;
    if (key === "Escape") panel.querySelector("summary")?.focus();
    if (key === "Escape" || (type === "focusout" && relatedTarget && !panel.contains(relatedTarget as Node))) panel.open = false;
  }

  /** Larger letters push the answers down: the question comes up when the panel is shut. */
  private readonly looked = ({ target }: Event): void => {
    if (!(target as HTMLDetailsElement).open) this.shadowRoot?.querySelector<Question>("mingbai-question")?.bring();
  };

  private document(): TemplateResult {
    const { session } = this;
    const { place, documents: [first], alone } = session;
    if (!place || !first) return html`<div class="document"><h1>${say(session, "purpose")}</h1></div>`;
    return html`
      <div class="document">
        <h1>${text(session, alone ? first.policy.words.title : place.name)}</h1>
        <p>
          ${alone
            ? html`<span class="wide">${text(session, place.name)}</span> <span lang="zh-CN" translate="no">${first.description.instrument}</span>`
            : html`<span class="wide">${say(session, "holds_here")}${say(session, "colon")}${session.holding.map(documentTitle).join(say(session, "semicolon"))}</span>`}
          ${backToNow(session)}
          ${session.placeIsOpen
            ? html`<button type="button" class="link" @click=${() => session.restart()}>${say(session, "change_place")}</button>`
            : nothing}
        </p>
      </div>
    `;
  }

  /** A newer version waits: it is taken when the resident says so. */
  private newer(): TemplateResult | typeof nothing {
    const { session } = this;
    if (!session.newer || this.kiosk) return nothing;
    return html`
      <p class="notice undo" data-newer role="status">${say(session, "newer")} ${session.isTold ? say(session, "newer_costs") : ""}
        <button type="button" class="other" data-action="take-newer" @click=${takeNewer}>${say(session, "take_newer")}</button></p>`;
  }

  private trouble(): TemplateResult {
    const { session } = this;
    return html`
      <section class="sheet" role="alert">
        <h2>${say(session, "trouble")}</h2>
        <p>${say(session, session.settings.kiosk ? "trouble_kiosk" : "trouble_engine")}</p>
        <p class="steps"><button type="button" class="main" data-action="restart" @click=${() => session.restart()}>
          ${say(session, "restart")}</button></p>
      </section>
    `;
  }

  private receipt(): TemplateResult | typeof nothing {
    const { session } = this;
    return session.answer ? html`<p class="receipt">${receiptWords(session, session.on)}</p>` : nothing;
  }
}
