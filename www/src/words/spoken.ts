// What is read aloud: the question with its answers, the results in short.

import { amountWords, billPaysWords, supposingWords } from "./amount.ts";
import { documentTitle, factWords, groupWords, optionWords, titleOf } from "./names.ts";
import { outcomesWords } from "./outcome.ts";
import type { Document, Told } from "../state/document.ts";
import { ofStatus } from "../state/flow.ts";
import { kindOf } from "../state/kinds.ts";
import type { Session } from "../state/session.ts";
import { spokenDay } from "../state/settings.ts";
import { say, text } from "./say.ts";

export function spokenQuestion(session: Session): string[] {
  const { ask } = session;
  if (!ask) return [say(session, "all_asked"), ...spokenResults(session)];
  const [id = ""] = ask.facts;
  if (ask.facts.length > 1) {
    const words = groupWords(session, ask.facts);
    const statements = ask.facts.map((flag) => text(session, words?.facts[flag]));
    return [text(session, words?.question), say(session, "tick_all"), text(session, words?.help), ...statements, say(session, "none_of_these"), say(session, "rest_unknown")];
  }
  const fact = session.fact(id);
  const words = factWords(session, id);
  const options = fact ? kindOf(fact).options(fact).map((value) => optionWords(session, id, value)) : [];
  return [text(session, words?.question), text(session, words?.help), ...options, say(session, "unknown")];
}

/** That a document of the place itself has lapsed. */
export const lapsedWords = (session: Session, document: Document): string =>
  say(session, "lapsed_here", { until: spokenDay(document.policy.in_force.until ?? "", session.language) });

export function spokenResults(session: Session): string[] {
  const { verdicts, premium, settlement, validity, alone } = session;
  if (!session.answer) return [];
  const of = (status: string) => ofStatus(verdicts, status);
  // In a place the document is named before the first of several results.
  let named: unknown = null;
  const given = (told: Told) => {
    const source = alone || named === told.document ? [] : [documentTitle((named = told.document))];
    return [...source, titleOf(told), outcomesWords(told)].join(say(session, "comma"));
  };
  return [
    session.data.figures?.example ? say(session, "example_figures") : "",
    ...(alone ? [validity === "in_force" ? "" : say(session, validity)] : session.lapsedHere.map((document) => lapsedWords(session, document))),
    say(session, of("granted").length > 0 ? "granted_group" : alone ? "nothing_granted" : "nothing_granted_place"),
    ...of("granted").map(given),
    premium ? `${supposingWords(session, premium)}${say(session, "premium_pays_year")}${say(session, "comma")}${amountWords(session, premium.pays)}` : "",
    settlement ? `${supposingWords(session, settlement)}${billPaysWords(session, settlement)}${say(session, "comma")}${amountWords(session, settlement.patient_pays)}` : "",
    of("open").length > 0 ? say(session, "open_group") : "",
    ...of("open").map(titleOf),
    say(session, "guidance"),
  ];
}

/** What the last step settled or opened, for a screen reader. */
export function newsWords(session: Session): string {
  const list = (all: Told[]) => all.map((told) => `${titleOf(told)} ${say(session, told.verdict.status)}`).join(say(session, "semicolon"));
  const settled = session.news.filter(({ verdict }) => verdict.status !== "open");
  const opened = session.news.filter(({ verdict }) => verdict.status === "open");
  return [
    settled.length > 0 ? say(session, "now_settled", { list: list(settled) }) : "",
    opened.length > 0 ? say(session, "now_open", { list: list(opened) }) : "",
  ].join(" ").trim();
}
