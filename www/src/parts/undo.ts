// What was just taken away, and a button that puts it back.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import type { Undo } from "../state/session.ts";
import { say } from "../words/say.ts";
import { Room } from "./room.ts";

class UndoBar extends Room {
  private shown: Undo | null = null;

  override render(): TemplateResult | typeof nothing {
    const { session } = this;
    if (!session.undo) return nothing;
    return html`
      <p class="notice undo" role="alert">${say(session, `removed_${session.undo.what}`)}
        <button type="button" class="other" data-action="undo" @click=${() => session.putBack()}>${say(session, "put_back")}</button></p>`;
  }

  /** The button that took something away may be gone: this one has the focus. Where a first question is, that has it. */
  override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { undo, room } = this.session;
    if (undo && undo !== this.shown && (undo.what !== "all" || room === "place")) this.querySelector("button")?.focus();
    this.shown = undo;
  }
}

customElements.define("mingbai-undo", UndoBar);
