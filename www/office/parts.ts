// What an outcome has that is more than one amount: bands, other terms from a bill on, a share of an amount, a time that
// passes first.

import { html, nothing, type TemplateResult } from "lit";
import { entriesOf, rowsOf, textOf } from "./contents.ts";
import type { Desk } from "./fields.ts";
import { monthsOf, monthsText, type Counted } from "./months.ts";
import type { Content, Entries } from "./studio-types.ts";
import { say } from "./words.ts";

export type Part = "bands" | "after" | "share" | "wait";

const text = (text: string): Content => ({ text });

/** Yuan as a file has them; what is no number is left as it is written. */
export const yuan = (written: string): string => {
  const plain = bare(written);
  return /^\d+$/.test(plain) ? `${plain}.00` : plain;
};

/** A number without what people write around it. */
export const bare = (written: string): string => written.trim().replace(/[,，%％元]/g, "");

/** The money facts that a share may be of. */
const moneyFacts = ({ forms, language }: Desk): [string, string][] =>
  (forms.shown?.facts ?? []).filter(({ kind, scope }) => kind === "money" && scope !== "admission").map(({ id, label }) => [id, label[language]]);

const numberFacts = ({ forms, language }: Desk): [string, string][] =>
  (forms.shown?.facts ?? []).filter(({ kind, scope }) => kind === "number" && scope !== "admission").map(({ id, label }) => [id, label[language]]);

const NO_BANDS: Content = { rows: [[["percent", text("")]]] };

/** What such a part begins with. */
export function begunPart(desk: Desk, part: Part): Content {
  switch (part) {
    case "bands":
      return NO_BANDS;
    case "after":
      return { table: [["reaches", text("")], ["sum", text("in_scope")], ["rate", text("")]] };
    case "share":
      return { table: [["on", text(moneyFacts(desk)[0]?.[0] ?? "")], ["bands", NO_BANDS]] };
    case "wait":
      return { table: [["months", text("")]] };
  }
}

interface Form {
  /** What the part is called, for labels. */
  label: string;
  content: Content;
  set: (content: Content) => void;
}

/** The fields of such a part. */
export function partForm(desk: Desk, part: Part, form: Form): TemplateResult {
  return html`<div class="part" role="group" aria-label=${form.label} data-part-form=${part}>${part === "bands" ? bands(desk, form) : part === "after" ? after(desk, form) : part === "share" ? share(desk, form) : wait(desk, form)}</div>`;
}

const input = (label: string, value: string, changed: (text: string) => void, name: string): TemplateResult => html`
  <label>${label} <input type="text" inputmode="decimal" autocomplete="off" data-part-field=${name} .value=${value}
    @change=${(event: Event) => changed((event.target as HTMLInputElement).value)}></label>`;

const select = (label: string, value: string, choices: [string, string][], changed: (value: string) => void, name: string): TemplateResult => html`
  <label>${label} <select data-part-field=${name} @change=${(event: Event) => changed((event.target as HTMLSelectElement).value)}>
    ${choices.map(([own, words]) => html`<option value=${own} ?selected=${own === value}>${words}</option>`)}
  </select></label>`;

/** The entries with one of them set; without it where it is empty. */
function withEntry(entries: Entries, key: string, content: Content | null): Entries {
  if (content === null) return entries.filter(([own]) => own !== key);
  return entries.some(([own]) => own === key) ? entries.map((entry): Entries[number] => (entry[0] === key ? [key, content] : entry)) : [...entries, [key, content]];
}

const entry = (entries: Entries, key: string): Content | undefined => new Map(entries).get(key);

/** Bands, the lowest first: from which amount on, and how many percent. The first begins at nothing. */
function bands({ language }: Desk, { content, set }: Form): TemplateResult {
  const all = rowsOf(content);
  const put = (nth: number, key: string, value: string) =>
    set({ rows: all.map((band, other) => (other === nth ? sorted(withEntry(band, key, value === "" ? null : text(value))) : band)) });
  return html`
    <ol>${all.map((band, nth) => html`
      <li>${nth === 0 && !entry(band, "from") ? nothing : input(say(language, "band_from"), textOf(entry(band, "from")), (value) => put(nth, "from", yuan(value)), `from-${nth}`)}
        ${input(say(language, "band_percent"), textOf(entry(band, "percent")), (value) => put(nth, "percent", bare(value)), `percent-${nth}`)}
        ${all.length > 1 ? html`<button type="button" class="small" aria-label=${say(language, "remove_named", { name: say(language, "band", { number: nth + 1 }) })} @click=${() => set({ rows: all.filter((_, other) => other !== nth) })}>×</button>` : nothing}</li>`)}
    </ol>
    <button type="button" class="small" data-action="add-band" @click=${() => set({ rows: [...all, [["from", text("")], ["percent", text("")]]] })}>${say(language, "add_band")}</button>`;
}

const sorted = (band: Entries): Entries => [...band].sort(([one], [other]) => (one < other ? -1 : 1));

/** The terms that may be others from a bill on. */
const LATER = ["rate", "deductible", "cap"] as const;

const LATER_WORDS = { rate: "after_rate", deductible: "after_deductible_then", cap: "after_cap" } as const;

/** From the bill on with which a sum reaches an amount, and what holds then. */
function after({ forms, language }: Desk, { content, set }: Form): TemplateResult {
  const own = entriesOf(content);
  const layers = (forms.shown?.layers ?? []).map(([id, words]): [string, string] => [id, words[language]]);
  const put = (key: string, value: string) => set({ table: withEntry(own, key, value === "" ? null : text(value)) });
  const reaches = textOf(entry(own, "reaches"));
  const marks = layers.map(([id, words]): [string, string] => [`${id}.deductible`, say(language, "after_deductible", { layer: words })]);
  const named = marks.some(([mark]) => mark === reaches);
  return html`
    ${select(say(language, "after_sum"), textOf(entry(own, "sum")), [["in_scope", say(language, "after_in_scope")], ...layers.map(([id, words]): [string, string] => [id, say(language, "after_layer", { layer: words })])], (value) => put("sum", value), "sum")}
    ${select(say(language, "after_reaches"), named ? reaches : "", [["", say(language, "after_amount")], ...marks], (value) => set({ table: withEntry(own, "reaches", text(value)) }), "mark")}
    ${named ? nothing : input(say(language, "after_yuan"), reaches, (value) => set({ table: withEntry(own, "reaches", text(yuan(value))) }), "reaches")}
    ${LATER.map((term) => input(say(language, LATER_WORDS[term]), textOf(entry(own, term)), (value) => put(term, term === "rate" ? bare(value) : yuan(value)), term))}`;
}

/** A percentage of an amount, band by band, at most so much. */
function share(desk: Desk, { label, content, set }: Form): TemplateResult {
  const { language } = desk;
  const own = entriesOf(content);
  const facts = moneyFacts(desk);
  return html`
    ${facts.length === 0
      ? html`<p class="soft">${say(language, "share_no_fact")}</p>`
      : select(say(language, "share_on"), textOf(entry(own, "on")), facts, (value) => set({ table: withEntry(own, "on", text(value)) }), "on")}
    ${bands(desk, { label, content: entry(own, "bands") ?? NO_BANDS, set: (bands) => set({ table: withEntry(own, "bands", bands) }) })}
    ${input(say(language, "share_cap"), textOf(entry(own, "cap")), (value) => set({ table: withEntry(own, "cap", value === "" ? null : text(yuan(value))) }), "cap")}`;
}

/** The months that pass first, worked out from numbers that are asked. */
function wait(desk: Desk, { content, set }: Form): TemplateResult {
  const { language } = desk;
  const own = entriesOf(content);
  const written = textOf(entry(own, "months"));
  const read = monthsOf(written);
  const facts: [string, string][] = [["", say(language, "wait_months")], ...numberFacts(desk).map(([id, words]): [string, string] => [id, say(language, "wait_each", { fact: words })])];
  const put = (all: Counted[]) => set({ table: withEntry(own, "months", text(monthsText(all))) });
  const parts = read && (read.length === 0 ? [{ less: false, number: "", fact: "" }] : read);
  const change = (nth: number, part: Partial<Counted>) => parts && put(parts.map((one, other) => (other === nth ? { ...one, ...part } : one)));
  return html`
    ${parts
      ? html`<ol>${parts.map(({ less, number, fact }, nth) => html`
          <li>${nth === 0 ? nothing : select(say(language, "wait_sign"), less ? "-" : "+", [["+", say(language, "wait_plus")], ["-", say(language, "wait_less")]], (sign) => change(nth, { less: sign === "-" }), `sign-${nth}`)}
            ${input(say(language, "wait_number"), number, (value) => change(nth, { number: bare(value) }), `number-${nth}`)}
            ${select(say(language, "wait_of"), fact, facts, (fact) => change(nth, { fact }), `of-${nth}`)}
            ${parts.length > 1 ? html`<button type="button" class="small" aria-label=${say(language, "remove_named", { name: say(language, "wait_part", { number: nth + 1 }) })} @click=${() => put(parts.filter((_, other) => other !== nth))}>×</button>` : nothing}</li>`)}
        </ol>
        <button type="button" class="small" data-action="add-months" @click=${() => put([...parts, { less: false, number: "1", fact: facts[1]?.[0] ?? "" }])}>${say(language, "wait_add")}</button>`
      : html`<label>${say(language, "as_text")} <input type="text" autocomplete="off" .value=${written} @change=${(event: Event) => set({ table: withEntry(own, "months", text((event.target as HTMLInputElement).value.trim())) })}></label>`}
    ${input(say(language, "wait_at_least"), textOf(entry(own, "at_least")), (value) => set({ table: withEntry(own, "at_least", value === "" ? null : text(bare(value))) }), "at_least")}`;
}
