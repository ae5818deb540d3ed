// What is still asked for, in words.

import type { Ask, Figure } from "../engine/ask.ts";
import type { Session } from "../state/session.ts";
import { labelOf, valueWords } from "./names.ts";
import { layerName } from "./outcome.ts";
import { say } from "./say.ts";
import { blanks, isWord } from "./words.ts";

export function askWords(session: Session, ask: Ask): string {
  const { member, ...own } = ask;
  if (member !== undefined) return `${say(session, "person_n", { n: member + 1 })}${say(session, "colon")}${askWords(session, own as Ask)}`;
  if (ask.kind === "figure") {
    return figureWords(session, ask);
  }
  const what = ask.kind === "bill" ? say(session, `bill_${ask.amount}`)
    : ask.kind === "paid" ? say(session, "bill_paid", { layer: layerName(session, ask.layer) })
    : labelOf(session, ask.fact);
  return ask.stay === undefined ? what : `${say(session, "stay", { n: ask.stay + 1 })}${say(session, "colon")}${what}`;
}

/** Its own line, if the policy has figures by the facts that are its blanks; else that of any layer, with the values behind it. */
function figureWords(session: Session, { path, layer, term, keys }: Figure): string {
  if (term === "declared") return labelOf(session, path);
  const has = (fact: string, value: string): boolean =>
    session.description?.facts.some(({ id, values }) => id === fact && values.includes(value)) ?? false;
  const words = `figure_${layer}_${term}`;
  if (isWord(words) && blanks(words) === keys.length && keys.every(([fact, value]) => has(fact, value))) {
    return say(session, words, Object.fromEntries(keys.map(([fact, value]) => [fact, valueWords(session, fact, value)])));
  }
  const values = keys.map(([, value]) => {
    const fact = session.description?.facts.find(({ id }) => has(id, value))?.id;
    return fact === undefined ? value : valueWords(session, fact, value);
  });
  const general = say(session, `figure_${term}`, { layer: layerName(session, layer) });
  return values.length === 0 ? general : say(session, "with_values", { what: general, values: values.join(say(session, "comma")) });
}
