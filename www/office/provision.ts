// A provision: its head as a form, who gets what as a table.

import { html, nothing, type TemplateResult } from "lit";
import { conditionMenus, conditionWords } from "./condition.ts";
import { at, entriesOf, keyed, textOf, wordsOf } from "./contents.ts";
import "./explain.ts";
import { addCase, addRow, personOf } from "./example.ts";
import { bothField, choiceField, choices, findingsAt, findingsIn, listField, lints, nameField, type Desk } from "./fields.ts";
import { newName } from "./forms-state.ts";
import { gives } from "./gives.ts";
import { pasting } from "./pasting.ts";
import type { Content, Entries, Section } from "./studio-types.ts";
import type { Found } from "./types.ts";
import { called, say } from "./words.ts";

export const titleOf = (desk: Desk, section: Section): string => wordsOf(at(section, "title"), desk.language) || section.id;

/** A provision of clauses, with a row for everybody; its words are still to be written. */
export function begunProvision(desk: Desk, clauses: string[]): Promise<boolean> {
  const { forms } = desk;
  const id = newName("provision-", (forms.shown?.policy.provisions ?? []).map(({ id }) => id));
  const others: Entries = [["id", { text: "others" }], ["when", { text: "otherwise" }], ["gives", { text: "nothing" }]];
  return forms.add("policy", `provision.${id}`, [
    ["kind", { text: "money" }],
    ["at", clauses.length === 1 ? { text: clauses[0] ?? "" } : { texts: clauses }],
    ["title", { both: { zh: "", en: "" } }],
    ["what", { both: { zh: "", en: "" } }],
    ["hit", { text: "first" }],
    ["rows", { rows: [others] }],
  ]);
}

export function provision(desk: Desk, own: Section): TemplateResult {
  const { forms, language } = desk;
  const { place } = own;
  const field = (key: string) => ({ file: "policy" as const, place: `${place}.${key}`, content: at(own, key) });
  const label = (key: "kind" | "at" | "title" | "what" | "claim" | "office" | "hit" | "private") => say(language, `key_${key}`);
  const offices = (forms.shown?.offices ?? []).map(([id, own]): [string, string] => [id, own[language]]);
  const none: [string, string] = ["", say(language, "none")];
  return html`
    <div class="form">
      ${choiceField(desk, { ...field("kind"), label: label("kind") }, choices(language, "kind", ["money", "service", "commitment", "duty"]))}
      ${listField(desk, { ...field("at"), label: label("at") })}
      ${bothField(desk, { ...field("title"), label: label("title") })}
      ${bothField(desk, { ...field("what"), label: label("what") }, true)}
      ${bothField(desk, { ...field("claim"), label: label("claim"), optional: true }, true)}
      ${choiceField(desk, { ...field("office"), label: label("office") }, [none, ...offices])}
      ${choiceField(desk, { ...field("hit"), label: label("hit") }, choices(language, "hit", ["first", "unique"]))}
      ${choiceField(desk, { ...field("private"), label: label("private") }, [["", say(language, "no")], ["true", say(language, "yes")]], () => ({ flag: true }))}
      ${figures(desk, own)}
      ${nameField(desk, place, own.id)}
    </div>
    <office-picture .studio=${desk.studio} .policy=${desk.studio.files.policy.text} .provision=${own.id} .language=${language}></office-picture>
    ${notes(desk, own, findingsAt(desk, "policy", place))}
    ${lints(desk, "policy", `${place}.rows`, findingsAt(desk, "policy", `${place}.rows`))}
    ${own.rows.length > 0 ? table(desk, own) : nothing}
    <p class="row">
      <button type="button" data-action="add-row" @click=${() => void addRow(desk, own)}>${say(language, "add_row")}</button>
      <button type="button" data-action="paste-rows" aria-expanded=${forms.pasting?.provision === place} @click=${() => forms.paste(forms.pasting?.provision === place ? null : place)}>${say(language, "paste_rows")}</button>
    </p>
    ${forms.pasting?.provision === place ? pasting(desk, own, forms.pasting) : nothing}`;
}

/** What is to be put right in a provision as a whole; where a case shows it, with buttons that make a row or a case of it. */
function notes(desk: Desk, own: Section, found: Found[]): TemplateResult | typeof nothing {
  const { language } = desk;
  /** Of a row that is missing the compiler speaks as of a line of text; a clerk is told who it is, and that there is a button. */
  const told = (rule: string, message: string, who: string | null) =>
    who === null ? message : rule === "gap" ? say(language, "gap_person", { who }) : `${message} ${say(language, "such_person", { who })}`;
  return found.length === 0
    ? nothing
    : html`<ul class="cell-lints">${found.map(({ message, rule, example }) => html`
        <li data-cell-lint data-rule=${rule} data-place=${own.place}>
          ${told(rule, message[language], example ? personOf(desk, example) : null)}
          ${example
            ? html`<span class="row">
                <button type="button" class="small" data-action="row-of-it" @click=${() => void addRow(desk, own, example)}>${say(language, "row_of_it")}</button>
                <button type="button" class="small" data-action="case-of-it" @click=${() => void addCase(desk, titleOf(desk, own), example)}>${say(language, "case_of_it")}</button>
              </span>`
            : nothing}
        </li>`)}</ul>`;
}

/** The figures of a provision: the clause's own characters, and the numbers they mean. */
function figures(desk: Desk, own: Section): TemplateResult {
  const { forms, language } = desk;
  const place = `${own.place}.figures`;
  const all = entriesOf(at(own, "figures"));
  const set = (table: Entries) => void forms.set("policy", place, { table });
  const input = (label: string, value: string, change: (text: string) => void) =>
    html`<input type="text" autocomplete="off" aria-label=${label} .value=${value} @change=${(event: Event) => change((event.target as HTMLInputElement).value.trim())}>`;
  const [word, number] = [say(language, "figure_word"), say(language, "figure_number")];
  return html`
    <div class="field" role="group" aria-label=${say(language, "key_figures")} data-cell=${place}>
      <span class="label" aria-hidden="true">${say(language, "key_figures")}</span>
      <ul class="figures">
        ${all.map(([key, value], nth) => html`
          <li>${input(`${word} ${nth + 1}`, key, (text) => set(all.map((one): [string, Content] => (one[0] === key ? [text, value] : one))))}
          = ${input(`${number} ${nth + 1}`, textOf(value), (text) => void forms.set("policy", keyed(place, key), { text }))}
          <button type="button" class="small" aria-label=${say(language, "remove_named", { name: key })} @click=${() => void forms.remove("policy", keyed(place, key))}>×</button></li>`)}
        <li><form class="row" data-add-figure @submit=${(event: Event) => {
          event.preventDefault();
          const [first, second] = (event.target as HTMLElement).querySelectorAll("input");
          const written = first?.value.trim();
          const means = second?.value.trim() || written?.replace(/[^\d.]/g, "");
          if (!first || !second || !written || !means) return;
          void forms.set("policy", keyed(place, written), { text: means });
          first.value = second.value = "";
        }}>
          <input type="text" autocomplete="off" aria-label=${word} placeholder=${word}> = <input type="text" autocomplete="off" aria-label=${number} placeholder=${number}>
          <button type="submit" class="small">${say(language, "add")}</button>
        </form></li>
      </ul>
      ${lints(desk, "policy", place, findingsIn(desk, "policy", place))}
    </div>`;
}

function table(desk: Desk, own: Section): TemplateResult {
  const { language } = desk;
  const caption = say(language, "rows_of", { title: titleOf(desk, own) });
  return html`
    <div class="table" tabindex="0" role="region" aria-label=${caption}>
      <table>
        <thead><tr><th scope="col">#</th>${(["at", "when", "gives"] as const).map((key) => html`<th scope="col">${say(language, `key_${key}`)}</th>`)}<td></td></tr></thead>
        <tbody>${own.rows.map((one, nth) => row(desk, own, one, nth))}</tbody>
      </table>
    </div>`;
}

/** A row of the table, and once its condition is open its menus and its reason under it. */
function row(desk: Desk, own: Section, one: Section, nth: number): TemplateResult {
  const { forms, language } = desk;
  const { rows } = own;
  const name = say(language, "row", { number: nth + 1 });
  const cell = (key: string) => `${one.place}.${key}`;
  const when = { file: "policy" as const, place: cell("when"), label: called(language, name, say(language, "key_when")), text: textOf(at(one, "when")) };
  const clauses = { file: "policy" as const, place: cell("at"), label: called(language, name, say(language, "key_at")), content: at(one, "at"), optional: true };
  // What is to be put right in the row as a whole, and in what has no cell of its own here.
  const found = findingsIn(desk, "policy", one.place).filter(({ place }) => !place.startsWith(cell("at")) && !place.startsWith(cell("when")));
  const move = (to: number) => void forms.edit("policy", { move: { list: `${own.place}.rows`, from: nth, to } });
  const says = wordsOf(at(one, "says"), language);
  const outcome = {
    provision: own.place,
    kind: textOf(at(own, "kind")),
    all: rows.map((row) => at(row, "gives")),
    figures: entriesOf(at(own, "figures")),
    label: name,
    place: cell("gives"),
    content: at(one, "gives"),
  };
  return html`
    <tr data-row=${nth}>
      <th scope="row">${nth + 1}</th>
      <td>${listField(desk, clauses)}</td>
      <td>${conditionWords(desk, when)}${says ? html`<p class="soft">${says}</p>` : nothing}</td>
      <td data-cell=${cell("gives")}>${gives(desk, outcome)}${lints(desk, "policy", one.place, found)}</td>
      <td class="moves">
        <button type="button" class="small" aria-label=${say(language, "up", { name })} ?disabled=${nth === 0} @click=${() => move(nth - 1)}>↑</button>
        <button type="button" class="small" aria-label=${say(language, "down", { name })} ?disabled=${nth === rows.length - 1} @click=${() => move(nth + 1)}>↓</button>
        <button type="button" class="small" aria-label=${say(language, "remove_named", { name })} @click=${() => void forms.remove("policy", one.place)}>×</button>
      </td>
    </tr>
    ${forms.condition === when.place
      ? html`<tr class="opened"><td colspan="5">
          ${conditionMenus(desk, when)}
          ${bothField(desk, { file: "policy", place: cell("says"), label: say(language, "key_says"), content: at(one, "says"), optional: true })}
          ${nameField(desk, one.place, one.id)}
        </td></tr>`
      : nothing}`;
}
