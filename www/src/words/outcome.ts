// Outcomes in words.

import type { Outcome, Terms, Verdict } from "../engine/types.ts";
import { yuan } from "../state/money.ts";
import type { Session } from "../state/session.ts";
import { say } from "./say.ts";

export function outcomeWords(session: Session, outcome: Outcome): string {
  if (outcome === "nothing") return say(session, "outcome_nothing");
  if (outcome === "service") return say(session, "outcome_service");
  if ("premium_aid" in outcome) {
    return say(session, "outcome_premium_aid", { share: sharesWords(session, [outcome.premium_aid]) });
  }
  if ("premium_aid_amount" in outcome) return say(session, "outcome_premium_aid_amount", { n: yuan(outcome.premium_aid_amount) });
  if ("basic" in outcome) return termsWords(session, "outcome_basic", outcome.basic);
  if ("major_illness" in outcome) return termsWords(session, "outcome_major_illness", outcome.major_illness);
  if ("assistance" in outcome) {
    const { at_least: n, no_deductible: none } = outcome.assistance;
    return parts(session, [say(session, "outcome_assistance", { n }), none && say(session, "outcome_no_deductible")]);
  }
  if ("subsidy" in outcome) {
    const { subsidy } = outcome;
    return subsidy === "not_stated" ? say(session, "outcome_subsidy_not_stated") : say(session, "outcome_subsidy", { n: yuan(subsidy) });
  }
  if ("enrolment" in outcome) return say(session, `outcome_enrol_${outcome.enrolment}`);
  return say(session, outcome.service === "given" ? "outcome_service" : `outcome_service_${outcome.service}`);
}

/** Every outcome still possible; of one that is settled, the one. */
export function outcomesWords(session: Session, { outcomes }: Verdict): string {
  const shares = sharesOf(outcomes);
  const given = outcomes
    .filter((outcome) => outcome !== "nothing" && !(typeof outcome === "object" && "premium_aid" in outcome))
    .map((outcome) => outcomeWords(session, outcome));
  if (shares.length > 0) given.unshift(say(session, "outcome_premium_aid", { share: sharesWords(session, shares) }));
  if (outcomes.includes("nothing")) given.push(say(session, "outcome_nothing"));
  return given.join(say(session, "or_else"));
}

/** The shares of the contribution among the outcomes, the least first. */
export function sharesOf(outcomes: Outcome[]): string[] {
  const shares = outcomes.flatMap((outcome) => (typeof outcome === "object" && "premium_aid" in outcome ? [outcome.premium_aid] : []));
  return shares.sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
}

/** Shares of the tier-1 contribution: "50%, 70%, or 100% of the tier-1 contribution"; one that is settled by its name. */
export function sharesWords(session: Session, shares: string[]): string {
  const last = shares[shares.length - 1] ?? "";
  if (shares.length < 2) return last === "100" ? say(session, "share_all") : say(session, "share", { n: last });
  const before = shares.slice(0, -1).map((n) => `${n}%`);
  return say(session, "share", { n: `${before.join(say(session, "comma"))}${say(session, "or_else")}${last}` });
}

function termsWords(session: Session, layer: "outcome_basic" | "outcome_major_illness", terms: Terms): string {
  const given = [
    terms.rate_plus && say(session, "outcome_rate_plus", { n: terms.rate_plus }),
    terms.deductible_less && say(session, "outcome_deductible_less", { n: terms.deductible_less }),
    terms.cap_lifted && say(session, "outcome_cap_lifted"),
  ];
  return `${say(session, layer)}${say(session, "colon")}${parts(session, given)}`;
}

const parts = (session: Session, all: (string | false | undefined)[]) => all.filter(Boolean).join(say(session, "comma"));
