// A list of entries of which, where there are many, only those that matter now are in sight; the others are unfolded in their
// places, so that none moves while one types.

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Session } from "../state/session.ts";
import { say } from "../words/say.ts";

/** So few are all shown. */
const FEW = 4;

export function mattering(session: Session, all: string[], matters: (id: string) => boolean, entry: (id: string) => unknown): TemplateResult {
  const idle = new Set(all.length > FEW ? all.filter((id) => !matters(id)) : []);
  return html`<div class="mattering">
    ${idle.size > 0 ? html`<details class="more-figures"><summary>${say(session, "others_idle")}</summary></details>` : nothing}
    ${repeat(all, (id) => id, (id) => html`<div class=${idle.has(id) ? "idle" : ""}>${entry(id)}</div>`)}
  </div>`;
}
