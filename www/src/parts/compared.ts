// Where documents in force give one thing differently: which gives more, with the clauses of both.

import { html, type TemplateResult } from "lit";
import type { Compared } from "../engine/types.ts";
import type { Told } from "../state/document.ts";
import { keyOf } from "../state/document.ts";
import type { Session } from "../state/session.ts";
import { documentTitle, titleOf } from "../words/names.ts";
import { say } from "../words/say.ts";

/** What is said below a result: of those that one is named the higher of, or of which it is the last in the list. */
export function compared(session: Session, told: Told, list: Told[]): TemplateResult[] {
  const keys = list.map(keyOf);
  const place = ({ higher, provisions }: Compared) => higher[0] ?? keys.filter((key) => provisions.includes(key)).pop();
  return session.compared.filter((one) => place(one) === keyOf(told)).map((one) => html`
    <p class="notice compared" data-compared=${one.what} data-higher=${one.higher.join(" ")}>${comparedWords(session, one)}</p>`);
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
