// The picture of who pays what. A range is drawn as a range: solid up to the least, striped up to the most.

import { html, nothing, svg, type TemplateResult } from "lit";
import { arithmetic } from "./arithmetic.ts";
import type { Range, Settlement } from "../engine/types.ts";
import { fen } from "../state/money.ts";
import { amountWords, boundsWords, layerWords, paying, supposingWords } from "../words/amount.ts";
import { layerName } from "../words/outcome.ts";
import { amount, missing, supposing } from "./premium.ts";
import type { Session } from "../state/session.ts";
import { say } from "../words/say.ts";

export function picture(session: Session, settlement: Settlement): TemplateResult {
  const { total } = settlement;
  const all = paying(settlement);
  const nothingPaid = all.filter(([layer, { most }]) => layer !== "patient_pays" && most === "0.00");
  const folded = nothingPaid.length > FEW ? nothingPaid : [];
  const shown = all.filter((one) => !folded.includes(one));
  const row = (one: [string, Range]) => {
    const [layer, range] = one;
    return html`
      <div class="layer ${layer}">
        <dt><span class="key" aria-hidden="true" data-nth=${all.indexOf(one) + 1}></span>${layerWords(session, layer, settlement)}</dt>
        <dd>${amount(session, `settlement.${layer}`, range)}</dd>
        ${bar(session, range, total)}
      </div>`;
  };
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
      <dl>${shown.map(row)}</dl>
      ${folded.length > 0
        ? html`<details class="terms"><summary>${folded.map(([layer]) => layerName(session, layer)).join(say(session, "comma"))}${say(session, "colon")}${say(session, "yuan", { n: 0 })}</summary><dl>${folded.map(row)}</dl></details>`
        : nothing}
      ${all.some(([, range]) => isRange(range)) ? html`<p class="soft">${say(session, "range_note")}</p>` : nothing}
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

/** So many layers that pay nothing still stand among the others. */
const FEW = 2;

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
      ${paying(settlement).map(([layer, { least }], at) => {
        const width = part(least ?? "0", whole);
        const middle = from + width / 2;
        const drawn = svg`<rect class=${layer} x="${from}%" y="0" width="${width}%" height="36"></rect>
          ${width >= WIDE ? svg`<text x="${middle}%" y="25">${at + 1}</text>` : nothing}`;
        from += width;
        return drawn;
      })}
    </svg>
  `;
}

/** Per cent of the bar in which a number can be read. */
const WIDE = 7;

/** One layer's share: solid up to the least, striped up to the most, both ends named. */
function bar(session: Session, { least, most }: Range, total: string | null): TemplateResult | typeof nothing {
  if (least === null || most === null || total === null) return nothing;
  const whole = fen(total);
  const [solid, reach] = [part(least, whole), part(most, whole)];
  const end = (amount: string) => html`<span>${amountWords(session, { least: amount, most: amount })}</span>`;
  return html`
    <svg class="bar" aria-hidden="true" width="100%" height="18">
      <rect class="ground" width="100%" height="18"></rect>
      <rect class="solid" width="${solid}%" height="18"></rect>
      ${reach > solid ? svg`<line class="reach" x1="${solid}%" x2="${reach}%" y1="9" y2="9"></line>` : nothing}
    </svg>
    ${least === most ? nothing : html`<p class="ends" aria-hidden="true">${end(least)}${end(most)}</p>`}
  `;
}
