// What a settlement sheet says beside what the document gives, in words: never more certain than the answer is, and never a
// mistake where more was paid than a floor.

import type { Ask } from "../engine/ask.ts";
import type { Check } from "../engine/types.ts";
import type { Told } from "../state/document.ts";
import { fen, yuan, yuanOf } from "../state/money.ts";
import type { Session } from "../state/session.ts";
import { amountWords } from "./amount.ts";
import { askWords } from "./ask.ts";
import { localOffice, officeOf } from "./office.ts";
import { layerName } from "./outcome.ts";
import { say, space } from "./say.ts";

/** Less was paid than the document gives in every case. */
const isShort = ({ differs, least, paid }: Check): boolean => differs === true && least !== null && fen(paid) < fen(least);

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

/** A layer that paid less than the document gives in every case, on one of the bills. */
export interface Shortfall {
  check: Check;
  stay: number;
}

/** So many clauses are named at a window. */
const NAMED = 3;

/** All of them, in the order of the bills and of who pays. */
export const shortfalls = ({ settlement }: Session): Shortfall[] =>
  (settlement?.admissions ?? []).flatMap((shares, stay) => (shares?.check ?? []).filter(isShort).map((check) => ({ check, stay })));

/** By how much; of several bills also on which. */
export function shortfallWords(session: Session, { check, stay }: Shortfall): string {
  const words = checkedWords(session, check, []);
  return session.stays.length > 1 ? say(session, "stay", { n: stay + 1 }) + say(session, "colon") + words : words;
}

/** What to do about it: compare, then take the sheet to whom, with which clause. */
export function shortfallToDo(session: Session, { check, stay }: Shortfall): string {
  const told = givenBy(session, check.layer, stay);
  const { figures } = session.data;
  const clauses = [...new Set(told.flatMap(({ verdict }) => verdict.cites.map(({ at }) => at)))].slice(0, NAMED).join(say(session, "comma"));
  const offices = told.flatMap((one) => officeOf(one) ?? []);
  // Where the county says of none of them where it is, its own window.
  const isFound = figures?.office ? told.some(({ verdict }) => figures.offices[verdict.office ?? ""]) : offices.length > 0;
  const all = new Set([...offices.map(({ words }) => words), ...(isFound ? [] : [localOffice(session)])]);
  return [
    say(session, "checked_take", { office: [...all].join(say(session, "or_else")), clauses: clauses && say(session, "checked_clause", { clauses }) }),
    ...(offices.some(({ isGuessed }) => isGuessed) ? [say(session, "first_guessed")] : []),
    ...(figures?.office ? [] : [say(session, "checked_call")]),
    ...(told.some(({ verdict }) => verdict.readings.length > 0) ? [say(session, "checked_unclear")] : []),
  ].join(space(session));
}

/** The provisions that give a layer its terms on this stay: those of the steps, else all that may; none that shows an illness. */
function givenBy({ paying, settlement }: Session, layer: string, stay: number): Told[] {
  const steps = (settlement?.steps ?? []).filter((step) => step.layer === layer && step.admission === stay).map(({ from }) => from);
  const may = ({ verdict }: Told) => verdict.outcomes.some((outcome) => typeof outcome === "object" && layer in outcome);
  const all = (paying?.verdicts ?? []).filter(({ verdict }) => verdict.private !== true);
  const named = all.filter(({ verdict }) => steps.includes(verdict.provision));
  return named.length > 0 ? named : all.filter(may);
}
