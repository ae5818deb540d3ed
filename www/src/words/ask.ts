// What is still asked for, in words.

import type { Ask, Figure } from "../engine/ask.ts";
import { factOf, type Reader } from "../state/reader.ts";
import { labelOf, valueWords } from "./names.ts";
import { layerName } from "./outcome.ts";
import { say } from "./say.ts";
import { blanks, isWord } from "./words.ts";

export function askWords(reader: Reader, ask: Ask): string {
  const { member, ...own } = ask;
  if (member !== undefined) return `${say(reader, "person_n", { n: member + 1 })}${say(reader, "colon")}${askWords(reader, own as Ask)}`;
  if (ask.kind === "figure") {
    return figureWords(reader, ask);
  }
  const what = ask.kind === "bill" ? say(reader, `bill_${ask.amount}`)
    : ask.kind === "paid" ? say(reader, "bill_paid", { layer: layerName(reader, ask.layer) })
    : labelOf(reader, ask.fact);
  return ask.stay === undefined ? what : `${say(reader, "stay", { n: ask.stay + 1 })}${say(reader, "colon")}${what}`;
}

/** Its own line, if the policy has figures by the facts that are its blanks; else that of any layer, with the values behind it. */
function figureWords(reader: Reader, { path, layer, term, keys }: Figure): string {
  if (term === "declared") return labelOf(reader, path);
  const has = (fact: string, value: string): boolean =>
    factOf(reader, fact)?.values.includes(value) ?? false;
  const words = `figure_${layer}_${term}`;
  if (isWord(words) && blanks(words) === keys.length && keys.every(([fact, value]) => has(fact, value))) {
    return say(reader, words, Object.fromEntries(keys.map(([fact, value]) => [fact, valueWords(reader, fact, value)])));
  }
  const values = keys.map(([, value]) => {
    const fact = reader.facts.find(({ values }) => values.includes(value))?.id;
    return fact === undefined ? value : valueWords(reader, fact, value);
  });
  const general = say(reader, `figure_${term}`, { layer: layerName(reader, layer) });
  return values.length === 0 ? general : say(reader, "with_values", { what: general, values: values.join(say(reader, "comma")) });
}
