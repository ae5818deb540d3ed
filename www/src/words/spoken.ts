// What is read aloud: the question with its answers, the results in short.

import { amountWords, billPaysWords, factWords, outcomesWords } from "./outcome.ts";
import { moneyFirst } from "../state/flow.ts";
import type { Session } from "../state/session.ts";

export function spokenQuestion(session: Session): string[] {
  const { ask } = session;
  if (!ask) return [session.say("all_asked"), ...spokenResults(session)];
  const fact = session.fact(ask.fact);
  const words = factWords(session, ask.fact);
  const options = fact?.kind === "flag" ? [session.say("yes"), session.say("no")] : (fact?.values ?? []).map((value) => session.text(words?.values?.[value]));
  return [session.text(words?.question), session.text(words?.help), ...options, session.say("unknown")];
}

export function spokenResults(session: Session): string[] {
  const { answer } = session;
  if (!answer) return [];
  const of = (status: string) => moneyFirst(answer.verdicts.filter((verdict) => verdict.status === status));
  const validity = answer.validity === "in_force" ? "" : session.say(answer.validity);
  const { premium, settlement } = answer;
  return [
    session.data.figures?.example ? session.say("example_figures") : "",
    validity,
    session.say(of("granted").length > 0 ? "granted_group" : "nothing_granted"),
    ...of("granted").map((verdict) => [session.titleOf(verdict.provision), outcomesWords(session, verdict)].join(session.say("comma"))),
    premium ? `${session.say("premium_pays_year")}${session.say("comma")}${amountWords(session, premium.pays)}` : "",
    settlement ? `${billPaysWords(session, settlement)}${session.say("comma")}${amountWords(session, settlement.patient_pays)}` : "",
    of("open").length > 0 ? session.say("open_group") : "",
    ...of("open").map(({ provision }) => session.titleOf(provision)),
    session.say("guidance"),
  ];
}
