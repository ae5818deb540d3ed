// What an answer asks for, names as the place of a step's number, or would change: one grammar of paths
// (docs/contract.md, An answer), parsed here and nowhere else.

export type Ask = { member?: number } & (
  | { kind: "fact"; fact: string; stay?: number }
  /** An amount that stands on the bill of a stay. */
  | { kind: "bill"; amount: "in_scope" | "out_of_scope"; stay: number }
  /** What a layer paid, as the settlement sheet of a stay says. */
  | { kind: "paid"; layer: string; stay: number }
  | Figure
);

/** A figure that the county or the bill states: of which layer, which of its terms, for which values of which facts. */
export interface Figure {
  kind: "figure";
  path: string;
  /** Its place in a figures file: the path without `figures`. */
  inFile: string;
  layer: string;
  term: FigureTerm;
  keys: [fact: string, value: string][];
}

export type FigureTerm = "contribution" | "declared" | "deductible" | "rate" | "cap" | "bands" | "bands_from";

/** Where a number of a step comes from. */
export type Source = Ask | { kind: "provision"; provision: string };

/** The fact that says which contribution tier a person is in. */
export const TIER = "tier";

/** The facts whose values key the figures of a term, as far as it is keyed at all. */
const KEYS: Partial<Record<FigureTerm, string[]>> = {
  contribution: [TIER],
  deductible: ["hospital_level"],
  rate: [TIER, "hospital_level"],
  cap: [TIER],
};

/** Parses `tier`, `admissions[0].hospital_level`, `figures.contribution.tier_1`, `members[1].tier`. */
export function parseAsk(path: string): Ask {
  const [, list, index, rest = ""] = /^(members|admissions)\[(\d+)\]\.(.+)$/.exec(path) ?? [];
  if (list === "members") return { ...parseAsk(rest), member: Number(index) };
  if (list === "admissions") {
    const stay = Number(index);
    if (rest.startsWith("paid.")) return { kind: "paid", layer: rest.slice("paid.".length), stay };
    return rest === "in_scope" || rest === "out_of_scope" ? { kind: "bill", amount: rest, stay } : { kind: "fact", fact: rest, stay };
  }
  return path.startsWith("figures.") ? parseFigure(path) : { kind: "fact", fact: path };
}

export function parseFigure(path: string): Figure {
  const parts = path.split(".").slice(1);
  const inFile = parts.join(".");
  if (parts.length === 1 && inFile !== "contribution") return { kind: "figure", path, inFile, layer: "", term: "declared", keys: [] };
  const layer = parts[0] === "contribution" ? "premium" : (parts.shift() ?? "");
  const [term, ...values] = parts as [FigureTerm, ...string[]];
  return { kind: "figure", path, inFile, layer, term, keys: values.map((value, at) => [KEYS[term]?.[at] ?? "", value]) };
}

/** A step's source: a bare name is a provision's. */
export function parseSource(path: string): Source {
  const ask = parseAsk(path);
  return ask.kind === "fact" && ask.stay === undefined ? { kind: "provision", provision: path } : ask;
}

export const isFigure = (ask: Ask): ask is Figure & { member?: number } => ask.kind === "figure";

/** The figures among what parts of answers ask for, each once. */
export function figuresAsked(parts: ({ asks: string[] } | null | undefined)[]): Figure[] {
  const paths = new Set(parts.flatMap((part) => part?.asks ?? []));
  return [...paths].map(parseAsk).filter(isFigure);
}
