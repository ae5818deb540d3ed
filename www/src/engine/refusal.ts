// What the engine refuses of a case, by the fields it was entered in.

/** Thrown by the engine: each problem says where. */
export interface Refusal {
  problems: { path: string }[];
}

/**
 * A fact, an amount of a bill or a figure, in the path of a problem; `admissions[0].days` as it is asked for. All bills,
 * where too much of them is open to be worked out.
 */
const FIELD = /^(?:members\[(\d+)\]\.)?(?:(?:facts|household)\.(\w+)|(admissions\[\d+\]\.(?:paid\.)?\w+|admissions$)|(figures(?:\.\w+)+))/;

export interface Refused<Input> {
  /** The case without what was refused. */
  rest: Input;
  /** The fields, as they are asked for. */
  fields: { ask: string; member: number | null }[];
}

/** The case without what was refused of it; null where the error is no refusal, or not one of single fields. */
export function withoutRefused<Input extends object>(input: Input, error: unknown): Refused<Input> | null {
  const found = isRefusal(error) ? error.problems.map(({ path }) => FIELD.exec(path)) : [];
  const rest = JSON.parse(JSON.stringify(input)) as Input;
  const fields: Refused<Input>["fields"] = [];
  for (const field of found) {
    if (!field) return null;
    const [place, member, fact, ofStay, figure] = field;
    remove(rest, place.split(/[.[\]]+/));
    fields.push({ ask: fact ?? ofStay ?? figure ?? "", member: member === undefined ? null : Number(member) });
  }
  return fields.length > 0 ? { rest, fields } : null;
}

const isRefusal = (error: unknown): error is Refusal => typeof error === "object" && error !== null && "problems" in error;

function remove(from: object, keys: string[]): void {
  let table = from as Record<string, unknown> | undefined;
  for (const key of keys.slice(0, -1)) table = table?.[key] as typeof table;
  if (table) delete table[keys[keys.length - 1] ?? ""];
}
