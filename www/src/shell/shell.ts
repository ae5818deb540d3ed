// The shell: header, what must be said on every screen, and the room the resident is in.

import { html, LitElement, nothing, unsafeCSS, type TemplateResult } from "lit";
import "../rooms/place.ts";
import "../rooms/question.ts";
import { keyed } from "lit/directives/keyed.js";
import "../rooms/answers.ts";
import "../rooms/card.ts";
import "../rooms/bill.ts";
import "../rooms/family.ts";
import { keypad } from "../parts/keypad.ts";
import { Idle } from "./kiosk.ts";
import { notices } from "../parts/notices.ts";
import { betweenResidents } from "./offline.ts";
import { counts } from "../rooms/results.ts";
import { goTo } from "../parts/room.ts";
import type { Language } from "../engine/data.ts";
import type { RoomName, Session } from "../state/session.ts";
import { WORDS, type WordId } from "../words/words.ts";
import theme from "./theme.css?inline";
import { newsWords } from "../words/spoken.ts";
import { say, text } from "../words/say.ts";

export const TEXT_SIZES = ["18", "22", "28"] as const;

/** A kiosk is read from where one stands. */
const KIOSK_SIZE = "22";

const REST_BEFORE_RELOAD = 3000;

/** What is said before anyone's language is known. */
const inBoth = (id: WordId): TemplateResult => html`<p lang="zh-CN">${WORDS[id].zh}</p><p lang="en">${WORDS[id].en}</p>`;

export class MingbaiChecker extends LitElement {
  static override styles = unsafeCSS(theme);
  static override properties = { session: { attribute: false }, failed: { state: true }, size: { state: true }, contrast: { state: true }, field: { state: true } };

  /** On other sites: makes the session that an element in their document needs. */
  static begin: ((element: HTMLElement) => Promise<Session>) | undefined;

  declare session: Session;
  /** On other sites: whether there will be no session. */
  declare failed: boolean;
  declare size: string;
  declare contrast: boolean;
  /** The field that the kiosk's keypad types into. */
  declare field: HTMLInputElement | null;

  private idle: Idle | undefined;

  private unwatch: (() => void) | undefined;

  constructor() {
    super();
    this.failed = false;
    this.size = "18";
    this.contrast = false;
    this.field = null;
  }

  private get onItsOwn(): boolean {
    return this.hasAttribute("data-page");
  }

  private get kiosk(): boolean {
    return this.session.settings.kiosk;
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
    if (this.kiosk) this.beKiosk();
  }

  /** Printing by the browser's own menu gives the card too. */
  private readonly prepare = (): void => {
    if (!this.session.answer || this.session.printing) return;
    this.session.printing = true;
    this.session.changed();
  };

  private readonly printed = (): void => {
    if (!this.session.printing) return;
    this.session.printing = false;
    this.session.changed();
  };

  private beKiosk(): void {
    this.size = KIOSK_SIZE;
    this.idle = new Idle(() => this.requestUpdate(), () => this.wipe());
    this.idle.start();
    this.renderRoot.addEventListener("focusin", (event) => {
      const input = event.target as HTMLElement;
      this.field = input instanceof HTMLInputElement && input.inputMode === "none" ? input : null;
      // The keypad must not lie over the field it types into.
      if (this.field) void this.updateComplete.then(() => input.scrollIntoView({ block: "center" }));
    });
    addEventListener("error", this.fault);
    addEventListener("unhandledrejection", this.fault);
  }

  /** Nothing of this resident stays for the next. */
  private wipe(): void {
    this.idle?.rest();
    this.field = null;
    this.size = KIOSK_SIZE;
    this.contrast = false;
    this.session.wipe();
    scrollTo(0, 0);
    betweenResidents();
  }

  private faultOf: number | undefined;

  /** The first fault costs nobody their answers: everything is drawn anew. With a second in one sitting, as when it
   * cannot be drawn, the page begins anew. */
  private readonly fault = (): void => {
    if (this.faultOf === this.session.sitting) return this.startAnew();
    this.faultOf = this.session.sitting;
    this.session.changed();
  };

  private anew = false;

  /** After a fault that a new engine does not mend: a new page. */
  private startAnew(): void {
    if (this.anew) return;
    this.anew = true;
    setTimeout(() => location.reload(), REST_BEFORE_RELOAD);
  }

  override disconnectedCallback(): void {
    this.unwatch?.();
    this.idle?.stop();
    removeEventListener("beforeprint", this.prepare);
    removeEventListener("afterprint", this.printed);
    super.disconnectedCallback();
  }

  override updated(): void {
    if (!this.session) return;
    if (this.kiosk && this.session.broken) this.startAnew();
    const warning = this.renderRoot.querySelector<HTMLElement>("[data-idle-warning]");
    if (warning && !this.warned) warning.querySelector("button")?.focus();
    this.warned = warning !== null;
  }

  private warned = false;

  override render(): TemplateResult {
    const { session } = this;
    if (!session) return this.failed ? html`<main role="alert">${inBoth("cannot_start")}</main>` : html`<main>${inBoth("starting")}</main>`;
    this.lang = session.language === "zh" ? "zh-CN" : "en";
    this.setAttribute("data-size", this.size);
    this.toggleAttribute("data-contrast", this.contrast);
    this.toggleAttribute("data-kiosk", this.kiosk);
    this.toggleAttribute("data-typing", this.field?.isConnected ?? false);
    if (this.onItsOwn) {
      document.documentElement.lang = this.lang;
      document.title = `${say(session, "name")} · ${text(session, session.policy?.words.place) || say(session, "purpose")}`;
    }
    return html`
      ${this.header()}
      <main>
        ${this.document()}
        ${notices(session)}
        ${session.broken ? this.trouble() : session.policy && !session.answer ? inBoth("starting") : this.room()}
      </main>
      <footer>
        <p>${say(session, "guidance")}</p>
        <p>${say(session, "privacy")}</p>
        ${this.receipt()}
      </footer>
      <p class="unseen" role="status" aria-live="polite">${newsWords(session)}</p>
      ${this.field?.isConnected ? keypad(session, this.field, () => this.keypadDone()) : nothing}
      ${this.idle?.left != null ? this.warning(this.idle.left) : nothing}
    `;
  }

  private keypadDone(): void {
    const { field } = this;
    field?.dispatchEvent(new Event("change", { bubbles: true }));
    field?.blur();
    this.field = null;
  }

  private warning(left: number): TemplateResult {
    const { session, idle } = this;
    const stay = () => {
      idle?.stir();
      this.requestUpdate();
    };
    return html`
      <div class="veil">
        <div class="sheet" data-idle-warning role="alertdialog" aria-modal="true" aria-labelledby="idle-title" aria-describedby="idle-text">
          <h2 id="idle-title">${say(session, "idle_title")}</h2>
          <p id="idle-text">${say(session, "idle_text", { n: left })}</p>
          <p class="steps">
            <button type="button" class="main" data-action="stay" @click=${stay}>${say(session, "idle_stay")}</button>
            <button type="button" class="other" @click=${() => this.wipe()}>${say(session, "finish")}</button>
          </p>
        </div>
      </div>
    `;
  }

  private header(): TemplateResult {
    const { session } = this;
    const other: Language = session.language === "zh" ? "en" : "zh";
    return html`
      <header>
        <p class="brand"><b lang="zh-CN">明白</b> <span lang="en">Mingbai</span></p>
        <details class="looks">
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
        ${this.kiosk ? html`<button type="button" class="finish" data-action="kiosk-finish" @click=${() => this.wipe()}>${say(session, "finish")}</button>` : nothing}
        <button type="button" class="language" lang=${other === "zh" ? "zh-CN" : "en"}
          @click=${() => session.setLanguage(other)}>${say(session, "other_language")}</button>
      </header>
    `;
  }

  private document(): TemplateResult {
    const { session } = this;
    const { description, policy } = session;
    if (!policy || !description) return html`<div class="document"><h1>${say(session, "purpose")}</h1></div>`;
    return html`
      <div class="document">
        <h1>${text(session, policy.words.title)}</h1>
        <p>
          <span class="wide">${text(session, policy.words.place)}</span>
          <span lang="zh-CN">${description.instrument}</span>
          ${session.placeIsOpen
            ? html`<button type="button" class="link" @click=${() => session.restart()}>${say(session, "change_place")}</button>`
            : nothing}
        </p>
      </div>
    `;
  }

  private room(): TemplateResult {
    const { session } = this;
    const { room } = session;
    // Each resident, and each of a family, has elements of their own: nothing typed, folded or focused is handed on.
    if (room === "place") return html`${keyed(session.sitting, html`<mingbai-place .session=${session}></mingbai-place>`)}`;
    return html`${keyed(`${session.sitting} ${session.current}`, html`
      ${this.rooms()}
      <div class="desk">
        <div class="asking" ?hidden=${room !== "ask"}>
          ${session.people.length > 1 ? html`<p class="whose">${say(session, "person_n", { n: session.current + 1 })}</p>` : nothing}
          <mingbai-question .session=${session}></mingbai-question>
          ${this.strip()}
          <mingbai-answers .session=${session}></mingbai-answers>
        </div>
        <mingbai-bill ?hidden=${room !== "bill"} .session=${session}></mingbai-bill>
        <mingbai-family ?hidden=${room !== "family"} .session=${session}></mingbai-family>
        <mingbai-card ?hidden=${room !== "card" && !session.printing} .session=${session}></mingbai-card>
        <mingbai-results .session=${session}></mingbai-results>
      </div>
    `)}`;
  }

  private rooms(): TemplateResult {
    const { session } = this;
    const has = session.description?.has;
    const bill: WordId = has?.settlement ? "room_bill" : "room_bill_premium";
    const rooms: [RoomName, WordId][] = [["ask", "room_ask"], ...(has?.settlement || has?.premium ? [["bill", bill] as [RoomName, WordId]] : []), ["family", "room_family"], ["card", "room_card"]];
    return html`
      <nav class="rooms" aria-label=${say(session, "rooms")}>
        ${rooms.map(([room, words]) => html`<button type="button" data-room=${room} aria-current=${session.room === room ? "page" : nothing}
          @click=${() => session.show(room)}>${say(session, words)}</button>`)}
      </nav>
    `;
  }

  /** Where the results stand, below the question on a narrow screen; the wide one shows them beside. */
  private strip(): TemplateResult | typeof nothing {
    const { session } = this;
    if (!session.ask) return nothing;
    return html`
      <div class="strip">
        ${counts(session)}
        <button type="button" class="other" @click=${(event: Event) => goTo((event.target as HTMLElement).getRootNode(), "results")}>
          ${say(session, "see_results")}</button>
      </div>
    `;
  }

  private trouble(): TemplateResult {
    const { session } = this;
    return html`
      <section class="sheet" role="alert">
        <h2>${say(session, "trouble")}</h2>
        <p>${say(session, this.kiosk ? "trouble_kiosk" : "trouble_engine")}</p>
        <p class="steps"><button type="button" class="main" data-action="restart" @click=${() => session.restart()}>
          ${say(session, "restart")}</button></p>
      </section>
    `;
  }

  private receipt(): TemplateResult | typeof nothing {
    const { session } = this;
    const receipt = session.answer?.receipt;
    if (!receipt) return nothing;
    const hash = receipt.policy_sha256.slice(0, 12);
    return html`<p class="receipt">${say(session, "receipt", { hash, engine: receipt.engine, on: receipt.on })}</p>`;
  }
}
