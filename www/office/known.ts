// What is known of a person or of a bill in a case: a line for each fact, and a menu of those that are not stated.

import { html, type TemplateResult } from "lit";
import { textOf, textsOf } from "./contents.ts";
import { menu, type Desk } from "./fields.ts";
import type { Content, Entries, Fact, Place } from "./studio-types.ts";
import { say } from "./words.ts";

interface Known {
  /** The table of facts in cases.toml. */
  place: Place;
  entries: Entries;
  /** The facts that may stand in it. */
  of: (fact: Fact) => boolean;
  /** What the menu of further facts is called. */
  adding: string;
}

const first = (fact: Fact | undefined): Content => (!fact || fact.kind === "flag" ? { flag: true } : fact.kind === "number" ? { toml: "0" } : fact.kind === "set" ? { toml: "[]" } : { text: fact.values[0]?.[0] ?? "0.00" });

export function known(desk: Desk, { place, entries, of, adding }: Known): TemplateResult {
  const { forms, language } = desk;
  const facts = (forms.shown?.facts ?? []).filter(of);
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
  const missing = facts.filter(({ id }) => !entries.some(([own]) => own === id)).map(({ id, label }): [string, string] => [id, label[language]]);
  return html`
    <ul>${entries.map(line)}</ul>
    ${menu(desk, adding, missing, (id) => set(id, first(facts.find((fact) => fact.id === id))), "add-known")}`;
}
