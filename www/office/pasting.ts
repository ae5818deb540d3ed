// Rows pasted from a spreadsheet: what was read of them, each cell that was not understood, and the rows into the provision.

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { newFact, personMenu } from "./condition.ts";
import { at, entriesOf, textOf, textsOf } from "./contents.ts";
import type { Desk } from "./fields.ts";
import type { Pasting } from "./forms-state.ts";
import type { Edit, Entries, Proposal, Row, Section } from "./studio-types.ts";
import { say } from "./words.ts";

export function pasting(desk: Desk, own: Section, now: Pasting): TemplateResult {
  const { forms, language } = desk;
  const { proposal, text } = now;
  return html`
    <div class="pasted-rows" data-pasting>
      <label for="pasted-rows">${say(language, "paste_rows")}</label>
      <p class="soft" id="pasted-rows-help">${say(language, "paste_rows_help")}</p>
      <textarea id="pasted-rows" rows="6" wrap="off" aria-describedby="pasted-rows-help" .value=${text}></textarea>
      <p class="row"><button type="button" data-action="read-rows" @click=${(event: Event) => {
        const written = (event.target as HTMLElement).closest("[data-pasting]")?.querySelector("textarea")?.value ?? "";
        void forms.propose(written);
      }}>${say(language, "read_rows")}</button></p>
      ${proposal ? proposed(desk, own, now, proposal) : nothing}
    </div>`;
}

function proposed(desk: Desk, own: Section, now: Pasting, proposal: Proposal): TemplateResult {
  const { forms, language } = desk;
  const { rows, unclear } = proposal;
  const is = (words: string, condition: string) => void forms.propose(now.text, [words, condition]);
  return html`
    <p role="status" data-proposed=${rows.length} data-unclear=${unclear.length}>${say(language, "rows_read", { rows: rows.length, unclear: unclear.length })}</p>
    <ul class="unclear">${repeat(unclear, ({ cell, text }) => `${cell} ${text}`, ({ cell: [line, column], text, person, message }) => html`
      <li data-unclear-cell="${line}-${column}">
        <b>${say(language, "cell", { line: line + 1, column: column + 1, text })}</b> ${message[language]}
        ${person && text !== ""
          ? html`${personMenu(desk, say(language, "it_is", { name: text }), (condition) => is(text, condition))}
            <details><summary>${say(language, "new_fact")}</summary>${newFact(desk, text.replace(/[（(].*?[）)]/g, ""), (id) => is(text, id))}</details>`
          : nothing}
      </li>`)}</ul>
    <p class="row"><button type="button" class="main" data-action="put-rows" ?disabled=${rows.length === 0} @click=${() => void put(desk, own, proposal)}>${say(language, "put_rows", { rows: rows.length })}</button></p>`;
}

/** Rows before the one for everybody else, their clauses and figures among those of the provision. */
async function put({ forms }: Desk, own: Section, { rows, at: clauses, figures }: Proposal): Promise<void> {
  const { place } = own;
  const others = own.rows.findIndex((row) => textOf(at(row, "when")) === "otherwise");
  const first = others < 0 ? own.rows.length : others;
  const taken = own.rows.map(({ id }) => id);
  const idOf = (id: string) => (taken.includes(id) ? `${id}_pasted` : id);
  const inserted = rows.map((row, nth): Edit => ({ insert: { list: `${place}.rows`, index: first + nth, entries: entries({ ...row, id: idOf(row.id) }) } }));
  const cited = textsOf(at(own, "at"));
  const texts = [...cited, ...clauses.filter((one) => !cited.includes(one) && rows.some((row) => row.at === one))];
  const known = entriesOf(at(own, "figures"));
  const table: Entries = [...known, ...figures.filter(([words]) => !known.some(([own]) => own === words)).map(([words, number]): Entries[number] => [words, { text: number }])];
  const made = await forms.edit("policy", ...inserted, { set: { place: `${place}.at`, content: { texts } } }, { set: { place: `${place}.figures`, content: { table } } });
  if (made) forms.paste(null);
}

function entries({ id, at, when, gives, says }: Row): Entries {
  return [
    ["id", { text: id }],
    ...(at === null ? [] : [["at", { text: at }] as Entries[number]]),
    ["when", { text: when }],
    ["gives", { toml: gives }],
    ...(says === null ? [] : [["says", { both: says }] as Entries[number]]),
  ];
}
