// The case that shows a gap or an overlap, made a row of its provision or a case of the document.

import { at, textOf } from "./contents.ts";
import type { Desk } from "./fields.ts";
import { newName } from "./forms-state.ts";
import type { Content, Entries, Section } from "./studio-types.ts";
import type { Example, Known } from "./types.ts";
import { called, say } from "./words.ts";

/** A condition that the case meets: every test of it by menus. */
function conditionOf({ facts, readings = {}, admissions = [] }: Example): string {
  const known = [facts, ...admissions].flatMap((one) => Object.entries(one));
  const tests = known.flatMap(([id, value]) =>
    Array.isArray(value) ? value.map((one) => `${one} in ${id}`) : [typeof value === "boolean" ? (value ? id : `!${id}`) : `${id} == ${value}`],
  );
  const read = Object.entries(readings).map(([id, taken]) => (taken ? `reading.${id}` : `!reading.${id}`));
  return [...tests, ...read].join(" && ") || "otherwise";
}

/** The person of a case, in words; null where the case is of a reading too, which has no words of so few letters. */
export function personOf({ forms, language }: Desk, { facts, readings, admissions = [] }: Example): string | null {
  if (readings) return null;
  const separator = language === "zh" ? "，" : ", ";
  const told = ([id, value]: [string, Known[string]]): string => {
    const fact = forms.shown?.facts.find((own) => own.id === id);
    const words = (one: string | number) => fact?.values.find(([own]) => own === one)?.[1][language] ?? String(one);
    const said =
      typeof value === "boolean" ? say(language, value ? "yes" : "no")
      : !Array.isArray(value) ? words(value)
      : value.length > 0 ? value.map(words).join(language === "zh" ? "、" : ", ")
      : say(language, "none_of_them");
    return called(language, fact?.label[language] ?? id, said);
  };
  return [facts, ...admissions].flatMap((known) => Object.entries(known).map(told)).join(separator) || say(language, "anybody");
}

/** A row before the one for everybody else: for a case that no row covers, or one whose condition is chosen next. */
export async function addRow({ forms }: Desk, own: Section, example?: Example): Promise<void> {
  const last = own.rows.findIndex((row) => textOf(at(row, "when")) === "otherwise");
  const index = last < 0 ? own.rows.length : last;
  const id = newName("row_", own.rows.map(({ id }) => id));
  const when = example ? conditionOf(example) : "otherwise";
  const list = `${own.place}.rows`;
  forms.condition = `${list}[${index}].when`;
  await forms.edit("policy", { insert: { list, index, entries: [["id", { text: id }], ["when", { text: when }], ["gives", { text: "nothing" }]] } });
}

/** A case of cases.toml. What it should get is still to be said: that is nothing to guess. */
export async function addCase({ forms, language, studio }: Desk, title: string, { facts, readings, admissions }: Example): Promise<void> {
  const index = forms.cases?.cases.length ?? 0;
  const entries: Entries = [["name", { text: `${title} ${index + 1}` }], ["facts", { table: table(facts) }]];
  if (readings) entries.push(["readings", { table: table(readings) }]);
  if (admissions) entries.push(["admissions", { rows: admissions.map(table) }]);
  forms.open.add(`case[${index}]`);
  if (await forms.edit("cases", { insert: { list: "case", index, entries } })) studio.say({ word: "case_added", names: say(language, "part_cases") });
}

const table = (known: Known): Entries => Object.entries(known).map(([id, value]) => [id, content(value)]);

function content(value: Known[string]): Content {
  if (typeof value === "boolean") return { flag: value };
  if (typeof value === "number") return { toml: String(value) };
  if (typeof value === "string") return { text: value };
  return value.length > 0 ? { texts: value } : { toml: "[]" };
}
