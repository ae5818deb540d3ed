// The kiosk's keypad for amounts and numbers: it types into the field that has the focus.

import { html, type TemplateResult } from "lit";
import type { Session } from "../state/session.ts";
import { say } from "../words/say.ts";

const KEYS = ["7", "8", "9", "4", "5", "6", "1", "2", "3", ".", "0"];

export function keypad(session: Session, field: HTMLInputElement, done: () => void): TemplateResult {
  const whole = field.pattern !== "";
  const type = (change: (value: string) => string) => {
    field.value = change(field.value);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  // The field keeps the focus.
  const keep = (event: Event) => event.preventDefault();
  const key = (letter: string) => html`<button type="button" data-key=${letter} ?disabled=${whole && letter === "."} tabindex="-1"
    @pointerdown=${keep} @mousedown=${keep} @click=${() => type((value) => value + letter)}>${letter}</button>`;
  return html`
    <aside class="keypad" aria-label=${say(session, "keypad")}>
      ${KEYS.map(key)}
      <button type="button" data-key="delete" tabindex="-1" aria-label=${say(session, "key_delete")} @pointerdown=${keep} @mousedown=${keep}
        @click=${() => type((value) => value.slice(0, -1))}>⌫</button>
      <button type="button" class="main" data-key="ok" tabindex="-1" @pointerdown=${keep} @mousedown=${keep} @click=${done}>${say(session, "key_ok")}</button>
    </aside>
  `;
}
