// One amount or percentage, typed: label, what it means, what is wrong with it beside it.

import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";

export interface Field {
  id: string;
  label: string;
  help?: string;
  unit: string;
  value: string;
  problem: string;
  changed: (typed: string) => void;
  /** The kiosk has a keypad of its own. */
  keypad?: boolean;
}

export function field({ id, label, help, unit, value, problem, changed, keypad }: Field): TemplateResult {
  const described = [help && `${id}-help`, problem && `${id}-problem`].filter(Boolean).join(" ");
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      ${help ? html`<p class="help" id="${id}-help">${help}</p>` : nothing}
      <p class="typed">
        <input id=${id} type="text" inputmode=${keypad ? "none" : "decimal"} autocomplete="off" spellcheck="false" data-entry=${id}
          aria-invalid=${problem ? "true" : nothing} aria-describedby=${described || nothing} .value=${live(value)}
          @change=${(event: Event) => changed((event.target as HTMLInputElement).value)}>
        <span>${unit}</span>
      </p>
      ${problem ? html`<p class="problem" id="${id}-problem" role="alert">${problem}</p>` : nothing}
    </div>
  `;
}
