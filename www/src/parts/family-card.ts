// 明白卡 of a family: what all pay together and the one thing to do first, then for each, called by relation, the sentences
// that their own results begin with.

import { html, nothing, type TemplateResult } from "lit";
import type { Session } from "../state/session.ts";
import { amountLine } from "../words/amount.ts";
import { householdToDo, totalsOf } from "../words/household.ts";
import { personWords } from "../words/people.ts";
import { say } from "../words/say.ts";
import { openingWords } from "../words/sentences.ts";
import { sentenceList } from "./opening.ts";

export function familyCard(session: Session): TemplateResult {
  // Who pays nothing of the bills is not named; what is left to the family always is.
  const totals = totalsOf(session).filter(([name, , { most }]) => most !== "0.00" || name.endsWith("pays"));
  return html`
    <div class="opening">
      ${totals.length > 0 ? html`<p>${say(session, "totals")}</p>` : nothing}
      <ul>${totals.map(([, words, range]) => html`<li>${amountLine(session, words, range)}</li>`)}</ul>
      <p class="to-do">${householdToDo(session)}</p>
    </div>
    <div class="members">${session.people.map((person) => member(session.of(person)))}</div>
  `;
}

/** What is certain; where nothing is, what it hangs on. */
function member(session: Session): TemplateResult {
  const { person, premium } = session;
  const { sentences } = openingWords(session);
  const isGiven = sentences.some(({ kind }) => kind === "gives");
  return html`
    <section data-card-member=${person.key}>
      <h3>${personWords(session, person)}</h3>
      ${sentenceList(sentences.filter(({ kind }) => kind !== "household" && !(isGiven && kind === "if")))}
      ${premium ? html`<p>${amountLine(session, say(session, "premium_pays_year"), premium.pays)}</p>` : nothing}
    </section>`;
}
