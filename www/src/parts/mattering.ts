// A list of entries of which, where there are many, only those that matter now are in sight; the others are unfolded in their
// places, so that none moves while one types.

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";

/** So few are all shown. */
const FEW = 4;

export function mattering(all: string[], matters: (id: string) => boolean, others: string, entry: (id: string) => unknown): TemplateResult {
  const idle = new Set(all.length > FEW ? all.filter((id) => !matters(id)) : []);
  return html`<div class="mattering">
    ${idle.size > 0 ? html`<details class="more-figures"><summary>${others}</summary></details>` : nothing}
    ${repeat(all, (id) => id, (id) => html`<div class=${idle.has(id) ? "idle" : ""}>${entry(id)}</div>`)}
  </div>`;
}
