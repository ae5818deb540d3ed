// A kiosk's own care: nothing of one resident stays for the next, numbers are typed on its own keypad, and a fault
// restarts the page.

import { html, nothing, type LitElement, type TemplateResult } from "lit";
import { keypad } from "../parts/keypad.ts";
import type { Session } from "../state/session.ts";
import { say } from "../words/say.ts";
import { Idle } from "./idle.ts";
import { betweenResidents } from "./offline.ts";

const REST_BEFORE_RELOAD = 3000;

export class Kiosk {
  private readonly idle = new Idle(() => this.host.requestUpdate(), () => this.wipe());
  /** The field that the keypad types into. */
  private field: HTMLInputElement | null = null;
  private warned = false;
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
    this.host.renderRoot.addEventListener("focusin", (event) => {
      const input = event.target as HTMLElement;
      this.field = input instanceof HTMLInputElement && input.inputMode === "none" ? input : null;
      this.host.requestUpdate();
      // The keypad must not lie over the field it types into.
      if (this.field) void this.host.updateComplete.then(() => input.scrollIntoView({ block: "center" }));
    });
    addEventListener("error", this.fault);
    addEventListener("unhandledrejection", this.fault);
  }

  stop(): void {
    this.idle.stop();
  }

  /** Nothing of this resident stays for the next. */
  wipe(): void {
    this.idle.rest();
    this.field = null;
    this.look();
    this.session.wipe();
    scrollTo(0, 0);
    betweenResidents();
  }

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

  /** After each drawing: a new warning takes the focus. */
  drawn(): void {
    if (this.session.broken) this.startAnew();
    const warning = this.host.renderRoot.querySelector<HTMLElement>("[data-idle-warning]");
    if (warning && !this.warned) warning.querySelector("button")?.focus();
    this.warned = warning !== null;
  }

  get isTyping(): boolean {
    return this.field?.isConnected ?? false;
  }

  /** What lies over the page. */
  render(): TemplateResult {
    const { field, idle } = this;
    return html`
      ${field?.isConnected ? keypad(this.session, field, () => this.keypadDone()) : nothing}
      ${idle.left === null ? nothing : this.warning(idle.left)}
    `;
  }

  private keypadDone(): void {
    const { field } = this;
    field?.dispatchEvent(new Event("change", { bubbles: true }));
    field?.blur();
    this.field = null;
    this.host.requestUpdate();
  }

  private warning(left: number): TemplateResult {
    const { session } = this;
    const stay = () => {
      this.idle.stir();
      this.host.requestUpdate();
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
}
