// What is read aloud: the question with its answers, the results in short.

import { amountWords, billPaysWords, supposingWords } from "./amount.ts";
import { factWords, optionWords, titleOf } from "./names.ts";
import { outcomesWords } from "./outcome.ts";
import type { Verdict } from "../engine/types.ts";
import { moneyFirst } from "../state/flow.ts";
import { kindOf } from "../state/kinds.ts";
import type { Session } from "../state/session.ts";
import { say, text } from "./say.ts";

export function spokenQuestion(session: Session): string[] {
  const { ask } = session;
  if (!ask) return [say(session, "all_asked"), ...spokenResults(session)];
  const fact = session.fact(ask.fact);
  const words = factWords(session, ask.fact);
  const options = fact ? kindOf(fact).options(fact).map((value) => optionWords(session, ask.fact, value)) : [];
  return [text(session, words?.question), text(session, words?.help), ...options, say(session, "unknown")];
}

export function spokenResults(session: Session): string[] {
  const { answer } = session;
  if (!answer) return [];
  const of = (status: string) => moneyFirst(answer.verdicts.filter((verdict) => verdict.status === status));
  const validity = answer.validity === "in_force" ? "" : say(session, answer.validity);
  const { premium, settlement } = answer;
  return [
    session.data.figures?.example ? say(session, "example_figures") : "",
    validity,
    say(session, of("granted").length > 0 ? "granted_group" : "nothing_granted"),
    ...of("granted").map((verdict) => [titleOf(session, verdict.provision), outcomesWords(session, verdict)].join(say(session, "comma"))),
    premium ? `${supposingWords(session, premium)}${say(session, "premium_pays_year")}${say(session, "comma")}${amountWords(session, premium.pays)}` : "",
    settlement ? `${supposingWords(session, settlement)}${billPaysWords(session, settlement)}${say(session, "comma")}${amountWords(session, settlement.patient_pays)}` : "",
    of("open").length > 0 ? say(session, "open_group") : "",
    ...of("open").map(({ provision }) => titleOf(session, provision)),
    say(session, "guidance"),
  ];
}

/** What the last step settled or opened, for a screen reader. */
export function newsWords(session: Session): string {
  const list = (verdicts: Verdict[]) =>
    verdicts.map(({ provision, status }) => `${titleOf(session, provision)} ${say(session, status)}`).join(say(session, "semicolon"));
  const settled = session.news.filter(({ status }) => status !== "open");
  const opened = session.news.filter(({ status }) => status === "open");
  return [
    settled.length > 0 ? say(session, "now_settled", { list: list(settled) }) : "",
    opened.length > 0 ? say(session, "now_open", { list: list(opened) }) : "",
  ].join(" ").trim();
}
