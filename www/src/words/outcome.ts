// Outcomes, facts and figures in words.

import type { Outcome, FactValue, Range, Settlement, Terms, Verdict } from "../engine/types.ts";
import type { FactWords } from "../engine/data.ts";
import { yuan } from "../state/money.ts";
import type { Given, Session } from "../state/session.ts";

export function factWords(session: Session, fact: string): FactWords | undefined {
  return session.policy?.words.facts?.[fact] ?? session.data.vocabulary.facts[fact];
}

export function labelOf(session: Session, fact: string): string {
  return session.text(factWords(session, fact)?.label) || fact;
}

export function valueWords(session: Session, fact: string, value: Given): string {
  if (value === null) return session.say("unknown");
  const words = factWords(session, fact);
  const one = (id: string) => session.text(words?.values?.[id]) || id;
  if (Array.isArray(value)) {
    return value.length === 0 ? session.say("none_of_these") : value.map(one).join(session.say("comma"));
  }
  if (typeof value === "boolean") return session.say(value ? "yes" : "no");
  if (typeof value === "number") {
    const space = session.language === "en" ? " " : "";
    return `${value}${space}${session.text(words?.unit)}`;
  }
  return one(value);
}

export function factAndValue(session: Session, fact: string, value: FactValue): string {
  return `${labelOf(session, fact)}${session.say("colon")}${valueWords(session, fact, value)}`;
}

export function outcomeWords(session: Session, outcome: Outcome): string {
  if (outcome === "nothing") return session.say("outcome_nothing");
  if (outcome === "service") return session.say("outcome_service");
  if ("premium_aid" in outcome) {
    return session.say("outcome_premium_aid", { share: sharesWords(session, [outcome.premium_aid]) });
  }
  if ("premium_aid_amount" in outcome) return session.say("outcome_premium_aid_amount", { n: yuan(outcome.premium_aid_amount) });
  if ("basic" in outcome) return termsWords(session, "outcome_basic", outcome.basic);
  if ("major_illness" in outcome) return termsWords(session, "outcome_major_illness", outcome.major_illness);
  if ("assistance" in outcome) {
    const { at_least: n, no_deductible: none } = outcome.assistance;
    return parts(session, [session.say("outcome_assistance", { n }), none && session.say("outcome_no_deductible")]);
  }
  if ("subsidy" in outcome) {
    const { subsidy } = outcome;
    return subsidy === "not_stated" ? session.say("outcome_subsidy_not_stated") : session.say("outcome_subsidy", { n: yuan(subsidy) });
  }
  if ("enrolment" in outcome) return session.say(`outcome_enrol_${outcome.enrolment}`);
  return session.say(outcome.service === "given" ? "outcome_service" : `outcome_service_${outcome.service}`);
}

/** Every outcome still possible; of one that is settled, the one. */
export function outcomesWords(session: Session, { outcomes }: Verdict): string {
  const shares = sharesOf(outcomes);
  const given = outcomes
    .filter((outcome) => outcome !== "nothing" && !(typeof outcome === "object" && "premium_aid" in outcome))
    .map((outcome) => outcomeWords(session, outcome));
  if (shares.length > 0) given.unshift(session.say("outcome_premium_aid", { share: sharesWords(session, shares) }));
  if (outcomes.includes("nothing")) given.push(session.say("outcome_nothing"));
  return given.join(session.say("or_else"));
}

/** The shares of the contribution among the outcomes, the least first. */
export function sharesOf(outcomes: Outcome[]): string[] {
  const shares = outcomes.flatMap((outcome) => (typeof outcome === "object" && "premium_aid" in outcome ? [outcome.premium_aid] : []));
  return shares.sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
}

/** Shares of the tier-1 contribution: "50%, 70%, or 100% of the tier-1 contribution"; one that is settled by its name. */
export function sharesWords(session: Session, shares: string[]): string {
  const last = shares[shares.length - 1] ?? "";
  if (shares.length < 2) return last === "100" ? session.say("share_all") : session.say("share", { n: last });
  const before = shares.slice(0, -1).map((n) => `${n}%`);
  return session.say("share", { n: `${before.join(session.say("comma"))}${session.say("or_else")}${last}` });
}

function termsWords(session: Session, layer: "outcome_basic" | "outcome_major_illness", terms: Terms): string {
  const given = [
    terms.rate_plus && session.say("outcome_rate_plus", { n: terms.rate_plus }),
    terms.deductible_less && session.say("outcome_deductible_less", { n: terms.deductible_less }),
    terms.cap_lifted && session.say("outcome_cap_lifted"),
  ];
  return `${session.say(layer)}${session.say("colon")}${parts(session, given)}`;
}

const parts = (session: Session, all: (string | false | undefined)[]) => all.filter(Boolean).join(session.say("comma"));

export function amountWords(session: Session, { least, most }: Range): string {
  if (least === null || most === null) return session.say("amount_missing");
  if (least === most) return session.say("yuan", { n: yuan(least) });
  return session.say("yuan_range", { least: yuan(least), most: yuan(most) });
}

export const LAYERS = ["basic", "major_illness", "assistance", "patient_pays"] as const;

type Year = Pick<Settlement, (typeof LAYERS)[number]>;

/** Assistance pays a floor: of one amount, it is the least it pays, and the rest the most that is left. */
const isFloor = ({ assistance }: Year, { least, most }: Range) => assistance.most !== "0.00" && least === most && least !== null;

/** Who pays. */
export function layerWords(session: Session, layer: (typeof LAYERS)[number], year: Year): string {
  const floor = (layer === "assistance" || layer === "patient_pays") && isFloor(year, year[layer]);
  return session.say(floor ? `floor_${layer}` : `layer_${layer}`);
}

export function billPaysWords(session: Session, year: Year): string {
  return session.say(isFloor(year, year.patient_pays) ? "floor_bill_pays" : "bill_pays");
}

/** "figures.basic.rate.tier_1.district" or "admissions[0].in_scope" in words. */
export function askWords(session: Session, ask: string): string {
  const [top = "", ...rest] = ask.split(".");
  const admission = /^admissions\[(\d+)\]$/.exec(top);
  if (admission) {
    return session.say("figure_admission", { n: Number(admission[1]) + 1, what: labelOf(session, rest[0] ?? "") });
  }
  if (top !== "figures") return labelOf(session, ask);
  const [layer = "", what = "", ...keys] = rest;
  const tier = (id = "") => valueWords(session, "tier", id);
  const level = (id = "") => valueWords(session, "hospital_level", id);
  switch (`${layer}.${layer === "contribution" ? "" : what}`) {
    case "contribution.": return session.say("figure_contribution", { tier: tier(what) });
    case "basic.deductible": return session.say("figure_deductible", { level: level(keys[0]) });
    case "basic.rate": return session.say("figure_rate", { tier: tier(keys[0]), level: level(keys[1]) });
    case "basic.cap": return session.say("figure_cap", { tier: tier(keys[0]) });
    case "major_illness.deductible": return session.say("figure_major_deductible");
    case "major_illness.bands": return session.say("figure_major_bands");
    case "major_illness.bands_from": return session.say("figure_major_bands_from");
    case "major_illness.cap": return session.say("figure_major_cap");
    case "assistance.cap": return session.say("figure_assistance_cap");
    default: return ask;
  }
}
