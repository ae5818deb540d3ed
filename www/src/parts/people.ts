// The family in chips: whose questions and results these are, and who each of them is.

import { html, nothing, type TemplateResult } from "lit";
import { RELATIONS, type Person } from "../state/person.ts";
import type { Session } from "../state/session.ts";
import { personWords } from "../words/people.ts";
import { say } from "../words/say.ts";

/** Leads to the questions and results of each. */
export function people(session: Session): TemplateResult | typeof nothing {
  if (session.people.length < 2) return nothing;
  return html`
    <nav class="chips" aria-label=${say(session, "family")}>
      ${session.people.map((person) => html`<button type="button" data-person=${person.key} aria-current=${person === session.person ? "true" : nothing}
        @click=${() => session.lookAt(person, session.room)}>${personWords(session, person)}</button>`)}
    </nav>`;
}

/** Says who a person is. */
export const relations = (session: Session, person: Person): TemplateResult => html`
  <div class="chips" role="group" aria-label=${say(session, "who_is_it")}>
    ${RELATIONS.map((relation) => html`<button type="button" data-relation=${relation} aria-pressed=${person.relation === relation ? "true" : "false"}
      @click=${() => session.relate(person, relation)}>${say(session, `relation_${relation}`)}</button>`)}
  </div>`;
