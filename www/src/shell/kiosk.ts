// A kiosk's own care: nothing of one resident stays for the next, numbers are typed on its own keypad, and a fault
// restarts the page. How a kiosk is set up: docs/kiosk.md.

import { html, nothing, type LitElement, type TemplateResult } from "lit";
import { keypad } from "../parts/keypad.ts";
import type { Session } from "../state/session.ts";
import { today } from "../state/settings.ts";
import { isSpeaking } from "../state/voice.ts";
import { say } from "../words/say.ts";
import { Idle } from "./idle.ts";
import { betweenResidents } from "./offline.ts";

const REST_BEFORE_RELOAD = 3000;

export class Kiosk {
  private readonly idle = new Idle({
    isBusy: isSpeaking,
    changed: () => this.host.requestUpdate(),
    wipe: () => this.wipe(),
    atRest: () => this.atRest(),
  });
  /** The field that the keypad types into. */
  private field: HTMLInputElement | null = null;
  private warned = false;
  /** What had the focus before the warning. */
  private before: Element | null = null;
  private faultOf: number | undefined;
  private restarting = false;

  /** `look`: the size and contrast that each resident finds. */
  constructor(
    private readonly host: LitElement,
    private readonly session: Session,
    private readonly look: () => void,
  ) {}

  start(): void {
    this.look();
    this.idle.start();
    for (const sign of ["focusin", "click"]) this.host.renderRoot.addEventListener(sign, this.open);
    // Whoever leaves the page is done: what the browser keeps to go back to holds nothing of them.
    addEventListener("pagehide", () => this.wipe());
    addEventListener("error", this.fault);
    addEventListener("unhandledrejection", this.fault);
  }

  /** Nothing of this resident stays for the next. */
  wipe(): void {
    this.idle.rest();
    this.field = this.before = null;
    this.look();
    for (const panel of this.host.renderRoot.querySelectorAll("details")) panel.open = false;
    this.session.wipe();
    scrollTo(0, 0);
    betweenResidents();
  }

  /** The next resident has the day that it is then. */
  private atRest(): void {
    if (this.session.settings.on === null && this.session.today !== today()) this.wipe();
  }

  /** Opens the keypad for a field of numbers; what else takes the focus closes it. */
  private readonly open = ({ target, type }: Event): void => {
    const field = target instanceof HTMLInputElement && target.inputMode === "none" ? target : null;
    if (type === "click" && (!field || field === this.field)) return;
    this.field = field;
    this.host.requestUpdate();
    // The keypad must not lie over the field it types into.
    if (field) void this.host.updateComplete.then(() => field.scrollIntoView({ block: "center" }));
  };

  /** The first fault costs nobody their answers: everything is drawn again. With a second in one sitting, as when it
   * cannot be drawn, the page starts again. */
  private readonly fault = (): void => {
    if (this.faultOf === this.session.sitting) return this.startAnew();
    this.faultOf = this.session.sitting;
    this.session.changed();
  };

  /** After a fault that a new engine does not mend: a new page. */
  private startAnew(): void {
    if (this.restarting) return;
    this.restarting = true;
    setTimeout(() => location.reload(), REST_BEFORE_RELOAD);
  }

  /** After each drawing: a new warning takes the focus, and gives it back. */
  drawn(): void {
    if (this.session.broken) this.startAnew();
    const root = this.host.renderRoot as ShadowRoot;
    const warning = root.querySelector<HTMLElement>("[data-idle-warning]");
    if (warning && !this.warned) {
      this.before = root.activeElement;
      warning.querySelector("button")?.focus();
    } else if (!warning && this.warned && this.before instanceof HTMLElement) {
      this.before.focus();
    }
    this.warned = warning !== null;
  }

  get isTyping(): boolean {
    return this.field?.isConnected ?? false;
  }

  /** What lies over the page; all of it is covered while nobody sees it, so that nothing shows before the clock is looked at. */
  render(): TemplateResult {
    const { field, idle } = this;
    return html`
      ${field?.isConnected ? keypad(this.session, field, () => this.keypadDone()) : nothing}
      ${idle.left === null ? nothing : this.warning(idle.left)}
      ${document.hidden ? html`<div class="veil shut"></div>` : nothing}
    `;
  }

  /** The field keeps the focus; touched again, it opens the keypad again. */
  private keypadDone(): void {
    this.field?.dispatchEvent(new Event("change", { bubbles: true }));
    this.field = null;
    this.host.requestUpdate();
  }

  /** Any touch and any key is an answer to it. */
  private warning(left: number): TemplateResult {
    const { session } = this;
    return html`
      <div class="veil">
        <div class="sheet" data-idle-warning role="alertdialog" aria-modal="true" aria-labelledby="idle-title" aria-describedby="idle-text">
          <h2 id="idle-title">${say(session, "idle_title")}</h2>
          <p id="idle-text">${say(session, "idle_text", { n: left })}</p>
          <p class="steps">
            <button type="button" class="main" data-action="stay">${say(session, "idle_stay")}</button>
            <button type="button" class="other" data-action="kiosk-finish" @click=${() => this.wipe()}>${say(session, "finish")}</button>
          </p>
        </div>
      </div>
    `;
  }
}
