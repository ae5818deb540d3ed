// What is read aloud: the question with its answers, the results in the sentences that they begin with.

import { factWords, groupWords, optionWords, titleOf } from "./names.ts";
import type { Document, Told } from "../state/document.ts";
import { kindOf } from "../state/kinds.ts";
import type { Period } from "../state/periods.ts";
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

/** Whether what is told holds: that the rules are those of an older time, or hold no more. */
function validityWords(session: Session): string[] {
  if (session.readOld) return [oldWords(session)];
  if (session.alone) return session.validity === "in_force" ? [] : [say(session, session.validity)];
  return session.lapsedHere.map((document) => lapsedWords(session, document));
}

/** Of which older time the rules are. */
export const oldWords = (session: Session): string =>
  say(session, "read_old", { time: session.olderTimes.filter(({ until }) => until === session.on).map((time) => timeWords(session, time)).join("") });

/** From when to when. */
export const timeWords = ({ language }: Session, { from, until }: Period): string =>
  say({ language }, "time", { from: spokenDay(from, language), until: spokenDay(until, language) });

/** The results in the sentences that they begin with. */
export function spokenResults(session: Session): string[] {
  if (!session.answer) return [];
  return [
    session.data.figures?.example ? say(session, "example_figures") : "",
    ...validityWords(session),
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
