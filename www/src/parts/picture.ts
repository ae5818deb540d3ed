// The picture of who pays what. A range is drawn as a range: solid up to the least, striped up to the most.

import { html, nothing, svg, type TemplateResult } from "lit";
import { arithmetic } from "./arithmetic.ts";
import type { Range, Settlement } from "../engine/types.ts";
import { fen } from "../state/money.ts";
import { amountWords, boundsWords, layerWords, paying, supposingWords } from "../words/amount.ts";
import { amount, missing, supposing } from "./premium.ts";
import type { Session } from "../state/session.ts";
import { say } from "../words/say.ts";

export function picture(session: Session, settlement: Settlement): TemplateResult {
  const { total } = settlement;
  return html`
    <section class="amounts picture" aria-labelledby="picture">
      <h3 id="picture" tabindex="-1">${say(session, "who_pays")}</h3>
      ${supposing(session, settlement)}
      ${total === null
        ? html`<p class="soft">${say(session, "total_missing")}</p>`
        : html`<p>${say(session, "bill_total_sum")} <b>${amountWords(session, { least: total, most: total })}</b></p>`}
      ${total !== null && settlement.patient_pays.least === null ? html`<p class="soft">${say(session, "amounts_wait")}</p>` : nothing}
      ${settlement.admissions.map((own, index) => own === null
        ? html`<p class="soft">${say(session, "stay", { n: index + 1 })}${say(session, "colon")}${say(session, "stay_not_settled")}</p>`
        : nothing)}
      ${together(settlement)}
      <dl>
        ${paying(settlement).map(([layer, range]) => html`
          <div class="layer ${layer}">
            <dt><span class="key" aria-hidden="true"></span>${layerWords(session, layer, settlement)}</dt>
            <dd>${amount(session, `settlement.${layer}`, range)}</dd>
            ${bar(range, total)}
          </div>`)}
      </dl>
      ${paying(settlement).some(([, range]) => isRange(range)) ? html`<p class="soft">${say(session, "range_note")}</p>` : nothing}
      ${missing(session, settlement.asks)}
      ${session.room === "bill" ? arithmetic(session, session.settlementSteps) : nothing}
    </section>
  `;
}

/** What the patient pays at least and at most, before any figure is known. */
export function bounds(session: Session, settlement: Settlement): TemplateResult | typeof nothing {
  const { bounds } = settlement.patient_pays;
  if (!bounds) return nothing;
  return html`<p class="notice bounds" role="status" data-bounds data-least=${bounds.least} data-most=${bounds.most}>
    ${supposingWords(session, settlement)}${boundsWords(session, settlement)}</p>`;
}

const isRange = ({ least, most }: Range) => least !== most;

/** Per mille of the whole, enough for the eye. */
const part = (amount: string, whole: bigint) => (whole === 0n ? 0 : Number((fen(amount) * 1000n) / whole) / 10);

/** Everything in one bar, when every amount is certain. */
function together(settlement: Settlement): TemplateResult | typeof nothing {
  const { total } = settlement;
  if (total === null || paying(settlement).some(([, range]) => range.least === null || isRange(range))) return nothing;
  const whole = fen(total);
  let from = 0;
  return html`
    <svg class="together" aria-hidden="true" width="100%" height="36">
      ${paying(settlement).map(([layer, { least }]) => {
        const width = part(least ?? "0", whole);
        const rect = svg`<rect class=${layer} x="${from}%" y="0" width="${width}%" height="36"></rect>`;
        from += width;
        return rect;
      })}
    </svg>
  `;
}

function bar({ least, most }: Range, total: string | null): TemplateResult | typeof nothing {
  if (least === null || most === null || total === null) return nothing;
  const whole = fen(total);
  const [solid, reach] = [part(least, whole), part(most, whole)];
  return html`
    <svg class="bar" aria-hidden="true" width="100%" height="14">
      <rect class="ground" width="100%" height="14"></rect>
      <rect class="solid" width="${solid}%" height="14"></rect>
      ${reach > solid ? svg`<rect class="reach" x="${solid}%" y="1" width="${reach - solid}%" height="12"></rect>` : nothing}
    </svg>
  `;
}
