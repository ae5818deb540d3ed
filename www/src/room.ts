// What every room has in common: it shows one session and draws itself anew when that changes.

import { LitElement } from "lit";
import type { Session } from "./session.ts";

/** Brings a heading into view and puts the focus there. */
export function goTo(from: HTMLElement, id: string): void {
  const heading = (from.getRootNode() as ShadowRoot).getElementById(id);
  heading?.scrollIntoView({ block: "start" });
  heading?.focus({ preventScroll: true });
}

/** Radio buttons stand in forms of their own (outside a form, Chromium keeps removed ones in memory); nothing
 * is ever sent. */
export const stayHere = (event: Event): void => event.preventDefault();

export class Room extends LitElement {
  static override properties = { session: { attribute: false } };

  declare session: Session;

  private unwatch: (() => void) | undefined;

  /** Rooms share the shell's shadow root, so that one style sheet and one set of ids serve them all. */
  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.unwatch = this.session.watch(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    this.unwatch?.();
    super.disconnectedCallback();
  }
}
