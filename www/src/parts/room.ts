// What every room has in common: it shows one session and redraws itself when that changes.

import { LitElement, type PropertyValues } from "lit";
import type { RoomName, Session } from "../state/session.ts";
import { undisturbed } from "./undisturbed.ts";

/** Brings a heading into view and puts the focus there. */
export function goTo(root: Node, id: string): void {
  const heading = (root as ShadowRoot).getElementById(id);
  heading?.scrollIntoView({ block: "start" });
  heading?.focus({ preventScroll: true });
}

/** A button that leads into another room, to a heading there: the button itself may be gone by then. */
export function lead(session: Session, event: Event, room: RoomName, id: string): void {
  const root = (event.target as HTMLElement).getRootNode();
  session.show(room);
  setTimeout(() => goTo(root, id));
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

  override update(changed: PropertyValues): void {
    undisturbed(this.getRootNode(), () => super.update(changed));
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
