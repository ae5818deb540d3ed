// The figures the document does not state: those still missing are asked for, those of the county's file
// are shown with their source and date.

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { field } from "./field.ts";
import { figuresAsked, parseFigure, type Figure } from "../engine/ask.ts";
import { inSheetOrder, isWrong } from "../state/figures.ts";
import { askWords } from "../words/ask.ts";
import { stayHere } from "./room.ts";
import type { Session } from "../state/session.ts";
import { spokenDay } from "../state/settings.ts";
import { say } from "../words/say.ts";
import type { WordId } from "../words/words.ts";

const BANDS = 4;

/** Exactly the figures that the amounts ask for, and those already typed; folded, what only the comparison needs, and what only
 * a check of settlement sheets. Of a year all of whose stays are settled no figure is needed for what was paid. */
export function figureForm(session: Session, forComparison: Figure[], forChecks: Figure[]): TemplateResult | typeof nothing {
  const settled = session.stays.length > 0 && session.stays.every(({ paid }) => paid);
  const asked = figuresAsked([session.premium, settled ? null : session.settlement]);
  const figures = sorted(session, [...[...session.figures.keys()].map(parseFigure), ...asked]);
  const others = (all: Figure[]) => sorted(session, all.filter(({ path }) => !figures.some((one) => one.path === path)));
  const [more, checks] = [others(forComparison), others(forChecks)];
  if (figures.length + more.length + checks.length === 0) return nothing;
  const caps = figures.filter(({ term }) => term === "cap");
  const fold = (words: WordId, all: Figure[]) => (all.length === 0 ? nothing : html`
    <details class="more-figures"><summary>${say(session, words)}</summary>${fields(session, all)}</details>`);
  return html`
    <form class="sheet figures" autocomplete="off" novalidate aria-labelledby="figures" @submit=${stayHere}>
      <h2 id="figures" tabindex="-1">${say(session, "figures")}</h2>
      <p class="soft">${say(session, "figures_help")}</p>
      ${session.stays.some(({ facts }) => !facts.get("hospital_level")) && session.fact("hospital_level")
        ? html`<p class="soft" data-choose-level><b>${say(session, "choose_level_first")}</b></p>`
        : nothing}
      ${fields(session, figures.filter(({ term }) => term !== "cap"))}
      ${caps.length > 0 ? html`<p class="soft caps">${say(session, "caps_last")}</p>` : nothing}
      ${fields(session, caps)}
      ${fold("figures_check", checks)}
      ${fold("figures_compare", more)}
    </form>
  `;
}

/** Each once, in the order of a settlement sheet. */
function sorted(session: Session, figures: Figure[]): Figure[] {
  const each = [...new Map(figures.map((figure) => [figure.path, figure])).values()];
  return inSheetOrder(each, Object.keys(session.settlement?.layers ?? {}), session.facts);
}

const fields = (session: Session, figures: Figure[]) => repeat(figures, ({ path }) => path, (figure) => figureField(session, figure));

function figureField(session: Session, figure: Figure): TemplateResult {
  const { path, term } = figure;
  const typed = session.figures.get(path) ?? "";
  if (term === "bands") return bands(session, figure, typed);
  if (term === "bands_from") return bandsFrom(session, figure, typed);
  const wrong = isWrong(figure, typed);
  const none = typed === "none";
  return html`
    ${field({
      id: path,
      label: askWords(session, figure),
      unit: say(session, term === "rate" ? "percent_unit" : "yuan_unit"),
      value: none ? "" : typed,
      problem: wrong ? say(session, term === "rate" ? "not_a_percent" : "not_an_amount") : session.refused.has(path) ? say(session, "refused_entry") : "",
      keypad: session.settings.kiosk,
      changed: (now) => session.setFigure(path, now),
    })}
    ${term === "cap"
      ? html`<label class="option unsure"><input type="checkbox" .checked=${none}
          @change=${(event: Event) => session.setFigure(path, (event.target as HTMLInputElement).checked ? "none" : "")}>
          <span>${say(session, "no_cap")}</span></label>`
      : nothing}
  `;
}

function bands(session: Session, figure: Figure, typed: string): TemplateResult {
  const { path } = figure;
  const lines = typed.split("\n");
  const cell = (line: number, column: number) => lines[line]?.split("|")[column] ?? "";
  const set = (line: number, column: number, value: string) => {
    const table = Array.from({ length: BANDS }, (_, row) => [cell(row, 0), cell(row, 1)]);
    const row = table[line];
    if (row) row[column] = value.trim();
    session.setFigure(path, table.filter(([from, percent]) => from || percent).map((one) => one.join("|")).join("\n"));
  };
  const shown = Math.min(BANDS, typed === "" ? 1 : lines.length + 1);
  return html`
    <fieldset class="field">
      <legend>${askWords(session, figure)}</legend>
      <p class="help">${say(session, "bands_help")}</p>
      ${Array.from({ length: shown }, (_, line) => html`
        <div class="band">
          ${[0, 1].map((column) => field({
            id: `${path}.${line}.${column === 0 ? "from" : "percent"}`,
            label: say(session, column === 0 ? "band_from" : "band_percent", { n: line + 1 }),
            unit: say(session, column === 0 ? "yuan_unit" : "percent_unit"),
            value: cell(line, column),
            problem: "",
            keypad: session.settings.kiosk,
            changed: (now) => set(line, column, now),
          }))}
        </div>`)}
      ${isWrong(figure, typed) || session.refused.has(path) ? html`<p class="problem" role="alert">${say(session, "not_bands")}</p>` : nothing}
    </fieldset>
  `;
}

function bandsFrom(session: Session, figure: Figure, typed: string): TemplateResult {
  const { path } = figure;
  return html`
    <fieldset class="field">
      <legend>${askWords(session, figure)}</legend>
      <div class="options">
        ${(["deductible", "zero"] as const).map((value) => html`
          <label class="option"><input type="radio" name=${path} value=${value} .checked=${typed === value}
            @change=${() => session.setFigure(path, value)}><span>${say(session, `bands_from_${value}`)}</span></label>`)}
      </div>
    </fieldset>
  `;
}

/** What the county's file says, with source and date. */
export function figureSources(session: Session): TemplateResult | typeof nothing {
  const sources = Object.entries(session.data.figures?.sources ?? {});
  if (sources.length === 0) return nothing;
  return html`
    <details class="sheet sources">
      <summary><h3>${say(session, "figure_sources")}</h3></summary>
      <ul>${sources.map(([path, { date, source }]) => html`<li>
        <b>${askWords(session, parseFigure(`figures.${path}`))}</b>
        <span class="soft">${source}${say(session, "comma")}${spokenDay(date, session.language)}</span>
      </li>`)}</ul>
    </details>
  `;
}
