// What came of a ledger: problems, pictures, a table to filter, and what is saved and printed of it.

import { html, nothing, svg, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { PRINTED, SHOWN, type Ledger } from "./ledger-state.ts";
import type { Answered, Asked, Came, Counted, Row } from "./ledger-types.ts";
import { called, say, type Language } from "./words.ts";

const STATUSES = ["granted", "open", "refused"] as const satisfies Came[];

/** How many of what is missing most are shown. */
const MISSING = 10;

export function results(ledger: Ledger, answered: Answered, language: Language): TemplateResult {
  const { problems, wrong, provisions, missing, unanswered } = answered;
  const busy = ledger.working !== null;
  const most = Math.max(1, ...missing.map(([, count]) => count));
  return html`
    <section class="sheet" aria-labelledby="results">
      <h2 id="results" tabindex="-1">${say(language, "results")}</h2>
      <p data-ledger-rows=${answered.answered}><b>${say(language, "answered", { answered: answered.answered })}</b>${unanswered > 0 ? say(language, "unanswered", { unanswered }) : nothing}</p>
      <p class="row">
        <button type="button" class="main" data-action="save-answers" ?disabled=${busy} @click=${() => void ledger.save()}>${say(language, "save_answers")}</button>
        <button type="button" data-action="save-csv" ?disabled=${busy} @click=${() => void ledger.saveCsv()}>${say(language, "save_csv")}</button>
      </p>
      ${wrong > 0 ? html`
        <h3 class="bad">${say(language, "cells_wrong", { wrong })}</h3>
        <p class="soft">${say(language, "cells_wrong_help")}</p>
        <ul class="lints">${problems.map(({ address, column, value, reason }) => html`<li data-problem=${address}><b>${address} ${column}</b> ${value === "" ? "" : `“${value}”`} ${reason}</li>`)}</ul>
        ${wrong > problems.length ? html`<p class="soft">${say(language, "cells_wrong_more", { more: wrong - problems.length })}</p>` : nothing}` : nothing}
      <h3>${say(language, "who_gets_what")}</h3>
      <ul class="counts">${provisions.map((counted, index) => provision(ledger, counted, index, language))}</ul>
      ${missing.length > 0 ? html`
        <h3>${say(language, "missing_most")}</h3>
        <ul class="counts">${missing.slice(0, MISSING).map(([label, count]) => html`<li data-missing=${count}>${say(language, "of_residents", { label, count })}
          ${picture(svg`<rect class="part-missing" x="0" y="0" width=${(100 * count) / most} height="10"></rect>`)}</li>`)}</ul>` : nothing}
    </section>
    ${table(ledger, answered, language)}`;
}

/** A bar; what it shows stands beside it in words. */
const picture = (parts: unknown): TemplateResult => html`<svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;

function provision(ledger: Ledger, { title, ...counts }: Counted, provision: number, language: Language): TemplateResult {
  const all = Math.max(1, counts.granted + counts.open + counts.refused);
  let from = 0;
  const part = (status: Came) => {
    const width = (100 * counts[status]) / all;
    from += width;
    return svg`<rect class="part-${status}" x=${from - width} y="0" width=${width} height="10"></rect>`;
  };
  const show = (status: Came) => void ledger.show({ provision, status, text: "" });
  return html`
    <li data-counted=${title}>
      <b>${title}</b>
      ${picture(STATUSES.map(part))}
      <span class="row">${STATUSES.map((status) => html`
        <button type="button" class="link" aria-label="${called(language, title, say(language, `status_${status}`))} ${counts[status]}" @click=${() => show(status)}>${say(language, `status_${status}`)} ${counts[status]}</button>`)}</span>
    </li>`;
}

function table(ledger: Ledger, { columns, provisions }: Answered, language: Language): TemplateResult {
  const { asked, rows, selected } = ledger;
  const show = (change: Partial<Asked>) => void ledger.show(change);
  const total = rows?.total ?? 0;
  const only = asked.provision === null ? "" : `${asked.provision}:${asked.status}`;
  const names = [say(language, "row_number"), ...columns];
  const answers = [...provisions.map(({ title }) => title), say(language, "aid"), say(language, "pays"), say(language, "asks")];
  return html`
    <section class="sheet" aria-labelledby="table">
      <h2 id="table">${say(language, "table")}</h2>
      <div class="row">
        <label for="filter">${say(language, "filter_text")}</label>
        <input id="filter" type="text" autocomplete="off" .value=${live(asked.text)} @input=${(event: Event) => show({ text: (event.target as HTMLInputElement).value })}>
        <label for="filter-provision">${say(language, "filter_provision")}</label>
        <select id="filter-provision" .value=${live(only)} @change=${(event: Event) => {
          const [provision, status] = (event.target as HTMLSelectElement).value.split(":");
          show(status ? { provision: Number(provision), status: status as Came } : { provision: null, status: null });
        }}>
          <option value="" ?selected=${only === ""}>${say(language, "everyone")}</option>
          ${provisions.flatMap(({ title }, provision) => STATUSES.map((status) => html`
            <option value="${provision}:${status}" ?selected=${only === `${provision}:${status}`}>${called(language, title, say(language, `status_${status}`))}</option>`))}
        </select>
      </div>
      <p role="status" data-table-total=${total}>${say(language, "rows_shown", { total })}</p>
      <div class="scroll" tabindex="0" role="group" aria-labelledby="table">
        <table class="table">
          <thead><tr>${names.map((name) => html`<th scope="col">${name}</th>`)}${answers.map((name) => html`<th scope="col" class="answer">${name}</th>`)}</tr></thead>
          <tbody>${(rows?.rows ?? []).map((row) => tableRow(ledger, row, provisions.length, language))}</tbody>
        </table>
      </div>
      <p class="row">
        <button type="button" data-action="rows-back" ?disabled=${asked.from === 0} @click=${() => show({ from: Math.max(0, asked.from - SHOWN) })}>${say(language, "rows_back")}</button>
        <button type="button" data-action="rows-next" ?disabled=${asked.from + SHOWN >= total} @click=${() => show({ from: asked.from + SHOWN })}>${say(language, "rows_next")}</button>
        <button type="button" data-action="print-notices" ?disabled=${ledger.working !== null || selected === 0 || selected > PRINTED} @click=${() => void ledger.print()}>${say(language, "print_notices", { count: selected })}</button>
        <span class="soft">${say(language, "notices_help", { most: PRINTED })}</span>
      </p>
    </section>`;
}

function tableRow(ledger: Ledger, { number, cells, statuses, aid, pays, asks }: Row, provisions: number, language: Language): TemplateResult {
  const tick = (event: Event) => ledger.tick(number, (event.target as HTMLInputElement).checked);
  return html`
    <tr data-row=${number}>
      <th scope="row">${statuses.length > 0
        ? html`<label class="tick"><input type="checkbox" data-tick=${number} aria-label=${say(language, "tick_row", { row: number })} .checked=${live(ledger.ticked.has(number))} @change=${tick}>${number}</label>`
        : number}</th>
      ${cells.map((cell) => html`<td>${cell}</td>`)}
      ${statuses.length > 0
        ? statuses.map((status) => html`<td class="cell-${status}">${say(language, `status_${status}`)}</td>`)
        : html`<td class="bad" colspan=${provisions}>${say(language, "no_answer")}</td>`}
      <td>${aid}</td><td>${pays}</td><td>${asks.join(language === "zh" ? "；" : "; ")}</td>
    </tr>`;
}
