// Cases as forms: what is known of a person, what that person should get, and whether it is so.

import { html, type TemplateResult } from "lit";
import { at, entriesOf, textOf } from "./contents.ts";
import { bills, settlement, sumInput } from "./bills.ts";
import { folded, menu, textField, type Desk } from "./fields.ts";
import { titleOf } from "./provision.ts";
import type { Entries, Section } from "./studio-types.ts";
import { known } from "./known.ts";
import { say } from "./words.ts";

const SUMS = ["contribution", "aid", "pays"] as const;

const STATUSES = ["granted", "refused", "open"] as const;

export function casesForm(desk: Desk, all: Section[]): TemplateResult {
  const { forms, language, studio } = desk;
  // Cases are tried in their order, all of them or none.
  const tried = studio.checked?.cases ?? [];
  const one = (own: Section, index: number) => {
    const result = tried.length === all.length ? tried[index] : undefined;
    const wrong = result ? [...result.problems.map((own) => own[language]), ...result.differences.map((difference) => differs(desk, difference))] : [];
    const mark = result ? (wrong.length > 0 ? "✗ " : "✓ ") : "";
    return html`
      <div data-case-form=${result ? (wrong.length > 0 ? "fails" : "holds") : "untried"}>
        ${folded(desk, "cases", own.place, `${mark}${textOf(at(own, "name")) || say(language, "unnamed")}`, () => form(desk, own))}
        ${wrong.map((why) => html`<p class="bad">${say(language, "case_wrong", { why })}</p>`)}
      </div>`;
  };
  return html`
    ${all.map(one)}
    <p class="row"><button type="button" data-action="add-case" @click=${() => {
      const index = all.length;
      forms.toggle(`case[${index}]`, true);
      void forms.edit("cases", { insert: { list: "case", index, entries: [["name", { text: `${say(language, "cases")} ${index + 1}` }], ["facts", { table: [] }]] } });
    }}>${say(language, "add_case")}</button></p>`;
}

const provisions = (desk: Desk): [string, string][] => (desk.forms.shown?.policy.provisions ?? []).map((own) => [own.id, titleOf(desk, own)]);

/** What a case states and what the answer says, each as JSON; a provision by its title, a status in words. */
export function differs(desk: Desk, [key, expected, found]: [string, string, string]): string {
  const { language } = desk;
  const words = (json: string) => {
    const status = STATUSES.find((one) => json === JSON.stringify(one));
    return status ? say(language, `status_${status}`) : json;
  };
  const title = provisions(desk).find(([id]) => key === `expect.${id}`)?.[1] ?? key;
  return say(language, "differs", { key: title, expected: words(expected), found: words(found) });
}

function form(desk: Desk, own: Section): TemplateResult {
  const { language } = desk;
  return html`
    <div class="form">
      ${textField(desk, { file: "cases", place: `${own.place}.name`, label: say(language, "key_name"), content: at(own, "name") })}
      <fieldset class="field"><legend>${say(language, "case_facts")}</legend>
        ${known(desk, { place: `${own.place}.facts`, entries: entriesOf(at(own, "facts")), of: (fact) => fact.scope !== "admission", adding: say(language, "add_known") })}
      </fieldset>
      ${bills(desk, own)}
      ${expected(desk, own)}
      ${premium(desk, own)}
      ${settlement(desk, own)}
    </div>`;
}

function expected(desk: Desk, own: Section): TemplateResult {
  const { forms, language } = desk;
  const all = entriesOf(at(own, "expect"));
  const line = ([id, content]: Entries[number]) => {
    const words = provisions(desk).find(([own]) => own === id)?.[1] ?? id;
    // The short form is the status itself.
    const short = "text" in content;
    const place = `${own.place}.expect.${id}`;
    const status = short ? content.text : textOf(new Map(entriesOf(content)).get("status"));
    return html`
      <li data-expected=${id}>
        <span>${words}</span>
        <select aria-label=${words} @change=${(event: Event) => void forms.set("cases", short ? place : `${place}.status`, { text: (event.target as HTMLSelectElement).value })}>
          ${STATUSES.map((one) => html`<option value=${one} ?selected=${one === status}>${say(language, `status_${one}`)}</option>`)}
        </select>
        <button type="button" class="small" aria-label=${say(language, "remove_named", { name: words })} @click=${() => void forms.remove("cases", place)}>×</button>
      </li>`;
  };
  const missing = provisions(desk).filter(([id]) => !all.some(([own]) => own === id));
  return html`
    <fieldset class="field"><legend>${say(language, "case_expects")}</legend>
      <ul>${all.map(line)}</ul>
      ${menu(desk, say(language, "add_expected"), missing, (id) => void forms.set("cases", `${own.place}.expect.${id}`, { text: "granted" }), "add-expected")}
    </fieldset>`;
}

/** What the contribution is and who pays it. */
function premium(desk: Desk, own: Section): TemplateResult {
  const { language } = desk;
  const all = new Map(entriesOf(at(own, "premium")));
  return html`
    <fieldset class="field"><legend>${say(language, "case_premium")}</legend>
      <ul>${SUMS.map((sum) => html`<li data-premium=${sum}>${sumInput(desk, `${own.place}.premium.${sum}`, say(language, `premium_${sum}`), all.get(sum))}</li>`)}</ul>
    </fieldset>`;
}
