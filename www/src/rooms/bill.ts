// The bill: a year's hospital stays, who pays what, the arithmetic, the same bill side by side.

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { compare, comparisonFigures, sideBySide } from "../parts/compare.ts";
import { figureForm, figureSources } from "../parts/figure-form.ts";
import { fen } from "../state/money.ts";
import { picture } from "../parts/picture.ts";
import { Room, stayHere } from "../parts/room.ts";
import { stayForm } from "../parts/stay-form.ts";
import { admissionOf, MOST_STAYS, type Stay } from "../state/stays.ts";
import { say } from "../words/say.ts";

class Bill extends Room {
  override render(): TemplateResult {
    const { session } = this;
    const { answer, stays } = session;
    const cells = session.room === "bill" ? sideBySide(session) : [];
    const bills = session.description?.has.settlement;
    return html`
      ${bills
        ? html`<form class="sheet bill" autocomplete="off" novalidate aria-labelledby="bill" @submit=${stayHere}>
            <h2 id="bill" tabindex="-1">${say(session, "bill")}</h2>
            <p class="soft">${say(session, "bill_help")}</p>
            <details class="terms"><summary>${say(session, "bill_terms")}</summary>
              <dl>${(["total", "in_scope", "deductible"] as const).map((term) => html`
                <dt>${say(session, `bill_${term}`)}</dt><dd>${say(session, `bill_${term}_help`)}</dd>`)}</dl></details>
            ${repeat(stays, (stay) => stay, (stay, index) => stayForm(session, stay, index))}
            ${stays.length < MOST_STAYS
              ? html`<p class="steps"><button type="button" class=${stays.length === 0 ? "main" : "other"} data-action="add-stay"
                  @click=${this.add}>${say(session, stays.length === 0 ? "add_first_stay" : "add_stay")}</button></p>`
              : html`<p class="soft">${say(session, "stays_full", { n: MOST_STAYS })}</p>`}
          </form>`
        : nothing}
      ${figureForm(session, comparisonFigures(cells))}
      ${answer?.settlement
        ? html`${picture(session, answer.settlement)}
          ${this.outOfScope()}
          ${compare(session, cells)}`
        : bills && stays.length > 0
          ? html`<p class="notice">${say(session, "no_settlement")}</p>`
          : nothing}
      ${figureSources(session)}
    `;
  }

  private readonly add = async (): Promise<void> => {
    this.session.addStay();
    await this.updateComplete;
    this.querySelector<HTMLElement>(`#stay-${this.session.stays.length - 1}-total`)?.focus();
  };

  /** Much outside the catalogue is a hint to ask, not a claim. */
  private outOfScope(): TemplateResult | typeof nothing {
    const { session } = this;
    const provision = session.answer?.verdicts.find(({ provision }) => provision === "outside-catalogue-limit");
    if (!provision || !session.stays.some(isMuchOutside)) return nothing;
    return html`<p class="notice">${say(session, "much_outside", { at: provision.cites[0]?.at ?? "" })}</p>`;
  }
}

const isMuchOutside = (stay: Stay): boolean => {
  const { in_scope, out_of_scope } = admissionOf(stay);
  return in_scope !== undefined && out_of_scope !== undefined && fen(out_of_scope) * 9n > fen(in_scope);
};

customElements.define("mingbai-bill", Bill);
