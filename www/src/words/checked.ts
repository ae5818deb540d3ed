// What a settlement sheet says beside what the document gives, in words: never more certain than the answer is, and never a
// mistake where more was paid than a floor.

import type { Ask } from "../engine/ask.ts";
import type { Check } from "../engine/types.ts";
import type { Told } from "../state/document.ts";
import { fen, yuan, yuanOf } from "../state/money.ts";
import type { Session } from "../state/session.ts";
import { amountWords } from "./amount.ts";
import { askWords } from "./ask.ts";
import { addressWords, officeWords } from "./office.ts";
import { layerName } from "./outcome.ts";
import { say } from "./say.ts";

/** Less was paid than the document gives in every case. */
export const isShort = ({ differs, least, paid }: Check): boolean => differs === true && least !== null && fen(paid) < fen(least);

type Kind = "agrees" | "floor" | "less" | "more" | "unsure" | "unknown" | "not_stated";

function kindOf(check: Check, missing: Ask[]): Kind {
  const { differs, least, most, paid } = check;
  if (least === null || most === null) return missing.some(({ kind }) => kind === "paid") ? "not_stated" : "unknown";
  if (isShort(check)) return "less";
  if (differs === false) return fen(paid) > fen(most) ? "floor" : "agrees";
  return differs && fen(paid) > fen(most) ? "more" : "unsure";
}

/** `missing`: what is not known of what the document gives. */
export function checkedWords(session: Session, check: Check, missing: Ask[]): string {
  const { layer, least, most, paid } = check;
  const sum = (amount: string) => say(session, "yuan", { n: yuan(amount) });
  const kind = kindOf(check, missing);
  return say(session, `checked_${kind}`, {
    layer: layerName(session, layer),
    paid: sum(paid),
    due: kind === "less" || kind === "floor" ? sum(least ?? "") : amountWords(session, { least, most }),
    gap: kind === "less" ? sum(yuanOf(fen(least ?? "") - fen(paid))) : "",
    asks: missing.map((ask) => askWords(session, ask)).join(say(session, "comma")),
  });
}

/** What to do where a layer paid less: with which clause, and whom to ask. */
export function whoToAsk(session: Session, layer: string, stay: number): string[] {
  const told = givenBy(session, layer, stay);
  const { figures } = session.data;
  const clauses = [...new Set(told.flatMap(({ verdict }) => verdict.cites.map(({ at }) => at)))];
  const unclear = told.some(({ verdict }) => verdict.readings.length > 0);
  const offices = [...new Map(told.map((one) => [one.verdict.office ?? "", one])).values()];
  return [
    say(session, "checked_take") + (clauses.length > 0 ? say(session, "checked_clause", { clauses: clauses.join(say(session, "comma")) }) : ""),
    ...offices.map(officeWords),
    // Where the county says of none of them where it is, its own window.
    offices.some(({ verdict }) => figures?.offices[verdict.office ?? ""]) ? "" : window(session, offices.length > 0),
    unclear ? say(session, "checked_unclear") : "",
  ].filter((words) => words !== "");
}

/** The provisions that give a layer its terms on this stay: those of the steps, else all that may. */
function givenBy({ paying, settlement }: Session, layer: string, stay: number): Told[] {
  const steps = (settlement?.steps ?? []).filter((step) => step.layer === layer && step.admission === stay).map(({ from }) => from);
  const may = ({ verdict }: Told) => verdict.outcomes.some((outcome) => typeof outcome === "object" && layer in outcome);
  const all = paying?.verdicts ?? [];
  const named = all.filter(({ verdict }) => steps.includes(verdict.provision));
  return named.length > 0 ? named : all.filter(may);
}

/** The county's own window, if it says where that is; else the window as such, unless an office is named already. */
function window(session: Session, isNamed: boolean): string {
  const { figures } = session.data;
  return figures?.office ? addressWords(session, figures.office, say(session, "insurance_window")) : isNamed ? "" : say(session, "ask_window");
}
