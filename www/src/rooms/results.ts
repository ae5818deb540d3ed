// The results, settling as answers come: what is given, what must still be known, what is not given.

import { html, nothing, type TemplateResult } from "lit";
import { advice } from "../parts/advice.ts";
import { aloud, silence } from "../parts/aloud.ts";
import { repeat } from "lit/directives/repeat.js";
import type { Verdict } from "../engine/types.ts";
import { lead, Room } from "../parts/room.ts";
import type { Session } from "../state/session.ts";
import { validityTag } from "../parts/notices.ts";
import { premium } from "../parts/premium.ts";
import { moneyFirst } from "../state/flow.ts";
import { verdictCard } from "../parts/verdict.ts";
import type { WordId } from "../words/words.ts";
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
    const { answer } = session;
    if (!answer) return nothing;
    const personal = moneyFirst(answer.verdicts.filter(({ status }) => status !== "stated"));
    const stated = answer.verdicts.filter(({ status }) => status === "stated");
    const of = (status: string) => personal.filter((verdict) => verdict.status === status);
    return html`
      <section class="results" aria-labelledby="results">
        <div class="top"><h2 id="results" tabindex="-1">${say(session, "results")} ${validityTag(session)}</h2> ${aloud(session, "results")}</div>
        ${counts(session)}
        ${answer.premium ? premium(session, answer.premium) : nothing}
        ${advice(session)}
        ${session.room === "card"
          ? nothing
          : html`<p class="steps tools">
              <button type="button" class="other" data-lead="card" @click=${(event: Event) => lead(session, event, "card", "card")}>${say(session, "make_card")}</button>
              <button type="button" class="other" data-action="print" @click=${() => session.print()}>${say(session, "print")}</button>
            </p>`}
        ${silence(session, "results")}
        ${GROUPS.map((status) => this.group(status, of(status)))}
        ${stated.length > 0
          ? html`<details class="others">
              <summary><h3>${say(session, "others_group")} <span class="count">${stated.length}</span></h3></summary>
              <p class="soft">${say(session, "others_note")}</p>
              ${stated.map((verdict) => verdictCard(session, verdict))}
            </details>`
          : nothing}
      </section>
    `;
  }

  private group(status: (typeof GROUPS)[number], verdicts: Verdict[]): TemplateResult | typeof nothing {
    const { session } = this;
    if (verdicts.length === 0 && status !== "granted") return nothing;
    const lapsed = session.answer?.validity === "lapsed";
    const title: WordId = status === "granted" && lapsed ? "granted_group_lapsed" : `${status}_group`;
    const unsure = verdicts.some(({ asks }) => asks.some((fact) => session.answers.get(fact) === null));
    const none: WordId = session.ask ? "nothing_yet" : "nothing_granted";
    return html`
      <div class="group ${status}">
        <h3>${say(session, title)} <span class="count">${verdicts.length}</span></h3>
        ${status === "refused" ? html`<p class="soft">${say(session, "refused_note")}</p>` : nothing}
        ${unsure ? html`<p class="soft">${say(session, "asked_unknown")}</p>` : nothing}
        ${verdicts.length === 0 ? html`<p class="soft">${say(session, none)}</p>` : nothing}
        ${repeat(verdicts, ({ provision }) => provision, (verdict) => verdictCard(session, verdict))}
      </div>
    `;
  }
}

customElements.define("mingbai-results", Results);
