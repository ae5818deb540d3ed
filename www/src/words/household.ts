// A household in words: what it is given and pays together, and the one thing to do first.

import type { Range } from "../engine/types.ts";
import type { Session } from "../state/session.ts";
import { layerWords, paying } from "./amount.ts";
import type { First } from "./opening.ts";
import { personWords } from "./people.ts";
import { say } from "./say.ts";
import { openingWords } from "./sentences.ts";

/** What all are given and pay together, each sum with its name; none for one alone. */
export function totalsOf(session: Session): [name: string, words: string, range: Range][] {
  const whole = session.paying?.whole;
  const { premium, settlement } = whole && "totals" in whole ? whole.totals : { premium: null, settlement: null };
  const all: [string, string, Range][] = [];
  if (premium) all.push(["premium.aid", say(session, "premium_aid"), premium.aid], ["premium.pays", say(session, "premium_pays_year"), premium.pays]);
  if (settlement) for (const [layer, range] of paying(settlement)) all.push([`settlement.${layer}`, layerWords(session, layer, settlement), range]);
  return all;
}

/** What comes first, whoever's it is. */
const URGENCY: First["kind"][] = ["short", "find_out", "go", "answer", "not_in_force", "elsewhere"];

/** The one thing that a family does first, and for whom. */
export function householdToDo(session: Session): string {
  const [one] = session.people
    .map((person) => ({ person, ...openingWords(session.of(person)) }))
    .sort((one, other) => URGENCY.indexOf(one.first.kind) - URGENCY.indexOf(other.first.kind));
  return one ? `${personWords(session, one.person)}${say(session, "colon")}${one.toDo}` : "";
}
