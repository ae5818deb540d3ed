// What the columns of a ledger are taken to mean: a table that a person reads, corrects and confirms.

import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { Ledger } from "./ledger-state.ts";
import type { Column, FactOffered, Proposed } from "./ledger-types.ts";
import type { ColumnMeaning, Meaning, Value } from "./mapping.ts";
import { called, say, type Language } from "./words.ts";

/** What a column may be beside the statement of a fact. */
const CARRIED = "";
const STATUSES = "statuses";
const AS_IT_IS = "as-it-is";

const UNKNOWN = "unknown";
const NONE = "none";

/** A choice of a select: what it is called, by its value. */
type Choice = [value: string, label: string];

const chosen = (event: Event): string => (event.target as HTMLSelectElement).value;

function select(label: string, value: string, choices: Choice[], change: (value: string) => void): TemplateResult {
  return html`<select aria-label=${label} .value=${live(value)} @change=${(event: Event) => change(chosen(event))}>
    ${choices.map(([one, words]) => html`<option value=${one} ?selected=${one === value}>${words}</option>`)}
  </select>`;
}

export function meaning(ledger: Ledger, proposed: Proposed, language: Language): TemplateResult {
  const { columns, mapping, residents, blank, aside, sheet, header, caution } = proposed;
  const named = columns.filter(({ name }) => name !== "");
  const household: Choice[] = [["", say(language, "no_household")], ...named.map(({ name }): Choice => [name, name])];
  const rows = [...new Set(header)].join("–");
  const gap = language === "zh" ? "、" : "; ";
  return html`
    <section class="sheet" aria-labelledby="meaning">
      <h2 id="meaning">${say(language, "meaning")}</h2>
      <p>${say(language, "meaning_help")}</p>
      <p>${say(language, sheet === "" ? "found_at" : "found_in", { sheet, rows })} <b data-residents=${residents}>${say(language, "counted", { residents, blank })}</b></p>
      ${aside.length > 0 ? html`<p data-aside=${aside.length}>${say(language, "aside", { rows: aside.slice(0, 20).map(([row, text]) => say(language, "aside_row", { row, text })).join(gap) })}</p>` : nothing}
      <p class="row"><span>${say(language, "household")}</span>
        ${select(say(language, "household"), mapping.household?.column ?? "", household, (column) => void ledger.correct({ household: { column: column === "" ? null : column } }))}
        <span class="soft">${mapping.household?.guess ?? ""}</span></p>
      <div class="scroll" tabindex="0" role="group" aria-labelledby="meaning">
        <table>
          <thead><tr>${(["column", "examples", "means", "blank_means", "why"] as const).map((id) => html`<th scope="col">${say(language, id)}</th>`)}</tr></thead>
          <tbody>${named.map((column) => columnRow(ledger, proposed, column, language))}</tbody>
        </table>
      </div>
      ${caution ? html`<p class="problem">${say(language, "all_answers_say", { caution })}</p>` : nothing}
      <p class="row">
        <button type="button" class="main" data-action="answer" ?disabled=${ledger.working !== null} @click=${() => void ledger.answer()}>${say(language, "answer")}</button>
        <button type="button" data-action="save-mapping" ?disabled=${ledger.working !== null} @click=${() => void ledger.saveMapping()}>${say(language, "save_mapping")}</button>
        <span class="soft">${say(language, "mapping_help")}</span>
      </p>
    </section>`;
}

function columnRow(ledger: Ledger, { mapping, facts }: Proposed, { name, examples, not_asked }: Column, language: Language): TemplateResult {
  const own = mapping.column?.find((meaning) => meaning.name === name);
  const unclear = own?.not_understood ?? [];
  return html`
    <tr data-column=${name} class=${unclear.length > 0 ? "unclear" : ""}>
      <th scope="row">${name}</th>
      <td class="soft">${examples.join(language === "zh" ? "、" : ", ")}</td>
      <td>${stated(ledger, name, own, facts, language)}${own ? words(ledger, own, facts, language) : nothing}</td>
      <td>${own ? blank(ledger, own, facts, mapping.household !== undefined, language) : nothing}</td>
      <td>
        ${(own?.guess ?? []).map((why) => html`<p class="soft">${why}</p>`)}
        ${own === undefined && not_asked ? html`<p class="soft">${say(language, "not_asked", { fact: not_asked })}</p>` : nothing}
      </td>
    </tr>`;
}

/** What the column states. */
function stated(ledger: Ledger, column: string, own: ColumnMeaning | undefined, facts: FactOffered[], language: Language): TemplateResult {
  const choices: Choice[] = [[CARRIED, say(language, "carried")], [STATUSES, say(language, "several")], ...facts.map(({ id, label }): Choice => [id, label])];
  let value = own?.fact ?? (own?.complete ? STATUSES : CARRIED);
  if (own && value === CARRIED) {
    value = AS_IT_IS;
    choices.push([AS_IT_IS, say(language, own.identity ? "identity" : "ticks")]);
  }
  return select(called(language, column, say(language, "means")), value, choices, (fact) => {
    if (fact === AS_IT_IS) return;
    void ledger.correct(fact === CARRIED ? { carried: { column } } : fact === STATUSES ? { statuses: { column } } : { fact: { column, fact } });
  });
}

/** What an empty cell means. */
function blank(ledger: Ledger, own: ColumnMeaning, facts: FactOffered[], households: boolean, language: Language): TemplateResult {
  const canBeNo = facts.find(({ id }) => id === own.fact)?.can_be_no || own.complete !== undefined;
  const choices: Choice[] = [["unknown", say(language, "blank_unknown")]];
  if (canBeNo) choices.push(["no", say(language, "blank_no")]);
  if (households) choices.push(["above", say(language, "blank_above")]);
  const value = own.fill_down ? "above" : (own.blank ?? "unknown");
  return select(called(language, own.name, say(language, "blank_means")), value, choices, (one) =>
    ledger.mean(own.name, { blank: one === "no" ? "no" : "unknown", fill_down: one === "above" }));
}

/** The words of a column that are not the facts' own: what each means; first those that are not understood. */
function words(ledger: Ledger, own: ColumnMeaning, facts: FactOffered[], language: Language): TemplateResult | typeof nothing {
  const unclear = own.identity ? [] : (own.not_understood ?? []);
  const known = Object.entries(own.cells ?? {});
  if (unclear.length + known.length === 0) return nothing;
  const meanings = choices(own, facts, language);
  const entry = (word: string, meaning: Meaning | undefined) => {
    const value = meaning === undefined ? "" : JSON.stringify(meaning);
    const offered: Choice[] = meanings.map(([one, label]) => [JSON.stringify(one), label]);
    if (meaning === undefined) offered.unshift(["", say(language, "choose_meaning")]);
    else if (!offered.some(([one]) => one === value)) offered.unshift([value, meaningWords(meaning, facts, language)]);
    const change = (one: string) => {
      if (one !== "") ledger.mean(own.name, { word, meaning: JSON.parse(one) as Meaning });
    };
    return html`<li data-word=${word}>
      <span>${meaning === undefined ? html`<b class="bad">${say(language, "not_understood")}</b> ` : nothing}“${word}”</span>
      ${select(say(language, "word_means", { word }), value, offered, change)}
    </li>`;
  };
  return html`<ul class="words">${unclear.map((word) => entry(word, undefined))}${known.map(([word, meaning]) => entry(word, meaning))}</ul>`;
}

/** What a word of the column may mean. */
function choices(own: ColumnMeaning, facts: FactOffered[], language: Language): [Meaning, string][] {
  const unknown: [Meaning, string] = [UNKNOWN, say(language, "blank_unknown")];
  const fact = facts.find(({ id }) => id === own.fact);
  if (fact) return [...fact.values, unknown];
  const complete = Object.entries(own.complete ?? {});
  const statuses = complete.flatMap(([id, without]) => {
    const values = facts.find((one) => one.id === id)?.values ?? [];
    return values.filter(([value]) => value !== without).map(([value]): Meaning => ({ [id]: value }));
  });
  const none: [Meaning, string][] = complete.length > 0 ? [[NONE, say(language, "none_of_them")]] : [];
  return [...statuses.map((status): [Meaning, string] => [status, meaningWords(status, facts, language)]), ...none, unknown];
}

/** What a word means, in words. */
function meaningWords(meaning: Meaning, facts: FactOffered[], language: Language): string {
  const value = (one: Value, id?: string) => {
    if (one === UNKNOWN) return say(language, "blank_unknown");
    const fact = facts.find((own) => own.id === id);
    return fact?.values.find(([own]) => own === one)?.[1] ?? String(one);
  };
  if (typeof meaning !== "object") return meaning === NONE ? say(language, "none_of_them") : value(meaning);
  const label = (id: string) => facts.find((own) => own.id === id)?.label ?? id;
  return Object.entries(meaning).map(([id, one]) => (one === true ? label(id) : called(language, label(id), value(one, id)))).join(language === "zh" ? "；" : "; ");
}
