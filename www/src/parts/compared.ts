// Where documents in force give one thing differently: which gives more, with the clauses of both.

import { html, nothing, type TemplateResult } from "lit";
import type { Compared } from "../engine/types.ts";
import type { Told } from "../state/document.ts";
import { keyOf } from "../state/document.ts";
import type { Session } from "../state/session.ts";
import { documentTitle, titleOf } from "../words/names.ts";
import { say } from "../words/say.ts";

export function compared(session: Session): TemplateResult | typeof nothing {
  const all = session.compared;
  if (all.length === 0) return nothing;
  return html`<ul class="compared">${all.map((one) => html`<li class="notice" data-compared=${one.what} data-higher=${one.higher.join(" ")}>${comparedWords(session, one)}</li>`)}</ul>`;
}

/** What is compared is called as the first of its documents calls it. */
export function comparedWords(session: Session, { provisions, higher, once, cites }: Compared): string {
  const told = (of: string): Told[] => session.verdicts.filter((own) => keyOf(own) === of);
  const clause = ({ policy, at }: { policy: string; at: string }) => `${session.holding.filter(({ id }) => id === policy).map(documentTitle).join("")} ${at}`;
  const semicolon = say(session, "semicolon");
  const sentences = [
    say(session, higher.length > 0 ? "compared_higher" : "compared_shown", {
      higher: higher.flatMap(told).map(({ document }) => documentTitle(document)).join(semicolon),
      cites: cites.map(clause).join(semicolon),
    }),
    ...(once ? [say(session, "compared_once", { clause: clause(once) })] : []),
  ];
  return `${provisions.slice(0, 1).flatMap(told).map(titleOf).join("")}${say(session, "colon")}${sentences.join(" ")}`;
}
