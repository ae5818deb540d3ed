// What was answered, to look back on and to change.

import { html, nothing, type TemplateResult } from "lit";
import { labelOf, valueWords } from "../words/names.ts";
import { Room } from "../parts/room.ts";
import type { Session } from "../state/session.ts";
import { say } from "../words/say.ts";

/** Once in the page: beside the answers, or in the room of the family. */
export const addMember = (session: Session, look: "main" | "other"): TemplateResult =>
  html`<button type="button" class=${look} data-action="add-member" @click=${() => session.addPerson()}>${say(session, "add_member")}</button>`;

class Answers extends Room {
  override render(): TemplateResult | typeof nothing {
    const { session } = this;
    const given = [...session.answers].filter(([fact]) => session.fact(fact));
    if (given.length === 0) return nothing;
    return html`
      <section class="sheet answers" aria-labelledby="answers">
        <h2 id="answers">${say(session, "your_answers")}</h2>
        <ul>
          ${given.map(([fact, value]) => {
            const label = labelOf(session, fact);
            return html`
              <li data-answered=${fact} class=${session.reviewed.includes(fact) ? "now" : ""}>
                <span class="label">${label}</span>
                <span class="value">${valueWords(session, fact, value)}</span>
                <button type="button" class="link" data-action="change" aria-label=${say(session, "change_what", { what: label })}
                  @click=${() => session.review(fact)}>${say(session, "change")}</button>
              </li>`;
          })}
        </ul>
        <p class="steps">
          ${session.room === "ask" ? addMember(session, "other") : nothing}
          <button type="button" class="other" data-action="restart" @click=${() => session.restart()}>${say(session, "restart")}</button>
        </p>
      </section>
    `;
  }
}

customElements.define("mingbai-answers", Answers);
