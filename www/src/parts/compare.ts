// The same bill side by side: tier 1 and tier 2, and each level of hospital for the last stay.

import { html, nothing, type TemplateResult } from "lit";
import { figuresAsked, type Figure } from "../engine/ask.ts";
import type { Person } from "../engine/types.ts";
import { amountWords } from "../words/amount.ts";
import { valueWords } from "../words/names.ts";
import { factOf } from "../state/reader.ts";
import type { Session } from "../state/session.ts";
import { say } from "../words/say.ts";

interface Cell {
  tier: string | null;
  hospital: string;
  would: Person | null;
}

/** What would be, for each tier and level; empty when there is no bill to compare, or the last one is settled already. */
export function sideBySide(session: Session): Cell[] {
  if ((session.settlement?.total ?? null) === null || session.stays[session.stays.length - 1]?.paid) return [];
  const { paying } = session;
  const values = (id: string) => (paying && factOf(paying, id)?.values) ?? [];
  const tiers = values("tier");
  return values("hospital_level").flatMap((hospital) =>
    (tiers.length > 0 ? tiers : [null]).map((tier) => ({ tier, hospital, would: session.whatIf(tier ? { tier } : {}, { hospital_level: hospital }) })),
  );
}

/** The figures that only the comparison needs. */
export const comparisonFigures = (cells: Cell[]): Figure[] => figuresAsked(cells.flatMap(({ would }) => [would?.premium, would?.settlement]));

/** Level by level, a line a tier; what cannot be worked out yet is left out and said so. */
export function compare(session: Session, cells: Cell[]): TemplateResult | typeof nothing {
  const known = cells.filter(({ would }) => would?.settlement?.patient_pays.least != null);
  if (known.length === 0) return nothing;
  const given = session.answers.get("tier") ?? null;
  const level = session.stays[session.stays.length - 1]?.facts.get("hospital_level") ?? null;
  const tierWords = (tier: string | null) => (tier ? valueWords(session, "tier", tier) : say(session, "layer_patient_pays"));
  const line = ({ tier, hospital, would }: Cell) => {
    const mine = hospital === level && (tier === null || tier === given);
    const pays = would?.settlement?.patient_pays;
    return html`<div class=${mine ? "now" : ""} data-compare="${tier ?? ""}.${hospital}"><dt>${tierWords(tier)}${mine ? html` <span class="mine">${say(session, "as_entered")}</span>` : nothing}</dt>
      <dd>${pays ? amountWords(session, pays) : nothing}</dd></div>`;
  };
  const fees = [...new Set(cells.map(({ tier }) => tier))].map((tier) => ({ tier, pays: cells.find((one) => one.tier === tier)?.would?.premium?.pays }));
  const group = (words: string, lines: TemplateResult[]) => html`<li><h4>${words}</h4><dl>${lines}</dl></li>`;
  return html`
    <section class="amounts compare" aria-labelledby="compare">
      <h3 id="compare">${say(session, "compare")}</h3>
      <p class="soft">${say(session, "compare_help")}</p>
      <ul>
        ${[...new Set(known.map(({ hospital }) => hospital))].map((hospital) =>
          group(valueWords(session, "hospital_level", hospital), known.filter((one) => one.hospital === hospital).map(line)))}
        ${fees.some(({ pays }) => pays && pays.least !== null)
          ? group(say(session, "premium_pays_year"), fees.map(({ tier, pays }) => html`<div><dt>${tierWords(tier)}</dt><dd>${pays ? amountWords(session, pays) : nothing}</dd></div>`))
          : nothing}
      </ul>
      ${known.length < cells.length ? html`<p class="soft" data-compare-missing>${say(session, "compare_missing")}</p>` : nothing}
      <p class="soft">${say(session, "doctor_first")}</p>
    </section>
  `;
}
