// The settlement sheet of a stay: whether there is one, what it says each layer paid, and whether that is what the document
// gives.

import { html, nothing, type TemplateResult } from "lit";
import { parseAsk } from "../engine/ask.ts";
import type { Check, Settlement } from "../engine/types.ts";
import type { Session } from "../state/session.ts";
import { paidProblem, type Stay } from "../state/stays.ts";
import { checkedWords, shortfalls, shortfallToDo } from "../words/checked.ts";
import { layerName } from "../words/outcome.ts";
import { say } from "../words/say.ts";
import { field } from "./field.ts";
import { mattering } from "./mattering.ts";

/** What was typed of a sheet that is said not to be there: it comes back with it. */
const put = new WeakMap<Stay, Map<string, string>>();

/** Whether the resident holds the sheet of this stay. */
export function sheetChoice(session: Session, stay: Stay, index: number): TemplateResult {
  const choose = (sheet: boolean) => {
    if (stay.paid) put.set(stay, stay.paid);
    if (sheet) stay.paid = put.get(stay) ?? new Map();
    else delete stay.paid;
    session.update();
  };
  return html`
    <fieldset class="field">
      <legend>${say(session, "sheet")}</legend>
      <p class="help">${say(session, "sheet_help")}</p>
      <div class="options">
        ${([true, false]).map((sheet) => html`
          <label class="option"><input type="radio" name="stay-${index}-sheet" value=${sheet} .checked=${sheet === (stay.paid !== undefined)}
            @change=${() => choose(sheet)}><span>${say(session, sheet ? "sheet_yes" : "sheet_no")}</span></label>`)}
      </div>
    </fieldset>
  `;
}

/** What the sheet says each layer paid, in the order in which they pay; of many layers those that may pay on this bill. */
export function sheetEntries(session: Session, stay: Stay, index: number): TemplateResult | typeof nothing {
  const { paid } = stay;
  if (!paid) return nothing;
  const layers = session.settlement?.admissions[index]?.layers ?? session.settlement?.layers ?? {};
  return html`
    <h4>${say(session, "paid_title")}</h4>
    <p class="help">${say(session, "paid_help")}</p>
    ${mattering(session, Object.keys(layers), (layer) => layers[layer]?.most !== "0.00" || paid.has(layer),
      (layer) => entry(session, stay, index, layer))}
  `;
}

function entry(session: Session, stay: Stay, index: number, layer: string): TemplateResult {
  const problem = paidProblem(stay, layer) ?? (session.refused.has(`admissions[${index}].paid.${layer}`) ? "paid_too_much" : null);
  return field({
    id: `stay-${index}-paid-${layer}`,
    label: layerName(session, layer),
    unit: say(session, "yuan_unit"),
    value: stay.paid?.get(layer) ?? "",
    problem: problem ? say(session, problem) : "",
    keypad: session.settings.kiosk,
    changed: (typed) => {
      if (typed.trim() === "") stay.paid?.delete(layer);
      else stay.paid?.set(layer, typed);
      session.update();
    },
  });
}

/** What each number of the sheet is beside what the document gives; where it is less, what to do. `rules`: the bills without
 * sheets. */
export function sheetChecks(session: Session, index: number, rules: Settlement | null): TemplateResult | typeof nothing {
  const checks = session.settlement?.admissions[index]?.check ?? [];
  if (checks.length === 0) return nothing;
  const short = shortfalls(session).filter(({ stay }) => stay === index);
  return html`
    <div class="checks" role="status">
      <h4>${say(session, "checked")}</h4>
      ${checks.map((check) => {
        const shortfall = short.find((one) => one.check === check);
        return html`
        <div class="checked ${shortfall ? "short" : ""}" data-check=${check.layer} data-differs=${String(check.differs)}>
          <p>${checkedWords(session, check, missing(check, index, rules))}</p>
          ${shortfall ? html`<p>${shortfallToDo(session, shortfall)}</p>` : nothing}
        </div>`;
      })}
    </div>
  `;
}

/** What is not known of what the document gives for a layer: the facts, and the figures of the layer itself. */
const missing = ({ layer }: Check, index: number, rules: Settlement | null) =>
  (rules?.asks ?? []).map(parseAsk).filter((ask) =>
    ask.kind === "figure" || ask.kind === "paid" ? ask.layer === layer && (ask.kind === "figure" || ask.stay === index)
      : ask.kind !== "bill" && (ask.stay ?? index) === index);
