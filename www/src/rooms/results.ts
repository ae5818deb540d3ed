// The results, settling as answers come: first the sentences and the one thing to do, then what is given (money, services),
// what must still be known, and folded what everybody has and what is not given. Of a place one list of what its
// documents in force give; those that do not hold now come folded behind it.

import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { advice } from "../parts/advice.ts";
import { aloud, silence } from "../parts/aloud.ts";
import { compared } from "../parts/compared.ts";
import { documents, older, onlyNational } from "../parts/documents.ts";
import { validityTag } from "../parts/notices.ts";
import { opening } from "../parts/opening.ts";
import { premium } from "../parts/premium.ts";
import { Room } from "../parts/room.ts";
import { verdictCard } from "../parts/verdict.ts";
import { keyOf, type Told } from "../state/document.ts";
import { ofStatus } from "../state/flow.ts";
import { localOffice, officesWords } from "../words/office.ts";
import { isEverybodys, mainReason } from "../words/opening.ts";
import { personWords } from "../words/people.ts";
import { say } from "../words/say.ts";
import { reasonWords } from "../words/sentences.ts";
import type { WordId } from "../words/words.ts";

class Results extends Room {
  override render(): TemplateResult | typeof nothing {
    const { session } = this;
    const { answer, verdicts, premium: contribution, settings, isOfStay } = session;
    if (!answer) return nothing;
    // At a kiosk others stand behind.
    const hidden = settings.kiosk ? verdicts.filter(({ verdict }) => verdict.private && verdict.status !== "stated") : [];
    const shown = verdicts.filter((told) => !hidden.includes(told));
    const granted = ofStatus(shown, "granted");
    const open = ofStatus(shown, "open");
    const own = granted.filter((told) => !isEverybodys(told));
    const of = (kind: string) => own.filter(({ verdict }) => (verdict.kind === "money") === (kind === "money"));
    return html`
      <section class="results" aria-labelledby="results">
        <div class="top"><h2 id="results" tabindex="-1">${say(session, "results")}${session.people.length > 1 ? html` · ${personWords(session, session.person)}` : nothing} ${validityTag(session)}</h2> ${aloud(session, "results")}</div>
        ${opening(session)}
        ${silence(session, "results")}
        ${session.alone ? nothing : documents(session)}
        ${onlyNational(session)}
        ${contribution ? premium(session, contribution) : nothing}
        ${session.past ? nothing : advice(session)}
        ${this.group("granted", "granted_money", of("money"), granted)}
        ${this.group("granted", "granted_services", of("service"), granted)}
        ${this.offices(own)}
        ${this.group("open", "open_group", open.filter((told) => !isOfStay(told)), [])}
        ${this.fold("of-stay", "group open", say(session, "of_stay_group"), "of_stay_note", open.filter(isOfStay), [])}
        ${this.fold("everybody", "group granted", say(session, "everybody_group"), "everybody_note", granted.filter(isEverybodys), granted)}
        ${this.refused(ofStatus(shown, "refused"))}
        ${this.fold("private", "group", say(session, "private_group"), "private_note", hidden, hidden)}
        ${this.fold("others", "", say(session, "others_group"), "others_note", ofStatus(verdicts, "stated"), [])}
        ${older(session)}
      </section>
    `;
  }

  private group(status: "granted" | "open", heading: WordId, all: Told[], list: Told[]): TemplateResult | typeof nothing {
    const { session } = this;
    if (all.length === 0) return nothing;
    const unsure = all.some(({ verdict }) => verdict.asks.some((fact) => session.answers.get(fact) === null));
    return html`
      <div class="group ${status}">
        <h3>${say(session, heading)} <span class="count">${all.length}</span></h3>
        ${unsure ? html`<p class="soft">${say(session, "asked_unknown")}</p>` : nothing}
        ${this.cards(all, list)}
      </div>
    `;
  }

  /** Folded, with how many there are. */
  private fold(name: string, kind: string, heading: string, note: WordId, all: Told[], list: Told[]): TemplateResult | typeof nothing {
    if (all.length === 0) return nothing;
    return html`
      <details class="others ${kind}" data-fold=${name}>
        <summary><h3>${heading} <span class="count">${all.length}</span></h3></summary>
        <p class="soft">${say(this.session, note)}</p>
        ${this.cards(all, list)}
      </details>
    `;
  }

  /** In one line, with the reason that most of them share. */
  private refused(all: Told[]): TemplateResult | typeof nothing {
    const { session } = this;
    const because = reasonWords(session, mainReason(session, all), "refused_because");
    return this.fold("refused", "group refused", say(session, "refused_line", { because }), session.alone ? "refused_note" : "refused_note_place", all, []);
  }

  /** `list`: those among which what several documents give is compared. */
  private cards(all: Told[], list: Told[]): unknown {
    const { session } = this;
    return repeat(all, keyOf, (told) => html`${verdictCard(session, told)}${list.length > 0 ? compared(session, told, list) : nothing}`);
  }

  /** Where to ask for what is given: who decides, and the county's own window. */
  private offices(granted: Told[]): TemplateResult | typeof nothing {
    const { session } = this;
    const offices = officesWords(granted);
    const own = session.data.figures?.office ? localOffice(session) : "";
    if (offices.length === 0 || (session.alone && !session.data.figures)) return nothing;
    return html`
      <div class="notice offices" data-offices>
        <h4>${say(session, "where_to_ask")}</h4>
        <ul>${offices.map((words) => html`<li>${words}</li>`)}${own ? html`<li>${own}</li>` : nothing}</ul>
      </div>`;
  }
}

customElements.define("mingbai-results", Results);
