// The results, settling as answers come: what is given, what must still be known, what is not given. Of a place one list
// of what its documents in force give; those that do not hold now come folded behind it.

import { html, nothing, type TemplateResult } from "lit";
import { advice } from "../parts/advice.ts";
import { aloud, silence } from "../parts/aloud.ts";
import { compared } from "../parts/compared.ts";
import { repeat } from "lit/directives/repeat.js";
import { lead, Room } from "../parts/room.ts";
import { keyOf, type Told } from "../state/document.ts";
import type { Session } from "../state/session.ts";
import { documents, older } from "../parts/documents.ts";
import { validityTag } from "../parts/notices.ts";
import { premium } from "../parts/premium.ts";
import { ofStatus } from "../state/flow.ts";
import { officesWords } from "../words/outcome.ts";
import { verdictCard } from "../parts/verdict.ts";
import type { WordId } from "../words/words.ts";
import { personWords } from "../words/people.ts";
import { say } from "../words/say.ts";

const GROUPS = ["granted", "open", "refused"] as const;

export const counts = (session: Session): TemplateResult => html`
  <ul class="counts">
    ${GROUPS.map((status) => html`<li class=${status}><b>${session.counts[status]}</b> <span>${say(session, status)}</span></li>`)}
  </ul>
`;

class Results extends Room {
  override render(): TemplateResult | typeof nothing {
    const { session } = this;
    const { answer, verdicts, premium: contribution } = session;
    if (!answer) return nothing;
    const stated = ofStatus(verdicts, "stated");
    return html`
      <section class="results" aria-labelledby="results">
        <div class="top"><h2 id="results" tabindex="-1">${say(session, "results")}${session.people.length > 1 ? html` · ${personWords(session, session.person)}` : nothing} ${validityTag(session)}</h2> ${aloud(session, "results")}</div>
        ${counts(session)}
        ${session.alone ? nothing : documents(session)}
        ${contribution ? premium(session, contribution) : nothing}
        ${advice(session)}
        ${session.room === "card"
          ? nothing
          : html`<p class="steps tools">
              <button type="button" class="other" data-lead="card" @click=${(event: Event) => lead(session, event, "card", "card")}>${say(session, "make_card")}</button>
              <button type="button" class="other" data-action="print" @click=${() => session.print()}>${say(session, "print")}</button>
            </p>`}
        ${silence(session, "results")}
        ${GROUPS.map((status) => this.group(status, ofStatus(verdicts, status)))}
        ${stated.length > 0
          ? html`<details class="others">
              <summary><h3>${say(session, "others_group")} <span class="count">${stated.length}</span></h3></summary>
              <p class="soft">${say(session, session.alone ? "others_note" : "others_note_place")}</p>
              ${stated.map((told) => verdictCard(session, told))}
            </details>`
          : nothing}
        ${older(session)}
      </section>
    `;
  }

  private group(status: (typeof GROUPS)[number], all: Told[]): TemplateResult | typeof nothing {
    const { session } = this;
    if (all.length === 0 && status !== "granted") return nothing;
    const unsure = all.some(({ verdict }) => verdict.asks.some((fact) => session.answers.get(fact) === null));
    const none: WordId = session.ask ? "nothing_yet" : session.alone ? "nothing_granted" : "nothing_granted_place";
    return html`
      <div class="group ${status}">
        <h3>${say(session, this.heading(status))} <span class="count">${all.length}</span></h3>
        ${status === "refused" ? html`<p class="soft">${say(session, session.alone ? "refused_note" : "refused_note_place")}</p>` : nothing}
        ${unsure ? html`<p class="soft">${say(session, "asked_unknown")}</p>` : nothing}
        ${all.length === 0 ? html`<p class="soft">${say(session, none)}</p>` : nothing}
        ${repeat(all, keyOf, (told) => html`${verdictCard(session, told)}${status === "granted" ? compared(session, told, all) : nothing}`)}
        ${status === "granted" ? this.offices(all) : nothing}
      </div>
    `;
  }

  /** Where to ask for what is given. */
  private offices(granted: Told[]): TemplateResult | typeof nothing {
    const { session } = this;
    const offices = officesWords(granted);
    if (session.alone || offices.length === 0) return nothing;
    return html`
      <div class="notice offices" data-offices>
        <h4>${say(session, "where_to_ask")}</h4>
        <ul>${offices.map((words) => html`<li>${words}</li>`)}</ul>
      </div>`;
  }

  private heading(status: (typeof GROUPS)[number]): WordId {
    const { alone, validity } = this.session;
    if (status === "granted") return validity === "lapsed" ? "granted_group_lapsed" : "granted_group";
    return status === "refused" && !alone ? "refused_group_place" : `${status}_group`;
  }
}

customElements.define("mingbai-results", Results);
