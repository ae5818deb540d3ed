// The family: a line a person, what they pay, and the household's totals.

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { addMember } from "./answers.ts";
import { amountLine, amountWords, billPaysWords } from "../words/amount.ts";
import { totalsOf } from "../words/household.ts";
import { relations } from "../parts/people.ts";
import { Room } from "../parts/room.ts";
import type { Person } from "../state/person.ts";
import { personWords } from "../words/people.ts";
import { say } from "../words/say.ts";

class Family extends Room {
  override render(): TemplateResult {
    const { session } = this;
    const { people, current, holding, paying } = session;
    return html`
      <section class="sheet family" aria-labelledby="family">
        <h2 id="family" tabindex="-1">${say(session, "family")}</h2>
        <p class="soft">${say(session, "family_help")}</p>
        <ol class="people">
          ${repeat(holding.length > 0 ? people : [], ({ key }) => key, (person, index) => {
            const name = personWords(session, person);
            const look = say(session, index === current ? "go_on" : "look_at");
            const { premium, settlement } = paying?.personAt(index) ?? { premium: null, settlement: null };
            return html`
              <li data-member=${index} aria-current=${index === current ? "true" : nothing}>
                <b>${name}</b>
                ${people.length > 1 ? relations(session, person) : nothing}
                <span class="soft">${say(session, "member_counts", this.counts(index))}</span>
                ${premium ? html`<span>${amountLine(session, say(session, "premium_pays_year"), premium.pays)}</span>` : nothing}
                ${settlement ? html`<span>${amountLine(session, billPaysWords(session, settlement), settlement.patient_pays)}</span>` : nothing}
                <span class="steps">
                  <button type="button" class="other" data-action="look-at" aria-label="${look}${say(session, "colon")}${name}"
                    @click=${() => session.lookAt(person)}>${look}</button>
                  ${people.length > 1
                    ? html`<button type="button" class="link" data-action="remove-member" aria-label=${say(session, "remove_what", { what: name })}
                        @click=${(event: MouseEvent) => this.takeAway(event, person)}>${say(session, "remove")}</button>`
                    : nothing}
                </span>
              </li>`;
          })}
        </ol>
        ${session.room === "family" ? html`<p class="steps">${addMember(session, "main")}</p>` : nothing}
      </section>
      ${this.totals()}
    `;
  }

  /** The second click of a double one would take away who has moved into the place. */
  private takeAway({ detail }: MouseEvent, person: Person): void {
    if (detail < 2) this.session.removePerson(person);
  }

  private counts(index: number): Record<string, number> {
    const verdicts = this.session.holding.flatMap((document) => document.personAt(index).verdicts);
    const of = (status: string) => verdicts.filter((verdict) => verdict.status === status).length;
    return { granted: of("granted"), open: of("open") };
  }

  private totals(): TemplateResult | typeof nothing {
    const { session } = this;
    const all = totalsOf(session);
    if (all.length === 0) return nothing;
    return html`
      <section class="amounts totals" aria-labelledby="totals">
        <h3 id="totals">${say(session, "totals")}</h3>
        <dl>
          ${all.map(([name, words, range]) => html`
            <div><dt>${words}</dt><dd data-total=${name} data-least=${range.least ?? ""} data-most=${range.most ?? ""}>${amountWords(session, range)}</dd></div>`)}
        </dl>
      </section>
    `;
  }
}

customElements.define("mingbai-family", Family);
