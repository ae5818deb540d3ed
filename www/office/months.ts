// How many months pass first, as a policy writes it: `3 + years_missed - 2 * years_made_up`.

/** A part of the number of months: so many, or so many for each of what was counted. */
export interface Counted {
  less: boolean;
  number: string;
  fact: string;
}

/** The parts of `3 + years_missed - 2 * years_made_up`; null where it is written otherwise. */
export function monthsOf(written: string): Counted[] | null {
  const all: Counted[] = [];
  for (const [, sign = "", part = ""] of ` + ${written.trim()}`.matchAll(/ ([+-]) ([^+-]*?)(?= [+-] |$)/g)) {
    const [, number = "", fact = ""] = /^(?:(\d+)(?: \* |$))?([a-z]\w*)?$/.exec(part) ?? [];
    if (number !== "" || fact !== "") all.push({ less: sign === "-", number: number || "1", fact });
  }
  return monthsText(all) === written.trim() ? all : null;
}

export const monthsText = (all: Counted[]): string =>
  all.map(({ less, number, fact }, nth) => `${nth === 0 ? "" : less ? " - " : " + "}${fact === "" ? number : number === "1" ? fact : `${number} * ${fact}`}`).join("");
