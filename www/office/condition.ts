// A condition in plain words, and open as menus: lines, each of one or several tests. What menus cannot say is written
// as text.

import { html, nothing, type TemplateResult } from "lit";
import { at, both, textOf, wordsOf } from "./contents.ts";
import { findingsIn, idOf, lints, menu, picker, type Desk } from "./fields.ts";
import type { One } from "./files.ts";
import { newName } from "./forms-state.ts";
import type { Fact, Is, Menu, Place, Test } from "./studio-types.ts";
import { called, say, type WordId } from "./words.ts";

const OTHERWISE = "otherwise";

/** What a menu offers to make a fact of its own. */
const NEW = "+";

const WAYS: Record<string, Is[]> = {
  flag: ["yes", "no"],
  choice: ["equal", "unequal", "one_of"],
  set: ["has", "has_not"],
  number: ["at_least", "more", "at_most", "less", "equal"],
  money: ["at_least", "more", "at_most", "less"],
};

/** What can be tested besides facts: readings that can be switched, named groups. */
function others({ forms }: Desk): { name: string; words: string; readings: boolean }[] {
  const { language } = forms;
  const policy = forms.shown?.policy;
  const readings = (policy?.readings ?? []).filter((own) => textOf(at(own, "kind")) !== "note");
  const named = (policy?.conditions.cells ?? []).map(({ key, content }) => ({ name: key, words: forms.shown?.conditions[textOf(content)]?.words?.[language] ?? key, readings: false }));
  return [...readings.map((own) => ({ name: `reading.${own.id}`, words: wordsOf(at(own, "taken"), language), readings: true })), ...named];
}

/** Every fact, reading and named group, for a menu. */
function offered(desk: Desk): TemplateResult {
  const { language, forms } = desk;
  const facts = forms.shown?.facts ?? [];
  const group = (words: WordId, all: { value: string; words: string }[]) =>
    all.length === 0 ? nothing : html`<optgroup label=${say(language, words)}>${all.map(({ value, words }) => html`<option value=${value}>${words}</option>`)}</optgroup>`;
  const of = (wanted: (fact: Fact) => boolean) => facts.filter(wanted).map(({ id, label }) => ({ value: id, words: label[language] }));
  const besides = others(desk);
  const rest = (wanted: boolean) => besides.filter((one) => one.readings === wanted).map(({ name, words }) => ({ value: name, words }));
  return html`
    ${group("part_facts", of(({ own }) => own))}
    ${(["person", "household", "admission"] as const).map((scope) => group(`scope_${scope}`, of((fact) => !fact.own && fact.scope === scope)))}
    ${group("scope_readings", rest(true))}${group("scope_conditions", rest(false))}`;
}

const factOf = ({ forms }: Desk, name: string): Fact | undefined => forms.shown?.facts.find(({ id }) => id === name);

/** A test to begin with: true, the first value, at least nothing. */
function begun(desk: Desk, name: string): Test {
  const fact = factOf(desk, name);
  const [is = "yes"] = WAYS[fact?.kind ?? "flag"] ?? [];
  const first = fact?.values[0]?.[0] ?? "0";
  return { name, is, values: fact === undefined || fact.kind === "flag" ? [] : [first] };
}

/** A menu of what can be tested; chosen, `then` is given its test, also that of a fact made on the spot. */
export function testMenu(desk: Desk, label: string, place: Place, then: (test: Test) => void): TemplateResult {
  const { forms, language } = desk;
  const making = `${place}${NEW}`;
  const options = html`<option value=${NEW}>${say(language, "new_fact")}</option>${offered(desk)}`;
  return html`
    ${picker(desk, label, options, (value) => (value === NEW ? forms.toggle(making, true) : then(begun(desk, value))), "add-test")}
    ${forms.open.has(making) ? newFact(desk, "", (id) => {
      forms.toggle(making, false);
      then({ name: id, is: "yes", values: [] });
    }) : nothing}`;
}

/** A question of the policy's own: whether somebody is what `name` says. `then` is given its id. */
export function newFact(desk: Desk, name: string, then: (id: string) => void): TemplateResult {
  const { forms, language } = desk;
  const add = async (event: Event) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const [zh = "", en = "", asked = "", askedEn = ""] = [...form.querySelectorAll("input")].map(({ value }) => value.trim());
    const id = newName("own_", (forms.shown?.facts ?? []).map(({ id }) => id));
    const question = both(asked || say("zh", "ask_recognised", { name: zh }), askedEn || (en && say("en", "ask_recognised", { name: en })));
    const made = await forms.edit("policy", {
      add: { place: `fact.${id}`, after: null, entries: [["scope", { text: "person" }], ["kind", { text: "flag" }], ["label", both(zh, en)], ["question", question]] },
    });
    if (made) then(id);
  };
  const field = (word: WordId, value: string, required: boolean, lang: string) =>
    html`<label>${say(language, word)} <input type="text" autocomplete="off" lang=${lang} .value=${value} ?required=${required}></label>`;
  return html`
    <form class="new-fact" data-new-fact @submit=${add}>
      ${field("fact_name", name, true, "zh")}${field("fact_name_en", "", false, "en")}
      ${field("fact_question", "", false, "zh")}${field("fact_question_en", "", false, "en")}
      <button type="submit" class="small">${say(language, "add")}</button>
    </form>`;
}

/** A test, its menus side by side. */
function test(desk: Desk, own: Test, label: string, change: (test: Test | null) => void): TemplateResult {
  const { language } = desk;
  const fact = factOf(desk, own.name);
  const words = fact?.label[language] ?? others(desk).find(({ name }) => name === own.name)?.words ?? own.name;
  const ways = fact ? (WAYS[fact.kind] ?? []) : WAYS.flag ?? [];
  const shown = ways.includes(own.is) ? ways : [...ways, own.is];
  const numeric = fact?.kind === "number" || fact?.kind === "money";
  const named = called(language, label, words);
  const several = own.is === "one_of";
  const values = (event: Event) => [...(event.target as HTMLSelectElement).selectedOptions].map(({ value }) => value);
  return html`
    <span class="test" data-test=${own.name}>
      <b>${words}</b>
      <select aria-label=${called(language, named, say(language, "how"))} @change=${(event: Event) => {
        const is = (event.target as HTMLSelectElement).value as Is;
        change({ ...own, is, values: is === "one_of" ? own.values : own.values.slice(0, 1) });
      }}>${shown.map((is) => html`<option value=${is} ?selected=${is === own.is}>${say(language, `is_${is}`)}</option>`)}</select>
      ${own.values.length === 0
        ? nothing
        : numeric || !fact
          ? html`<input type="text" inputmode="numeric" autocomplete="off" aria-label=${called(language, named, say(language, "value"))} .value=${own.values.join("、")}
              @change=${(event: Event) => change({ ...own, values: [(event.target as HTMLInputElement).value.trim()] })}>`
          : html`<select ?multiple=${several} aria-label=${called(language, named, say(language, "value"))} @change=${(event: Event) => change({ ...own, values: values(event) })}>
              ${fact.values.map(([id, words]) => html`<option value=${id} ?selected=${own.values.includes(id)}>${words[language]}</option>`)}
            </select>`}
      <button type="button" class="small" aria-label=${say(language, "remove_named", { name: words })} @click=${() => change(null)}>×</button>
    </span>`;
}

interface Cell {
  file: One;
  place: Place;
  label: string;
  text: string;
  optional?: boolean;
}

/** The condition in words, with a button that opens its menus. */
export function conditionWords(desk: Desk, { file, place, label, text }: Cell): TemplateResult {
  const { forms, language } = desk;
  const open = forms.condition === place;
  const words = text === "" ? say(language, "none") : (forms.shown?.conditions[text]?.words?.[language] ?? text);
  return html`
    <div data-cell=${place}>
      <button type="button" id=${idOf(file, place)} class="words" aria-expanded=${open} aria-label=${called(language, label, words)} @click=${() => {
        forms.condition = open ? null : place;
        desk.studio.changed();
      }}>${words}</button>
      ${lints(desk, file, place, findingsIn(desk, file, place))}
    </div>`;
}

/** The menus of a condition. */
export function conditionMenus(desk: Desk, cell: Cell): TemplateResult {
  const { forms, language } = desk;
  const { file, place, label, text, optional } = cell;
  const parsed = forms.shown?.conditions[text]?.menu ?? null;
  const isOther = text === OTHERWISE;
  const empty: Menu = { all: true, groups: [] };
  const own: Menu | null = isOther || text === "" ? empty : parsed;
  const put = (menu: Menu) => {
    const groups = menu.groups.filter((group) => group.length > 0);
    if (groups.length > 0) void forms.choose(file, place, { ...menu, groups });
    else if (optional) void forms.remove(file, place);
  };
  const withGroup = (menu: Menu, nth: number, group: Test[]): Menu => ({ ...menu, groups: [...menu.groups.slice(0, nth), group, ...menu.groups.slice(nth + 1)] });
  return html`
    <div class="menus" role="group" aria-label=${label} data-condition=${place}>
      ${optional || !place.includes(".rows[")
        ? nothing
        : html`<label class="check"><input type="checkbox" .checked=${isOther} ?disabled=${isOther} @change=${() => void forms.set(file, place, { text: OTHERWISE })}> ${say(language, "otherwise")}</label>`}
      ${own === null
        ? html`<p class="soft" data-text-only>${say(language, "text_only")}</p>`
        : html`
          ${own.groups.length > 1
            ? html`<select aria-label=${say(language, "groups")} @change=${(event: Event) => put({ ...own, all: (event.target as HTMLSelectElement).value === "all" })}>
                <option value="all" ?selected=${own.all}>${say(language, "each_group")}</option>
                <option value="some" ?selected=${!own.all}>${say(language, "some_group")}</option>
              </select>`
            : nothing}
          <ol class="groups">
            ${own.groups.map((group, nth) => html`
              <li>
                ${group.map((one, index) => html`
                  ${index > 0 ? html`<i>${say(language, own.all ? "or" : "and")}</i>` : nothing}
                  ${test(desk, one, label, (changed) => put(withGroup(own, nth, changed ? group.map((other) => (other === one ? changed : other)) : group.filter((other) => other !== one))))}`)}
                ${testMenu(desk, say(language, "add_test"), `${place}/${nth}`, (more) => put(withGroup(own, nth, [...group, more])))}
              </li>`)}
            <li>${testMenu(desk, say(language, "add_group"), place, (more) => put({ ...own, groups: [...own.groups, [more]] }))}</li>
          </ol>`}
      <label>${say(language, "as_text")} <input type="text" autocomplete="off" spellcheck="false" .value=${text} @change=${(event: Event) => {
        const written = (event.target as HTMLInputElement).value.trim();
        void (written === "" && optional ? forms.remove(file, place) : forms.set(file, place, { text: written }));
      }}></label>
    </div>`;
}

/** A condition of a form: its words, and under them its menus once opened. */
export const conditionField = (desk: Desk, cell: Cell): TemplateResult => html`
  <div class="field">
    <span class="label" aria-hidden="true">${cell.label}</span>
    ${conditionWords(desk, cell)}
    ${desk.forms.condition === cell.place ? conditionMenus(desk, cell) : nothing}
  </div>`;

/** A menu of who somebody is: flags, and the values of choices and sets. `chosen` is given the condition. */
export function personMenu(desk: Desk, label: string, chosen: (condition: string) => void): TemplateResult {
  const { language, forms } = desk;
  const all = (forms.shown?.facts ?? []).filter(({ scope }) => scope !== "admission").flatMap(({ id, kind, label, values }): [string, string][] => {
    if (kind === "flag") return [[id, label[language]]];
    const condition = (value: string) => (kind === "set" ? `${value} in ${id}` : `${id} == ${value}`);
    return kind === "number" || kind === "money" ? [] : values.map(([value, words]) => [condition(value), called(language, label[language], words[language])]);
  });
  return menu(desk, label, all, chosen, "name-person");
}
