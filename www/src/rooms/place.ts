// The first screen when there are several places: where is the resident insured. A page without places offers its
// documents. What holds on the day comes first.

import { html, nothing, type TemplateResult } from "lit";
import { isAlone, type Place as Chosen, type Policy } from "../engine/data.ts";
import type { Validity } from "../engine/types.ts";
import "../parts/open-code.ts";
import { Room } from "../parts/room.ts";
import { spokenDay } from "../state/settings.ts";
import { say, text } from "../words/say.ts";

const ORDER: Validity[] = ["in_force", "not_yet_in_force", "lapsed"];

class Place extends Room {
  override render(): TemplateResult {
    const { session } = this;
    return html`
      <section class="sheet" aria-labelledby="which-place">
        ${session.missing === null ? nothing : html`<p class="notice lapsed" role="alert">${say(session, "unknown_policy")}</p>`}
        <h2 id="which-place">${say(session, "which_place")}</h2>
        <p class="soft">${say(session, "which_place_help")}</p>
        <ul class="places">
          ${this.inOrder.map((place) => html`<li>${this.choice(place)}</li>`)}
        </ul>
        <mingbai-open-code .session=${session}></mingbai-open-code>
      </section>
    `;
  }

  /** Where something of its own holds before where it has lapsed; last where nothing of its own is known. */
  private get inOrder(): Chosen[] {
    const rank = (place: Chosen) => {
      const best = this.best(place);
      return best ? ORDER.indexOf(this.stateOf(best)) : ORDER.length;
    };
    return [...this.session.offered].sort((one, other) => rank(one) - rank(other));
  }

  /** Whether a document holds on the day. */
  private stateOf({ in_force: { from, until } }: Policy): Validity {
    const { on } = this.session;
    return on < from ? "not_yet_in_force" : until && on > until ? "lapsed" : "in_force";
  }

  /** Of the place's own documents the one that holds, or is to, before those that have lapsed. */
  private best({ policies, local }: Chosen): Policy | undefined {
    const own = policies.slice(0, local);
    return ORDER.flatMap((state) => own.filter((policy) => this.stateOf(policy) === state))[0];
  }

  /** A document that does not hold on the day says so before it is chosen. */
  private validity(policy: Policy): TemplateResult {
    const { session } = this;
    const { from, until } = policy.in_force;
    const state = this.stateOf(policy);
    const day = spokenDay((state === "lapsed" ? until : from) ?? "", session.language);
    return html`<span class="state ${state}" data-validity-of=${policy.id}>${say(session, state)}${state === "in_force" ? nothing : html` · ${say(session, state === "lapsed" ? "held_until" : "holds_from", { day })}`}</span>`;
  }

  /** Whether the place has a document of its own that holds. */
  private local(best: Policy): TemplateResult {
    const { session } = this;
    const { from, until } = best.in_force;
    const state = this.stateOf(best);
    const year = ((state === "lapsed" ? until : from) ?? "").slice(0, 4);
    return html`<span class="state" data-validity-of=${best.id}>${say(session, `local_${state}`, { year })}</span>`;
  }

  private choice(place: Chosen): TemplateResult {
    const { session } = this;
    const best = this.best(place);
    return html`
      <button type="button" class="choice" data-place=${place.id} @click=${() => session.choosePlace(place)}>
        ${best ? html`<b>${text(session, place.name)}</b>${isAlone(place) ? html`${this.called(best)}${this.validity(best)}` : this.local(best)}`
          : html`<b>${say(session, "not_here")}</b><span class="state">${say(session, "nothing_local")}</span>`}
      </button>
    `;
  }

  private called({ id, words }: Policy): TemplateResult {
    const { session } = this;
    const year = /\d{4}$/.exec(id)?.[0];
    return html`<span>${year ? html`${say(session, "issued", { year })} · ` : nothing}${text(session, words.title)}</span>`;
  }
}

customElements.define("mingbai-place", Place);
