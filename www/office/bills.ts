// The bills of a case, one after the other in the year: what each is of, what its settlement sheet says, and what should come of
// them.

import { html, type TemplateResult } from "lit";
import { at, entriesOf, rowsOf, textOf } from "./contents.ts";
import type { Desk } from "./fields.ts";
import { known } from "./known.ts";
import { yuan } from "./parts.ts";
import type { Content, Entries, Place, Section } from "./studio-types.ts";
import { say } from "./words.ts";

const COSTS = ["in_scope", "out_of_scope"] as const;

/** An amount in yuan that may be left out; emptied, it goes, or what `goes` instead. */
const amount = ({ forms }: Desk, place: Place, label: string, content: Content | undefined, goes = place): TemplateResult => html`
  <label data-amount-at=${place}>${label} <input type="text" inputmode="decimal" autocomplete="off" .value=${textOf(content)} @change=${(event: Event) => {
    const text = yuan((event.target as HTMLInputElement).value);
    if (text !== "") void forms.set("cases", place, { text });
    else if (content !== undefined) void forms.remove("cases", goes);
  }}></label>`;

/** What a sum should be. A case may give a range, which is shown; a form sets one sum. */
export function sumInput({ forms }: Desk, place: Place, label: string, content: Content | undefined): TemplateResult {
  const range = new Map(entriesOf(content));
  const [least, most] = [textOf(range.get("least")), textOf(range.get("most"))];
  return html`<span>${label}</span> ${least === most
    ? html`<input type="text" inputmode="decimal" autocomplete="off" aria-label=${label} .value=${least} @change=${(event: Event) => {
        const text = yuan((event.target as HTMLInputElement).value);
        if (text !== "") void forms.set("cases", place, { table: [["least", { text }], ["most", { text }]] });
        else if (range.size > 0) void forms.remove("cases", place);
      }}>`
    : html`<span>${least} – ${most}</span>`}`;
}

export function bills(desk: Desk, own: Section): TemplateResult {
  const { forms, language } = desk;
  const list = `${own.place}.admissions`;
  const content = at(own, "admissions");
  const all = rowsOf(content);
  const add = () => {
    const entries: Entries = [["in_scope", { text: "0.00" }], ["out_of_scope", { text: "0.00" }]];
    void forms.edit("cases", content === undefined || all.length > 0 ? { insert: { list, index: all.length, entries } } : { set: { place: list, content: { rows: [entries] } } });
  };
  return html`
    <fieldset class="field" data-bills><legend>${say(language, "case_bills")}</legend>
      ${all.map((entries, nth) => bill(desk, `${list}[${nth}]`, entries, nth, () => void forms.remove("cases", all.length > 1 ? `${list}[${nth}]` : list)))}
      <button type="button" class="small" data-action="add-bill" @click=${add}>${say(language, "add_bill")}</button>
    </fieldset>`;
}

function bill(desk: Desk, place: Place, entries: Entries, nth: number, remove: () => void): TemplateResult {
  const { forms, language } = desk;
  const own = new Map(entries);
  const paid = new Map(entriesOf(own.get("paid")));
  const name = say(language, "bill", { number: nth + 1 });
  const facts = entries.filter(([key]) => key !== "paid" && !COSTS.some((cost) => cost === key));
  return html`
    <div role="group" aria-label=${name} data-bill=${nth}>
      <div class="row"><b>${name}</b> <button type="button" class="small" aria-label=${say(language, "remove_named", { name })} @click=${remove}>×</button></div>
      <ul>
        ${COSTS.map((cost) => html`<li>${amount(desk, `${place}.${cost}`, say(language, `bill_${cost}`), own.get(cost))}</li>`)}
        ${(forms.shown?.layers ?? []).map(([id, label]) => html`<li>${amount(desk, `${place}.paid.${id}`, say(language, "bill_paid", { layer: label[language] }), paid.get(id), paid.size === 1 ? `${place}.paid` : undefined)}</li>`)}
      </ul>
      ${known(desk, { place, entries: facts, of: (fact) => fact.scope === "admission", adding: say(language, "bill_add_known") })}
    </div>`;
}

/** What each layer should pay on all bills together, and what is left to the patient. */
export function settlement(desk: Desk, own: Section): TemplateResult {
  const { forms, language } = desk;
  const place = `${own.place}.settlement`;
  const all = new Map(entriesOf(at(own, "settlement")));
  const within = new Map(entriesOf(all.get("layers")));
  // A layer's sum may stand among the layers or, for some of them, by itself.
  const layers = (forms.shown?.layers ?? []).map(([id, label]): [Place, string, Content | undefined] => {
    const alone = all.get(id);
    return [alone ? `${place}.${id}` : `${place}.layers.${id}`, say(language, "settlement_layer", { layer: label[language] }), alone ?? within.get(id)];
  });
  const patient: typeof layers = [[`${place}.patient_pays`, say(language, "settlement_patient_pays"), all.get("patient_pays")]];
  return html`
    <fieldset class="field"><legend>${say(language, "case_settlement")}</legend>
      <ul>${[...layers, ...patient].map(([place, label, content]) => html`<li data-sum=${place}>${sumInput(desk, place, label, content)}</li>`)}</ul>
    </fieldset>`;
}
