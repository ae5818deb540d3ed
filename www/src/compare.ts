// The same bill side by side: tier 1 and tier 2, and each level of hospital for the last stay.

import { html, nothing, type TemplateResult } from "lit";
import type { Answer } from "./engine-types.ts";
import { amountWords, labelOf, valueWords } from "./outcome-words.ts";
import type { Session } from "./session.ts";

interface Cell {
  tier: string | null;
  hospital: string;
  would: Answer | null;
}

/** What would be, for each tier and level; empty when there is no bill to compare. */
export function sideBySide(session: Session): Cell[] {
  const { answer } = session;
  if (!answer?.settlement || answer.settlement.total === null) return [];
  const values = (id: string) => session.fact(id)?.values ?? [];
  const tiers = values("tier");
  return values("hospital_level").flatMap((hospital) =>
    (tiers.length > 0 ? tiers : [null]).map((tier) => ({ tier, hospital, would: session.whatIf(tier ? { tier } : {}, { hospital_level: hospital }) })),
  );
}

/** The figures that only the comparison needs. */
export function comparisonAsks(cells: Cell[]): string[] {
  const asks = cells.flatMap(({ would }) => [...(would?.premium?.asks ?? []), ...(would?.settlement?.asks ?? [])]);
  return [...new Set(asks.filter((ask) => ask.startsWith("figures.")))];
}

export function compare(session: Session, cells: Cell[]): TemplateResult | typeof nothing {
  if (cells.length === 0) return nothing;
  const columns = [...new Set(cells.map(({ tier }) => tier))];
  const levels = [...new Set(cells.map(({ hospital }) => hospital))];
  const given = session.answers.get("tier") ?? null;
  const level = session.stays[session.stays.length - 1]?.facts.get("hospital_level") ?? null;
  const premiums = columns.map((tier) => cells.find((one) => one.tier === tier)?.would?.premium?.pays);
  const cell = ({ tier, hospital, would }: Cell) => {
    const mine = hospital === level && (tier === null || tier === given);
    const pays = would?.settlement?.patient_pays;
    return html`<td class=${mine ? "now" : ""} data-compare="${tier ?? ""}.${hospital}">
      ${pays ? amountWords(session, pays) : "–"}${mine ? html` <span class="mine">${session.say("as_entered")}</span>` : nothing}</td>`;
  };
  return html`
    <section class="compare" aria-labelledby="compare">
      <h3 id="compare">${session.say("compare")}</h3>
      <p class="soft">${session.say("compare_help")}</p>
      <div class="scroll" tabindex="0">
        <table>
          <thead><tr><th scope="col">${labelOf(session, "hospital_level")}</th>
            ${columns.map((tier) => html`<th scope="col">${tier ? valueWords(session, "tier", tier) : session.say("layer_patient_pays")}</th>`)}</tr></thead>
          <tbody>
            ${levels.map((hospital) => html`<tr><th scope="row">${valueWords(session, "hospital_level", hospital)}</th>
              ${cells.filter((one) => one.hospital === hospital).map(cell)}</tr>`)}
            ${premiums.some(Boolean)
              ? html`<tr class="fee"><th scope="row">${session.say("premium_pays_year")}</th>
                ${premiums.map((pays) => html`<td>${pays ? amountWords(session, pays) : "–"}</td>`)}</tr>`
              : nothing}
          </tbody>
        </table>
      </div>
      <p class="soft">${session.say("doctor_first")}</p>
    </section>
  `;
}
