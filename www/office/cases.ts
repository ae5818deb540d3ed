// Cases as forms: what is known of a person, what that person should get, and whether it is so.

import { html, type TemplateResult } from "lit";
import { at, entriesOf, textOf, textsOf } from "./contents.ts";
import { folded, menu, textField, type Desk } from "./fields.ts";
import { titleOf } from "./provision.ts";
import type { Content, Entries, Fact, Section } from "./studio-types.ts";
import { say } from "./words.ts";

const SUMS = ["contribution", "aid", "pays"] as const;

const STATUSES = ["granted", "refused", "open"] as const;

export function casesForm(desk: Desk, all: Section[]): TemplateResult {
  const { forms, language, studio } = desk;
  // Cases are tried in their order, all of them or none.
  const tried = studio.checked?.cases ?? [];
  const one = (own: Section, index: number) => {
    const result = tried.length === all.length ? tried[index] : undefined;
    const wrong = result ? [...result.problems.map((own) => own[language]), ...result.differences.map(([key, expected, found]) => say(language, "differs", { key, expected, found }))] : [];
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

function form(desk: Desk, own: Section): TemplateResult {
  const { language } = desk;
  return html`
    <div class="form">
      ${textField(desk, { file: "cases", place: `${own.place}.name`, label: say(language, "key_name"), content: at(own, "name") })}
      ${known(desk, own)}
      ${expected(desk, own)}
      ${premium(desk, own)}
    </div>`;
}

const first = (fact: Fact | undefined): Content => (!fact || fact.kind === "flag" ? { flag: true } : fact.kind === "number" ? { toml: "0" } : fact.kind === "set" ? { toml: "[]" } : { text: fact.values[0]?.[0] ?? "0.00" });

function known(desk: Desk, own: Section): TemplateResult {
  const { forms, language } = desk;
  const facts = (forms.shown?.facts ?? []).filter(({ scope }) => scope !== "admission");
  const all = entriesOf(at(own, "facts"));
  const place = `${own.place}.facts`;
  const set = (id: string, content: Content) => void forms.set("cases", `${place}.${id}`, content);
  const line = ([id, content]: Entries[number]) => {
    const fact = facts.find((fact) => fact.id === id);
    const words = fact?.label[language] ?? id;
    const chosen = "flag" in content ? [String(content.flag)] : textsOf(content);
    const values: [string, string][] = fact?.kind === "flag" ? [["true", say(language, "yes")], ["false", say(language, "no")]] : (fact?.values ?? []).map(([value, words]) => [value, words[language]]);
    const changed = (event: Event) => {
      const select = event.target as HTMLSelectElement;
      const picked = [...select.selectedOptions].map(({ value }) => value);
      if (fact?.kind === "flag") set(id, { flag: picked[0] === "true" });
      else if (fact?.kind === "set") set(id, picked.length > 0 ? { texts: picked } : { toml: "[]" });
      else set(id, { text: picked[0] ?? "" });
    };
    return html`
      <li data-known=${id}>
        <span>${words}</span>
        ${values.length > 0
          ? html`<select aria-label=${words} ?multiple=${fact?.kind === "set"} @change=${changed}>${values.map(([value, words]) => html`<option value=${value} ?selected=${chosen.includes(value)}>${words}</option>`)}</select>`
          : html`<input type="text" inputmode="decimal" aria-label=${words} .value=${textOf(content)} @change=${(event: Event) => {
              const text = (event.target as HTMLInputElement).value.trim();
              set(id, fact?.kind === "number" ? { toml: text } : { text });
            }}>`}
        <button type="button" class="small" aria-label=${say(language, "remove_named", { name: words })} @click=${() => void forms.remove("cases", `${place}.${id}`)}>×</button>
      </li>`;
  };
  const missing = facts.filter(({ id }) => !all.some(([own]) => own === id)).map(({ id, label }): [string, string] => [id, label[language]]);
  return html`
    <fieldset class="field"><legend>${say(language, "case_facts")}</legend>
      <ul>${all.map(line)}</ul>
      ${menu(desk, say(language, "add_known"), missing, (id) => set(id, first(facts.find((fact) => fact.id === id))), "add-known")}
    </fieldset>`;
}

function expected(desk: Desk, own: Section): TemplateResult {
  const { forms, language } = desk;
  const provisions = (forms.shown?.policy.provisions ?? []).map((own): [string, string] => [own.id, titleOf(desk, own)]);
  const all = entriesOf(at(own, "expect"));
  const line = ([id, content]: Entries[number]) => {
    const words = provisions.find(([own]) => own === id)?.[1] ?? id;
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
  const missing = provisions.filter(([id]) => !all.some(([own]) => own === id));
  return html`
    <fieldset class="field"><legend>${say(language, "case_expects")}</legend>
      <ul>${all.map(line)}</ul>
      ${menu(desk, say(language, "add_expected"), missing, (id) => void forms.set("cases", `${own.place}.expect.${id}`, { text: "granted" }), "add-expected")}
    </fieldset>`;
}

/** What the contribution is and who pays it. A case may give a range, which the text shows; a form sets one sum. */
function premium(desk: Desk, own: Section): TemplateResult {
  const { forms, language } = desk;
  const all = new Map(entriesOf(at(own, "premium")));
  return html`
    <fieldset class="field"><legend>${say(language, "case_premium")}</legend>
      <ul>${SUMS.map((sum) => {
        const range = new Map(entriesOf(all.get(sum)));
        const [least, most] = [textOf(range.get("least")), textOf(range.get("most"))];
        const words = say(language, `premium_${sum}`);
        const place = `${own.place}.premium.${sum}`;
        return html`
          <li data-premium=${sum}><span>${words}</span>
            ${least === most
              ? html`<input type="text" inputmode="decimal" aria-label=${words} .value=${least} @change=${(event: Event) => {
                  const written = (event.target as HTMLInputElement).value.trim();
                  const text = /^\d+$/.test(written) ? `${written}.00` : written;
                  if (text !== "") void forms.set("cases", place, { table: [["least", { text }], ["most", { text }]] });
                  else if (range.size > 0) void forms.remove("cases", place);
                }}>`
              : html`<span>${least} – ${most}</span>`}
          </li>`;
      })}</ul>
    </fieldset>`;
}
