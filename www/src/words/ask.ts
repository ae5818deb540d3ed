// What is still asked for, in words.

import type { Ask, FigureTerm } from "../engine/ask.ts";
import type { Session } from "../state/session.ts";
import { labelOf, valueWords } from "./names.ts";
import { layerName } from "./outcome.ts";
import { say } from "./say.ts";
import { isWord } from "./words.ts";

export function askWords(session: Session, ask: Ask): string {
  const { member, ...own } = ask;
  if (member !== undefined) return `${say(session, "person_n", { n: member + 1 })}${say(session, "colon")}${askWords(session, own as Ask)}`;
  if (ask.kind === "figure") {
    if (ask.term === "declared") return labelOf(session, ask.path);
    const words = `figure_${ask.layer}_${ask.term}`;
    if (!isWord(words)) return say(session, `figure_${ask.term as Exclude<FigureTerm, "contribution" | "declared">}`, { layer: layerName(session, ask.layer) });
    return say(session, words, Object.fromEntries(ask.keys.map(([fact, value]) => [fact, valueWords(session, fact, value)])));
  }
  const what = ask.kind === "bill" ? say(session, `bill_${ask.amount}`)
    : ask.kind === "paid" ? say(session, "bill_paid", { layer: layerName(session, ask.layer) })
    : labelOf(session, ask.fact);
  return ask.stay === undefined ? what : `${say(session, "stay", { n: ask.stay + 1 })}${say(session, "colon")}${what}`;
}
