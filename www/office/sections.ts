// The forms of what a document has besides provisions: its head, readings, questions of its own, figures, offices.

import { html, type TemplateResult } from "lit";
import { conditionField } from "./condition.ts";
import { at, both, entriesOf, keyed, textOf, textsOf, wordsOf } from "./contents.ts";
import { bothField, choiceField, choices, folded, listField, menu, nameField, textField, type Desk } from "./fields.ts";
import type { One } from "./files.ts";
import { newName } from "./forms-state.ts";
import { titleOf } from "./provision.ts";
import type { Content, Entries, Place, Section } from "./studio-types.ts";
import { say, type Language, type WordId } from "./words.ts";

type Kind = "text" | "both" | "long" | "clauses" | "date" | "condition" | { beginning: string; values: string[] };

interface Spec {
  key: string;
  word: WordId;
  kind: Kind;
  optional?: boolean;
}

const DOCUMENT: Spec[] = [
  { key: "id", word: "key_id", kind: "text" },
  { key: "instrument", word: "key_instrument", kind: "text" },
  { key: "issued", word: "key_issued", kind: "date" },
  { key: "in_force.from", word: "key_from", kind: "date" },
  { key: "in_force.until", word: "key_until", kind: "date", optional: true },
  { key: "place", word: "key_place", kind: "both" },
  { key: "title", word: "key_title", kind: "both" },
  { key: "note", word: "key_note", kind: "both", optional: true },
  { key: "premium.when", word: "key_premium_when", kind: "condition", optional: true },
  { key: "settlement.when", word: "key_settlement_when", kind: "condition", optional: true },
];

const READING: Spec[] = [
  { key: "kind", word: "key_kind", kind: { beginning: "kind", values: ["switch", "note"] } },
  { key: "at", word: "key_at", kind: "clauses" },
  { key: "question", word: "key_question", kind: "long" },
  { key: "taken", word: "key_taken", kind: "long" },
  { key: "other", word: "key_other", kind: "long" },
];

const FACT: Spec[] = [
  { key: "scope", word: "key_scope", kind: { beginning: "scope", values: ["person", "household", "admission"] } },
  { key: "kind", word: "key_kind", kind: { beginning: "kind", values: ["flag", "choice", "set", "number", "money"] } },
  { key: "label", word: "key_label", kind: "both" },
  { key: "question", word: "key_question", kind: "long" },
  { key: "help", word: "key_help", kind: "long", optional: true },
];

const DECLARED: Spec[] = [{ key: "label", word: "key_label", kind: "both" }];

const FIGURE: Spec[] = [
  { key: "value", word: "key_value", kind: "text" },
  { key: "source", word: "key_source", kind: "text" },
  { key: "date", word: "key_date", kind: "date" },
];

const OFFICE: Spec[] = [
  ...(["name", "address", "hours", "bring"] as const).map((key): Spec => ({ key, word: `key_${key}`, kind: "both", optional: true })),
  { key: "phone", word: "key_phone", kind: "text", optional: true },
];

function field(desk: Desk, file: One, section: Section, { key, word, kind, optional = false }: Spec): TemplateResult {
  const own = { file, place: `${section.place}.${key}`, label: say(desk.language, word), content: at(section, key), optional };
  if (typeof kind === "object") return choiceField(desk, own, choices(desk.language, kind.beginning, kind.values));
  switch (kind) {
    case "text":
      return textField(desk, own);
    case "date":
      return textField(desk, own, { type: "date", read: (toml): Content => ({ toml }) });
    case "clauses":
      return listField(desk, own);
    case "condition":
      return conditionField(desk, { ...own, text: textOf(own.content) });
    default:
      return bothField(desk, own, kind === "long");
  }
}

const form = (desk: Desk, file: One, section: Section, specs: Spec[], more?: TemplateResult): TemplateResult =>
  html`<div class="form">${specs.map((spec) => field(desk, file, section, spec))}${more ?? ""}</div>`;

const adding = (action: string, words: string, add: () => void): TemplateResult =>
  html`<p class="row"><button type="button" data-action=${action} @click=${add}>${words}</button></p>`;

export const documentForm = (desk: Desk, section: Section): TemplateResult => form(desk, "policy", section, DOCUMENT);

export function readings(desk: Desk, all: Section[]): TemplateResult {
  const { forms, language } = desk;
  const provisions = (forms.shown?.policy.provisions ?? []).map((own): [string, string] => [own.id, titleOf(desk, own)]);
  const one = (own: Section) => {
    const title = wordsOf(at(own, "question"), language) || say(language, "unnamed");
    const place = `${own.place}.for`;
    const shown = textsOf(at(own, "for"));
    const note = textOf(at(own, "kind")) === "note";
    const toggle = (id: string, on: boolean) => {
      const texts = on ? [...shown, id] : shown.filter((other) => other !== id);
      void (texts.length > 0 ? forms.set("policy", place, { texts }) : forms.remove("policy", place));
    };
    const which = html`
      <fieldset class="field" data-cell=${place}><legend>${say(language, "key_for")}</legend>
        ${provisions.map(([id, words]) => html`<label class="check"><input type="checkbox" .checked=${shown.includes(id)} @change=${(event: Event) => toggle(id, (event.target as HTMLInputElement).checked)}> ${words}</label>`)}
      </fieldset>`;
    return folded(desk, "policy", own.place, title, () => form(desk, "policy", own, READING, html`${note ? which : ""}${nameField(desk, own.place, own.id)}`));
  };
  return html`
    ${all.map(one)}
    ${adding("add-reading", say(language, "add_reading"), () => {
      const id = newName("reading_", all.map(({ id }) => id));
      void forms.add("policy", `reading.${id}`, [["kind", { text: "note" }], ["at", { text: "" }], ...["question", "taken", "other"].map((key): [string, Content] => [key, both("", "")])]);
    })}`;
}

export function facts(desk: Desk, all: Section[]): TemplateResult {
  const { forms, language } = desk;
  const one = (own: Section) => {
    const kind = textOf(at(own, "kind"));
    const more = () => html`${kind === "choice" || kind === "set" ? values(desk, own) : ""}${nameField(desk, own.place, own.id)}`;
    return folded(desk, "policy", own.place, wordsOf(at(own, "label"), language) || own.id, () => form(desk, "policy", own, FACT, more()));
  };
  return html`
    ${all.map(one)}
    ${adding("add-fact", say(language, "add_fact"), () => {
      const id = newName("own_", (forms.shown?.facts ?? []).map(({ id }) => id));
      void forms.add("policy", `fact.${id}`, [["scope", { text: "person" }], ["kind", { text: "flag" }], ["label", both("", "")], ["question", both("", "")]]);
    })}`;
}

/** Groups of people with a name, and whom each means. */
export function conditions(desk: Desk, { cells }: Section): TemplateResult {
  const { forms, language } = desk;
  return html`
    <h3>${say(language, "scope_conditions")}</h3>
    ${cells.map((cell) => html`
      <div class="row named" data-section=${cell.place}>
        ${conditionField(desk, { file: "policy", place: cell.place, label: cell.key, text: textOf(cell.content) })}
        ${nameField(desk, cell.place, cell.key)}
        <button type="button" class="small" data-action="remove" aria-label=${say(language, "remove_named", { name: cell.key })} @click=${() => void forms.remove("policy", cell.place)}>${say(language, "remove")}</button>
      </div>`)}
    ${adding("add-condition", say(language, "add_condition"), () => {
      const place = keyed("condition", newName("group_", cells.map(({ key }) => key)));
      forms.condition = place;
      void forms.set("policy", place, { text: forms.shown?.facts.find(({ kind }) => kind === "flag")?.id ?? "" });
    })}`;
}

function values(desk: Desk, own: Section): TemplateResult {
  const { forms, language } = desk;
  const all = entriesOf(at(own, "values"));
  return html`
    <div class="field" role="group" aria-label=${say(language, "key_values")}>
      ${all.map(([id, words]) => html`
        <div class="row">${bothField(desk, { file: "policy", place: `${own.place}.values.${id}`, label: say(language, "value"), content: words })}
          <button type="button" class="small" aria-label=${say(language, "remove_named", { name: wordsOf(words, language) || id })} @click=${() => void forms.remove("policy", `${own.place}.values.${id}`)}>×</button></div>`)}
      ${adding("add-value", say(language, "add_value"), () => {
        const id = newName("value_", all.map(([id]) => id));
        void forms.edit("policy", { set: { place: `${own.place}.values.${id}`, content: both("", "") } });
      })}
    </div>`;
}

/** The figures a county may have: their places, with what they are called. */
function figureMenu({ forms, language }: Desk): [Place, string][] {
  const shown = forms.shown;
  if (!shown) return [];
  const { policy, facts, layers } = shown;
  const valuesOf = (fact: string): [string, string][] => (facts.find(({ id }) => id === fact)?.values ?? []).map(([id, words]) => [id, words[language]]);
  // Left out, they differ by tier and hospital level; a policy may name other facts, or none.
  const keysOf = (section: Section, left: string[]) => {
    const own = at(section, "key");
    return own === undefined ? left : textsOf(own);
  };
  const under = (place: Place, keys: string[], words: (value: string) => string): [Place, string][] =>
    keys
      .reduce((all: [Place, string][], key) => all.flatMap(([place, named]) => valuesOf(key).map(([id, value]): [Place, string] => [`${place}.${id}`, named === "" ? value : `${named}，${value}`])), [[place, ""]])
      .map(([place, named]) => [place, words(named || say(language, "figure_all"))]);
  const contribution = keysOf(policy.premium, ["tier"]);
  const settled = at(policy.settlement, "key") === undefined ? undefined : textsOf(at(policy.settlement, "key"));
  const deductible = settled ?? ["hospital_level"];
  const rate = settled ?? ["tier", "hospital_level"];
  const cap = settled ?? ["tier"];
  const rest = layers.filter(([id]) => id !== "basic").flatMap(([id, label]): [Place, string][] => {
    const layer = label[language];
    const all = say(language, "figure_all");
    return (["deductible", "cap"] as const).map((figure) => [`${id}.${figure}`, say(language, `figure_${figure}`, { layer, value: all })]);
  });
  const basic = layers.find(([id]) => id === "basic")?.[1][language];
  return [
    ...policy.figures.map((own): [Place, string] => [own.id, labelOf(own, language)]),
    ...under("contribution", contribution, (value) => say(language, "figure_contribution", { value })),
    ...(basic === undefined
      ? []
      : [
          ...under("basic.deductible", deductible, (value) => say(language, "figure_deductible", { layer: basic, value })),
          ...under("basic.rate", rate, (value) => say(language, "figure_rate", { layer: basic, value })),
          ...under("basic.cap", cap, (value) => say(language, "figure_cap", { layer: basic, value })),
        ]),
    ...rest,
  ];
}

export function figures(desk: Desk, all: Section[]): TemplateResult {
  const { forms, language } = desk;
  const declared = forms.shown?.policy.figures ?? [];
  const offered = figureMenu(desk);
  const named = (place: Place) => offered.find(([own]) => own === place)?.[1] ?? place;
  const missing = offered.filter(([place]) => !all.some((own) => own.place === place));
  return html`
    <h3>${say(language, "declared_figures")}</h3>
    ${declared.map((own) => folded(desk, "policy", own.place, labelOf(own, language), () => form(desk, "policy", own, DECLARED, nameField(desk, own.place, own.id))))}
    ${adding("add-declared", say(language, "add_declared"), () => {
      const id = newName("figure_", declared.map(({ id }) => id));
      void forms.add("policy", `figure.${id}`, [["label", both("", "")]]);
    })}
    <h3>${say(language, "part_figures")}</h3>
    ${all.map((own) => folded(desk, "figures", own.place, named(own.place), () => form(desk, "figures", own, FIGURE)))}
    <p class="row">${menu(desk, say(language, "add_figure"), missing, (place) => {
      const entries: Entries = [["value", { text: "" }], ["source", { text: "" }], ["date", { toml: textOf(at(forms.shown?.policy.policy ?? EMPTY, "issued")) || "2026-01-01" }]];
      forms.toggle(place, true);
      void forms.set("figures", place, { table: entries });
    }, "add-figure")}</p>`;
}

const labelOf = (own: Section, language: Language): string => wordsOf(at(own, "label"), language) || say(language, "unnamed");

const EMPTY: Section = { id: "", place: "", cells: [], rows: [] };

export function offices(desk: Desk, all: Section[]): TemplateResult {
  const { forms, language } = desk;
  const known = forms.shown?.offices ?? [];
  const named = (own: Section) => known.find(([id]) => id === own.id)?.[1][language] ?? say(language, "figure_all");
  const missing = known.filter(([id]) => !all.some((own) => own.place === `office.${id}`)).map(([id, words]): [string, string] => [`office.${id}`, words[language]]);
  return html`
    ${all.filter(({ cells }) => cells.length > 0).map((own) => folded(desk, "figures", own.place, named(own), () => form(desk, "figures", own, OFFICE)))}
    <p class="row">${menu(desk, say(language, "add_office"), missing, (place) => void forms.add("figures", place, [["name", both("", "")]]), "add-office")}</p>`;
}
