// The bill: a year's hospital stays, who pays what, the arithmetic, the same bill side by side.

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { figuresAsked } from "../engine/ask.ts";
import { compare, comparisonFigures, sideBySide } from "../parts/compare.ts";
import { figureForm, figureSources } from "../parts/figure-form.ts";
import { bounds, picture } from "../parts/picture.ts";
import { Room, stayHere } from "../parts/room.ts";
import { oldBill } from "../parts/documents.ts";
import { stayForm } from "../parts/stay-form.ts";
import { MOST_STAYS } from "../state/stays.ts";
import { hintsWords } from "../words/outcome.ts";
import { say } from "../words/say.ts";

class Bill extends Room {
  override render(): TemplateResult {
    const { session } = this;
    const { settlement, stays } = session;
    const cells = session.room === "bill" && !session.past ? sideBySide(session) : [];
    const bills = session.paying?.description.has.settlement;
    const rules = session.room === "bill" ? session.withoutSheets : null;
    return html`
      ${bills
        ? html`<form class="sheet bill" autocomplete="off" novalidate aria-labelledby="bill" @submit=${stayHere}>
            <h2 id="bill" tabindex="-1">${say(session, "bill")}</h2>
            <p class="soft">${say(session, "bill_help")}</p>
            <details class="terms"><summary>${say(session, "bill_terms")}</summary>
              <dl>${(["total", "in_scope", "deductible"] as const).map((term) => html`
                <dt>${say(session, `bill_${term}`)}</dt><dd>${say(session, `bill_${term}_help`)}</dd>`)}</dl></details>
            ${this.older()}
            ${repeat(stays, (stay) => stay, (stay, index) => stayForm(session, stay, index, rules))}
            ${this.another()}
          </form>`
        : nothing}
      ${settlement ? bounds(session, settlement) : nothing}
      ${figureForm(session, comparisonFigures(cells), figuresAsked([rules]))}
      ${hintsWords(session.verdicts).map((hint) => html`<p class="notice" data-hint>${hint}</p>`)}
      ${settlement
        ? html`${picture(session, settlement)}
          ${compare(session, cells)}`
        : bills && stays.length > 0
          ? html`<p class="notice" role="status">${say(session, session.refused.has("admissions") ? "stays_open" : "no_settlement")}</p>`
          : nothing}
      ${figureSources(session)}
    `;
  }

  /** A bill of an older time is read by the rules of that time. */
  private older(): TemplateResult | typeof nothing {
    const { session } = this;
    const times = oldBill(session);
    return times === nothing ? nothing : html`<details class="terms" data-old-bill><summary>${say(session, "old_bill")}</summary>${times}</details>`;
  }

  /** Before the first bill, whether there is a settlement sheet; then the button for one more. */
  private another(): TemplateResult {
    const { session } = this;
    const { length } = session.stays;
    if (length === 0) {
      return html`<h3>${say(session, "sheet")}</h3>
        <p class="soft">${say(session, "sheet_help")}</p>
        <p class="steps">
          <button type="button" class="main" data-action="add-sheet" @click=${() => this.add(true)}>${say(session, "sheet_yes")}</button>
          <button type="button" class="other" data-action="add-stay" @click=${() => this.add(false)}>${say(session, "sheet_no")}</button>
        </p>`;
    }
    return length < MOST_STAYS
      ? html`<p class="steps"><button type="button" class="other" data-action="add-stay" @click=${() => this.add()}>${say(session, "add_stay")}</button></p>`
      : html`<p class="soft">${say(session, "stays_full", { n: MOST_STAYS })}</p>`;
  }

  private readonly add = async (sheet?: boolean): Promise<void> => {
    this.session.addStay(sheet);
    await this.updateComplete;
    this.querySelector<HTMLElement>(`#stay-${this.session.stays.length - 1}-total`)?.focus();
  };
}

customElements.define("mingbai-bill", Bill);
