// What a row gives: its kind from a menu, its amount beside it; of a layer of the settlement several terms.

import { html, nothing, type TemplateResult } from "lit";
import { entriesOf, keyed, leavesOf, numbersOf, plainNumber, textOf, withLeaf } from "./contents.ts";
import { idOf, menu, type Desk } from "./fields.ts";
import { bare, begunPart, partForm, yuan as inYuan, type Part } from "./parts.ts";
import type { Content, Edit, Entries, Place } from "./studio-types.ts";
import { called, say, type WordId } from "./words.ts";

interface Kind {
  word: WordId;
  /** The keys to its value; none: the outcome is a word of its own. */
  path: string[];
  /** Its value where it has no amount. */
  fixed?: Content;
  yuan?: boolean;
  /** What it has in the place of an amount. */
  part?: Part;
  /** The kinds of provision that give it. */
  of: string;
}

const text = (text: string): Content => ({ text });

const KINDS: Kind[] = [
  { word: "gives_nothing", path: [], fixed: text("nothing"), of: "money service commitment duty" },
  { word: "gives_premium_aid_amount", path: ["premium_aid_amount"], yuan: true, of: "money" },
  { word: "gives_premium_aid", path: ["premium_aid"], of: "money" },
  { word: "gives_premium_aid_at_least", path: ["premium_aid", "at_least"], of: "money" },
  { word: "gives_premium_aid_not_stated", path: ["premium_aid"], fixed: text("not_stated"), of: "money" },
  { word: "gives_contribution", path: ["contribution"], yuan: true, of: "money" },
  { word: "gives_subsidy", path: ["subsidy"], yuan: true, of: "money" },
  { word: "gives_subsidy_not_stated", path: ["subsidy"], fixed: text("not_stated"), of: "money" },
  ...(["resident", "employee", "help"] as const).map((to): Kind => ({ word: `gives_enrolment_${to}`, path: ["enrolment"], fixed: text(to), of: "money service" })),
  { word: "gives_service", path: [], fixed: text("service"), of: "service" },
  { word: "gives_service_free", path: ["service"], fixed: text("free"), of: "service" },
  { word: "gives_service_pilot", path: ["service"], fixed: text("pilot"), of: "service" },
  { word: "gives_service_free_places", path: ["service", "free_places"], of: "service" },
  { word: "gives_share", path: ["share"], part: "share", of: "money service" },
  { word: "gives_wait", path: ["wait"], part: "wait", of: "money service" },
  { word: "gives_hint_out_of_scope_above", path: ["hint", "out_of_scope_above"], of: "commitment duty" },
];

const TERMS: Omit<Kind, "of">[] = [
  ...(["rate", "at_least", "rate_plus", "rate_less"] as const).map((term) => ({ word: `term_${term}` as const, path: [term] })),
  { word: "term_bands", path: ["bands"], part: "bands" },
  { word: "term_bands_from_zero", path: ["bands_from"], fixed: text("zero") },
  { word: "term_bands_from_deductible", path: ["bands_from"], fixed: text("deductible") },
  { word: "term_deductible", path: ["deductible"], yuan: true },
  { word: "term_deductible_less", path: ["deductible_less"] },
  { word: "term_no_deductible", path: ["no_deductible"], fixed: { flag: true } },
  { word: "term_first_self_paid", path: ["first_self_paid"] },
  { word: "term_most", path: ["most"], yuan: true },
  { word: "term_cap", path: ["cap"], yuan: true },
  { word: "term_cap_none", path: ["cap"], fixed: text("none") },
  { word: "term_after", path: ["after"], part: "after" },
];

const same = (one: Content | undefined, other: Content): boolean => JSON.stringify(one) === JSON.stringify(other);

/** A kind as one of a menu, with its words. */
interface Shown extends Kind {
  words: string;
  key: string;
}

function kindsFor({ forms, language }: Desk, provision: string): Shown[] {
  const own = KINDS.filter(({ of }) => of.split(" ").includes(provision));
  const shown = own.map((kind) => ({ ...kind, words: say(language, kind.word) }));
  const layers = provision === "money" ? (forms.shown?.layers ?? []) : [];
  const terms = layers.flatMap(([layer, label]) => [
    ...TERMS.map((term) => ({ ...term, of: "money", path: [layer, ...term.path], words: `${label[language]} · ${say(language, term.word)}` })),
    { word: "term_not_computed" as const, of: "money", path: [layer], fixed: text("not_computed"), words: `${label[language]} · ${say(language, "term_not_computed")}` },
  ]);
  return [...shown, ...terms].map((kind, nth) => ({ ...kind, key: String(nth) }));
}

/** The number of a cell as the policy's figures have it. */
const numberOf = (content: Content | undefined): string => plainNumber(textOf(content));

interface Row {
  /** The provision: its place, its kind, its rows' outcomes, its figures. */
  provision: Place;
  kind: string;
  all: (Content | undefined)[];
  figures: Entries;
  /** The row, the cell and its content. */
  label: string;
  place: Place;
  content: Content | undefined;
}

/** The edits that keep the provision's figures those that its rows give: a number that came in is looked for in the clause
 * as it stands, one that no row gives any more goes. */
function figures({ provision, figures, all, content }: Row, next: Content): Edit[] {
  const others = all.filter((one) => one !== content).flatMap(numbersOf);
  const now = numbersOf(next);
  // One that is not just its number was written by somebody, who knows why.
  const over = figures.filter(([word, own]) => {
    const number = numberOf(own);
    return word === textOf(own) && numbersOf(content).includes(number) && ![...others, ...now].includes(number);
  });
  const missing = now.filter((number) => number !== "0" && !figures.some(([, own]) => numberOf(own) === number));
  const place = `${provision}.figures`;
  return [
    ...over.map(([word]): Edit => ({ remove: { place: keyed(place, word) } })),
    ...[...new Set(missing)].map((number): Edit => ({ set: { place: keyed(place, number), content: text(number) } })),
  ];
}

export function gives(desk: Desk, row: Row): TemplateResult {
  const { forms, language } = desk;
  const { place, label, content } = row;
  const kinds = kindsFor(desk, row.kind);
  const set = (next: Content) => void forms.edit("policy", { set: { place, content: next } }, ...figures(row, next));
  const leaves = leavesOf(content, (path) => kinds.some((kind) => kind.part && kind.path.join(".") === path.join(".")));
  const isLayer = (path: string[]) => (forms.shown?.layers ?? []).some(([id]) => id === path[0]);
  const kindOf = (path: string[], value: Content) => {
    const at = kinds.filter((kind) => kind.path.join(".") === path.join("."));
    return at.find(({ fixed }) => fixed && same(value, fixed)) ?? at.find(({ fixed }) => !fixed);
  };
  const begun = ({ fixed, part, path }: Kind, entries: Entries = []): Content =>
    path.length === 0 ? (fixed ?? text("nothing")) : { table: withLeaf(entries, path, fixed ?? (part ? begunPart(desk, part) : text(""))) };
  const named = called(language, label, say(language, "key_gives"));
  const line = ({ path, content: value }: (typeof leaves)[number], nth: number) => {
    const kind = kindOf(path, value);
    if (!kind) return html`<p class="soft" data-text-only>${called(language, path.join("."), say(language, "text_only"))}</p>`;
    const { fixed, part, yuan } = kind;
    const others = leaves.filter((_, other) => other !== nth);
    const rest = others.reduce((entries: Entries, leaf) => withLeaf(entries, leaf.path, leaf.content), []);
    return html`
      <div class="gives">
        <select id=${nth === 0 ? idOf("policy", place) : nothing} aria-label=${named} data-gives-kind @change=${(event: Event) => {
          const chosen = kinds.find(({ key }) => key === (event.target as HTMLSelectElement).value);
          if (!chosen) return;
          const amount = chosen.fixed || fixed || chosen.part !== part ? undefined : value;
          const next = begun(chosen, isLayer(chosen.path) ? rest : []);
          set(amount && "table" in next ? { table: withLeaf(entriesOf(next), chosen.path, amount) } : next);
        }}>
          ${kinds.map((one) => html`<option value=${one.key} ?selected=${one === kind}>${one.words}</option>`)}
        </select>
        ${fixed || part
          ? nothing
          : html`<input type="text" inputmode="decimal" autocomplete="off" data-gives-amount aria-label=${called(language, named, say(language, "amount"))} .value=${textOf(value)} @change=${(event: Event) => {
              const { value: written } = event.target as HTMLInputElement;
              const amount = text(yuan ? inYuan(written) : bare(written));
              set(path.length === 0 ? amount : { table: withLeaf(entriesOf(content), path, amount) });
            }}>`}
        ${leaves.length > 1 ? html`<button type="button" class="small" aria-label=${say(language, "remove_named", { name: kind.words })} @click=${() => set({ table: rest })}>×</button>` : nothing}
        ${part ? partForm(desk, part, { label: called(language, label, kind.words), content: value, set: (next) => set({ table: withLeaf(entriesOf(content), path, next) }) }) : nothing}
      </div>`;
  };
  const more = leaves.some(({ path }) => isLayer(path)) ? kinds.filter((kind) => isLayer(kind.path) && !leaves.some(({ path }) => path.join(".") === kind.path.join("."))) : [];
  return html`
    ${leaves.map(line)}
    ${more.length > 0
      ? menu(desk, called(language, named, say(language, "add_term")), more.map(({ key, words }): [string, string] => [key, words]), (value) => {
          const chosen = more.find(({ key }) => key === value);
          if (chosen) set(begun(chosen, entriesOf(content)));
        }, "add-term")
      : nothing}`;
}
