// What is still asked for, in words.

import type { Session } from "../state/session.ts";
import { labelOf, valueWords } from "./names.ts";
import { say } from "./say.ts";

/** "figures.basic.rate.tier_1.district" or "admissions[0].in_scope" in words. */
export function askWords(session: Session, ask: string): string {
  const [top = "", ...rest] = ask.split(".");
  const admission = /^admissions\[(\d+)\]$/.exec(top);
  if (admission) {
    return say(session, "figure_admission", { n: Number(admission[1]) + 1, what: labelOf(session, rest[0] ?? "") });
  }
  if (top !== "figures") return labelOf(session, ask);
  const [layer = "", what = "", ...keys] = rest;
  const tier = (id = "") => valueWords(session, "tier", id);
  const level = (id = "") => valueWords(session, "hospital_level", id);
  switch (`${layer}.${layer === "contribution" ? "" : what}`) {
    case "contribution.": return say(session, "figure_contribution", { tier: tier(what) });
    case "basic.deductible": return say(session, "figure_deductible", { level: level(keys[0]) });
    case "basic.rate": return say(session, "figure_rate", { tier: tier(keys[0]), level: level(keys[1]) });
    case "basic.cap": return say(session, "figure_cap", { tier: tier(keys[0]) });
    case "major_illness.deductible": return say(session, "figure_major_deductible");
    case "major_illness.bands": return say(session, "figure_major_bands");
    case "major_illness.bands_from": return say(session, "figure_major_bands_from");
    case "major_illness.cap": return say(session, "figure_major_cap");
    case "assistance.cap": return say(session, "figure_assistance_cap");
    default: return ask;
  }
}
