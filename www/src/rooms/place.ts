// The first screen when there are several documents: where does the resident live.

import { html, nothing, type TemplateResult } from "lit";
import type { Policy } from "../engine/data.ts";
import "../parts/open-code.ts";
import { Room } from "../parts/room.ts";
import { spokenDay } from "../state/settings.ts";
import { say, text } from "../words/say.ts";

class Place extends Room {
  override render(): TemplateResult {
    const { session } = this;
    const asked = session.settings.policy;
    return html`
      <section class="sheet" aria-labelledby="which-place">
        ${asked ? html`<p class="notice lapsed" role="alert">${say(session, "unknown_policy", { id: asked })}</p>` : nothing}
        <h2 id="which-place">${say(session, "which_place")}</h2>
        <p class="soft">${say(session, "which_place_help")}</p>
        <ul class="places">
          ${session.data.policies.map((policy) => html`<li>${this.choice(policy)}</li>`)}
        </ul>
        <mingbai-open-code .session=${session}></mingbai-open-code>
      </section>
    `;
  }

  /** A document that does not hold on the day says so before it is chosen. */
  private validity(policy: Policy): TemplateResult | typeof nothing {
    const { session } = this;
    const force = session.inForce(policy);
    if (!force) return nothing;
    const { from, until } = force;
    const { on } = session;
    const state = on < from ? "not_yet_in_force" : until && on > until ? "lapsed" : "in_force";
    const day = state === "lapsed" && until ? spokenDay(until, session.language) : state === "not_yet_in_force" ? spokenDay(from, session.language) : "";
    return html`<span class="state ${state}" data-validity-of=${policy.id}>${say(session, state)}${day ? html` · ${say(session, state === "lapsed" ? "held_until" : "holds_from", { day })}` : nothing}</span>`;
  }

  private choice(policy: Policy): TemplateResult {
    const { session } = this;
    const year = /\d{4}$/.exec(policy.id)?.[0];
    return html`
      <button type="button" class="choice" @click=${() => session.choosePolicy(policy)}>
        <b>${text(session, policy.words.place)}</b>
        <span>${year ? html`${say(session, "issued", { year })} · ` : nothing}${text(session, policy.words.title)}</span>
        ${this.validity(policy)}
      </button>
    `;
  }
}

customElements.define("mingbai-place", Place);
