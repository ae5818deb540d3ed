// What is read aloud: the question with its answers, the results in the sentences that they begin with.

import { factWords, groupWords, optionWords, titleOf } from "./names.ts";
import type { Document, Told } from "../state/document.ts";
import { kindOf } from "../state/kinds.ts";
import type { Session } from "../state/session.ts";
import { spokenDay } from "../state/settings.ts";
import { say, text } from "./say.ts";
import { spokenOpening } from "./sentences.ts";

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

/** The results in the sentences that they begin with. */
export function spokenResults(session: Session): string[] {
  const { validity, alone } = session;
  if (!session.answer) return [];
  return [
    session.data.figures?.example ? say(session, "example_figures") : "",
    ...(alone ? [validity === "in_force" ? "" : say(session, validity)] : session.lapsedHere.map((document) => lapsedWords(session, document))),
    ...spokenOpening(session),
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
