// The fields of forms: each shows what a cell of a file holds, sets it once somebody leaves it, and has what is to be put
// right in it beside it.

import { html, nothing, type TemplateResult } from "lit";
import { bothOf, clausesOf, textOf, textsOf } from "./contents.ts";
import { NAMES, type One } from "./files.ts";
import type { Forms } from "./forms-state.ts";
import type { Studio } from "./studio-state.ts";
import type { Content, Place } from "./studio-types.ts";
import type { Found } from "./types.ts";
import { called, say, type Language, type WordId } from "./words.ts";

/** What every form needs. */
export interface Desk {
  studio: Studio;
  forms: Forms;
  language: Language;
}

export interface Field {
  file: One;
  place: Place;
  label: string;
  content: Content | undefined;
  /** Whether emptying it takes the cell out. */
  optional?: boolean;
}

export const idOf = (file: One, place: Place): string => `cell-${file}-${place}`;

const inside = (place: Place, of: Place): boolean => place === of || (place.startsWith(of) && /^[.[]/.test(place.slice(of.length)));

/** What is to be put right at a place, or inside of it. */
export const findingsIn = ({ studio }: Desk, file: One, place: Place): Found[] =>
  (studio.checked?.findings ?? []).filter((found) => found.file === NAMES[file] && inside(found.place, place));

export const findingsAt = (desk: Desk, file: One, place: Place): Found[] => findingsIn(desk, file, place).filter((found) => found.place === place);

/** What is to be put right, under its cell. */
export const lints = (desk: Desk, file: One, place: Place, found: Found[]): TemplateResult | typeof nothing =>
  found.length === 0
    ? nothing
    : html`<ul class="cell-lints" id="lints-${idOf(file, place)}">${found.map(({ message, rule }) => html`<li data-cell-lint data-rule=${rule} data-place=${place}>${message[desk.language]}</li>`)}</ul>`;

const described = (found: Found[], file: One, place: Place) => (found.length > 0 ? `lints-${idOf(file, place)}` : nothing);

/** A field of one line, or of several. Emptied, an optional cell is taken out. */
export function textField(desk: Desk, field: Field, options: { type?: "date"; long?: boolean; read?: (text: string) => Content; lang?: Language } = {}): TemplateResult {
  const { file, place, label, content, optional } = field;
  const { type, long, lang, read = (text: string): Content => ({ text }) } = options;
  const id = idOf(file, place);
  const found = findingsIn(desk, file, place);
  const changed = (event: Event) => {
    const text = (event.target as HTMLInputElement).value.trim();
    if (text === textOf(content) && desk.forms.current) return;
    if (text === "" && optional) void desk.forms.remove(file, place);
    else void desk.forms.set(file, place, read(text));
  };
  return html`
    <div class="field" data-cell=${place}>
      <label for=${id}>${label}</label>
      ${long
        ? html`<textarea id=${id} rows="2" lang=${lang ?? nothing} aria-invalid=${found.length > 0 ? "true" : nothing} aria-describedby=${described(found, file, place)} .value=${textOf(content)} @change=${changed}></textarea>`
        : html`<input id=${id} type=${type ?? "text"} autocomplete="off" lang=${lang ?? nothing} aria-invalid=${found.length > 0 ? "true" : nothing} aria-describedby=${described(found, file, place)} .value=${textOf(content)} @change=${changed}>`}
      ${lints(desk, file, place, found)}
    </div>`;
}

/** A text in Chinese, and in English where somebody writes it. */
export function bothField(desk: Desk, { file, place, label, content, optional }: Field, long = false): TemplateResult {
  const own = bothOf(content);
  const set = (language: Language, text: string): Promise<boolean> => {
    const now = { ...own, [language]: text };
    if (optional && now.zh === "" && now.en === "") return desk.forms.remove(file, place);
    return language === "en" && text === "" ? desk.forms.remove(file, `${place}.en`) : desk.forms.set(file, `${place}.${language}`, { text });
  };
  const found = findingsIn(desk, file, place);
  return html`
    <div class="field" data-cell=${place} role="group" aria-label=${label}>
      <span class="label" aria-hidden="true">${label}</span>
      <div class="pair">
        ${(["zh", "en"] as const).map((language) => {
          const named = called(desk.language, label, say(desk.language, `language_${language}`));
          const id = idOf(file, `${place}.${language}`);
          const changed = (event: Event) => {
            const text = (event.target as HTMLInputElement).value.trim();
            if (text !== own[language] || !desk.forms.current) void set(language, text);
          };
          return long
            ? html`<textarea id=${id} rows="2" aria-label=${named} lang=${language} aria-describedby=${described(found, file, place)} .value=${own[language]} @change=${changed}></textarea>`
            : html`<input id=${id} type="text" autocomplete="off" aria-label=${named} lang=${language} aria-describedby=${described(found, file, place)} .value=${own[language]} @change=${changed}>`;
        })}
      </div>
      ${lints(desk, file, place, found)}
    </div>`;
}

/** What something in policy.toml is called in the files: all that mentions it follows. Why it cannot be called so is said here. */
export function nameField(desk: Desk, place: Place, name: string): TemplateResult {
  const { forms, language } = desk;
  const id = `name-${place}`;
  const refused = forms.refused?.place === place ? forms.refused : null;
  return html`
    <div class="field" data-name=${place}>
      <label for=${id}>${say(language, "key_name_of_it", { joint: place.startsWith("provision.") && !place.endsWith("]") ? "-" : "_" })}</label>
      <input id=${id} type="text" autocomplete="off" autocapitalize="off" spellcheck="false" aria-invalid=${refused ? "true" : nothing} aria-describedby=${refused ? `why-${id}` : nothing} .value=${refused?.name ?? name}
        @change=${(event: Event) => void forms.rename(place, (event.target as HTMLInputElement).value.trim())}>
      ${refused ? html`<p class="bad" id="why-${id}" role="alert" data-refused>${refused.why}</p>` : nothing}
    </div>`;
}

/** Numbers of clauses, or other names, one after the other. */
export const listField = (desk: Desk, field: Field): TemplateResult =>
  textField(desk, { ...field, content: { text: textsOf(field.content).join("、") } }, { read: (text) => {
    const texts = clausesOf(text);
    return texts.length === 1 ? { text: texts[0] ?? "" } : { texts };
  } });

/** One of several; `""` takes the cell out. */
export function choiceField(desk: Desk, { file, place, label, content }: Field, choices: [value: string, words: string][], read = (value: string): Content => ({ text: value })): TemplateResult {
  const id = idOf(file, place);
  const found = findingsIn(desk, file, place);
  const now = content !== undefined && "flag" in content ? String(content.flag) : textOf(content);
  const changed = (event: Event) => {
    const { value } = event.target as HTMLSelectElement;
    void (value === "" ? desk.forms.remove(file, place) : desk.forms.set(file, place, read(value)));
  };
  return html`
    <div class="field" data-cell=${place}>
      <label for=${id}>${label}</label>
      <select id=${id} aria-invalid=${found.length > 0 ? "true" : nothing} aria-describedby=${described(found, file, place)} @change=${changed}>
        ${choices.map(([value, words]) => html`<option value=${value} ?selected=${value === now}>${words}</option>`)}
      </select>
      ${lints(desk, file, place, found)}
    </div>`;
}

/** A menu and a button that does something with what is chosen. Arrow keys alone do nothing yet. */
export const picker = (desk: Desk, label: string, options: unknown, chosen: (value: string) => void, action: string): TemplateResult => html`
  <form class="picker" @submit=${(event: Event) => {
    event.preventDefault();
    const select = (event.target as HTMLElement).querySelector("select");
    const value = select?.value;
    if (!select || !value) return;
    select.selectedIndex = 0;
    chosen(value);
  }}>
    <select aria-label=${label} data-action=${action}><option value="">${label}</option>${options}</select>
    <button type="submit" class="small" aria-label=${called(desk.language, say(desk.language, "add"), label)}>${say(desk.language, "add")}</button>
  </form>`;

export const menu = (desk: Desk, label: string, choices: [value: string, words: string][], chosen: (value: string) => void, action: string): TemplateResult =>
  picker(desk, label, choices.map(([value, words]) => html`<option value=${value}>${words}</option>`), chosen, action);

/** A part of a form that opens and closes, with the number of things to put right in it. */
export function folded(desk: Desk, file: One, place: Place, title: string, content: () => TemplateResult): TemplateResult {
  const open = desk.forms.open.has(place);
  const count = findingsIn(desk, file, place).length;
  return html`
    <div class="folded" data-section=${place}>
      <div class="row">
        <button type="button" class="fold" aria-expanded=${open} @click=${() => desk.forms.toggle(place)}>${title}${count > 0 ? html` <b class="count">${count}</b>` : nothing}</button>
        <button type="button" class="small" aria-label=${say(desk.language, "remove_named", { name: title })} data-action="remove" @click=${() => void desk.forms.remove(file, place)}>${say(desk.language, "remove")}</button>
      </div>
      ${open ? content() : nothing}
    </div>`;
}

/** The choices of words whose ids begin alike: `kind_money` for `money`. */
export const choices = (language: Language, beginning: string, values: readonly string[]): [string, string][] =>
  values.map((value) => [value, say(language, `${beginning}_${value}` as WordId)]);
