// Figures a person types in because the document does not state them: by path, as in the answer's asks.

import { parseFigure, type Figure, type FigureTerm } from "../engine/ask.ts";
import type { FactDescription, Figures } from "../engine/types.ts";
import { fen, plainDigits, typedAmount, typedNumber } from "./money.ts";

/** `figures.basic.cap.tier_1` to what was typed; bands as "0 60" a line. */
export type TypedFigures = Map<string, string>;

/** A percentage as typed: "62", "62%", "62.5". */
export function typedPercent(typed: string): string | null {
  const plain = typedNumber(plainDigits(typed).replace(/[%％]\s*$/, "").trim());
  return plain !== null && fen(plain) <= fen("100") ? plain : null;
}

type Bands = { from: string; percent: string }[];

/** Bands, one a line: its start in yuan and its percentage. Null when a line is wrong or they do not rise. */
export function typedBands(typed: string): Bands | null {
  const bands: Bands = [];
  for (const line of typed.split("\n")) {
    if (line.trim() === "") continue;
    const [first = "", second = ""] = line.split("|");
    const from = typedAmount(first || "0");
    const percent = typedPercent(second);
    const last = bands[bands.length - 1];
    if (from === null || percent === null || (last && fen(from) <= fen(last.from))) return null;
    bands.push({ from, percent });
  }
  return bands.length > 0 ? bands : null;
}

/** The value of what was typed; null where it is none. */
export function valueOf({ term }: Figure, typed: string): string | Bands | null {
  switch (term) {
    case "bands": return typedBands(typed);
    case "bands_from": return typed === "zero" || typed === "deductible" ? typed : null;
    case "rate": return typedPercent(typed);
    case "cap": return typed === "none" ? typed : typedAmount(typed);
    default: return typedAmount(typed);
  }
}

export function isWrong(figure: Figure, typed: string): boolean {
  return typed.replace(/[|\s]/g, "") !== "" && valueOf(figure, typed) === null;
}

/** The figures typed so far; what is not right yet is left out. */
export function figuresOf(typed: TypedFigures): Figures {
  const figures: Record<string, unknown> = {};
  for (const [path, text] of typed) {
    const value = valueOf(parseFigure(path), text);
    if (value === null) continue;
    const keys = path.split(".").slice(1);
    const last = keys.pop() ?? "";
    let table = figures;
    // A path may come from a code: what a table inherits is none of its keys.
    for (const key of keys) table = (Object.keys(table).includes(key) ? table[key] : (table[key] = {})) as Record<string, unknown>;
    table[last] = value;
  }
  return figures as Figures;
}

/** The terms of a layer as a sheet goes through them. */
const TERMS: FigureTerm[] = ["contribution", "declared", "deductible", "rate", "bands", "bands_from", "cap"];

/** In the order of a settlement sheet: the contribution, then layer by layer what it takes off and what it pays; what
 * limits a whole year comes last. It hangs on the figures alone, so that a field stays where it is while it is typed into. */
export function inSheetOrder(figures: Figure[], layers: string[], facts: readonly FactDescription[]): Figure[] {
  const nth = (value: string) => facts.find(({ values }) => values.includes(value))?.values.indexOf(value) ?? -1;
  const place = ({ layer, term, keys }: Figure) => [term === "cap" ? 1 : 0, layers.indexOf(layer), TERMS.indexOf(term), ...keys.map(([, value]) => nth(value))];
  return figures
    .map((figure) => ({ figure, at: place(figure) }))
    .sort((one, other) => {
      const differs = one.at.findIndex((number, index) => number !== other.at[index]);
      return (one.at[differs] ?? 0) - (other.at[differs] ?? 0);
    })
    .map(({ figure }) => figure);
}
