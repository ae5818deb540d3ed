// One calm question at a time.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { FactDescription } from "../engine/types.ts";
import type { Question as Asked } from "../state/flow.ts";
import type { FactEntry } from "../parts/fact-entry.ts";
import "../parts/fact-entry.ts";
import { aloud, silence } from "../parts/aloud.ts";
import { factWords, titleOf } from "../words/names.ts";
import { goTo, Room } from "../parts/room.ts";
import { validityTag } from "../parts/notices.ts";
import { say, text } from "../words/say.ts";

/** Named results below a question; more are counted. */
const WHY_SHOWN = 3;

class Question extends Room {
  private shown: string | undefined;

  override render(): TemplateResult {
    const { session } = this;
    const { ask } = session;
    const fact = ask && session.fact(ask.fact);
    return ask && fact ? html`${keyed(`${session.sitting} ${fact.id} ${session.reviewed}`, this.question(ask, fact))}` : this.done();
  }

  /** A new question takes the focus, so that a screen reader reads it and the keyboard starts there. */
  override updated(changed: PropertyValues): void {
    super.updated(changed);
    const now = this.session.ask?.fact ?? "";
    if (this.session.moved && this.shown !== now) {
      // The entry, where there is one, draws itself after this.
      const drawn = this.querySelector<FactEntry>("mingbai-fact")?.updateComplete ?? Promise.resolve();
      void drawn.then(() => this.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true }));
      // A calm page stays where it is while the question is in sight.
      const { top } = this.getBoundingClientRect();
      const margin = parseFloat(getComputedStyle(this).scrollMarginTop);
      if (top < margin || top > innerHeight / 2) this.scrollIntoView({ block: "start" });
    }
    this.shown = now;
  }

  private question(ask: Asked, fact: FactDescription): TemplateResult {
    const { session } = this;
    return html`
      <form class="sheet question" autocomplete="off" data-question=${fact.id} novalidate @submit=${(event: Event) => this.next(event, fact)}>
        <div class="top"><p class="progress">${say(session, "progress", { left: session.questionsLeft })} ${validityTag(session)}</p> ${aloud(session, "question")}</div>
        ${silence(session, "question")}
        <mingbai-fact .session=${session} .fact=${fact} .given=${session.answers.get(fact.id)} .name=${fact.id} .refused=${session.refused.has(fact.id)}
          .legend=${html`<h2 tabindex="-1">${text(session, factWords(session, fact.id)?.question) || fact.id}</h2>`}></mingbai-fact>
        <p class="steps">
          ${session.canGoBack
            ? html`<button type="button" class="other" data-action="back" @click=${() => session.back()}>${say(session, "back")}</button>`
            : nothing}
          <button type="submit" class="main" data-action="next">${say(session, session.reviewed ? "save" : "next")}</button>
        </p>
        ${this.why(ask)}
      </form>
    `;
  }

  private next(event: Event, fact: FactDescription): void {
    event.preventDefault();
    const given = this.querySelector<FactEntry>("mingbai-fact")?.read();
    if (given !== undefined) this.session.give(fact.id, given);
  }

  private why(ask: Asked): TemplateResult | typeof nothing {
    const { session } = this;
    const titles = [...new Set(ask.why.map(titleOf))];
    const more = titles.length - WHY_SHOWN;
    if (session.reviewed && titles.length === 0) return nothing;
    return html`
      <div class="why">
        <h3>${say(session, "why_asked")}</h3>
        ${titles.length === 0
          ? html`<p>${say(session, "why_amounts")}</p>`
          : html`<p>${say(session, "why_hangs")}</p>
            <ul>
              ${titles.slice(0, WHY_SHOWN).map((title) => html`<li>${title}</li>`)}
              ${more > 0 ? html`<li class="more">${say(session, "why_more", { n: more })}</li>` : nothing}
            </ul>`}
      </div>
    `;
  }

  private done(): TemplateResult {
    const { session } = this;
    return html`
      <section class="sheet done">
        <div class="top"><h2 tabindex="-1">${say(session, "all_asked")}</h2> ${aloud(session, "question")}</div>
        ${silence(session, "question")}
        <p>${say(session, "all_asked_text", session.counts)}</p>
        <p class="steps">
          ${session.canGoBack
            ? html`<button type="button" class="other" data-action="back" @click=${() => session.back()}>${say(session, "back")}</button>`
            : nothing}
          <button type="button" class="main" @click=${() => goTo(this.getRootNode(), "results")}>${say(session, "see_results")}</button>
        </p>
      </section>
    `;
  }

}

customElements.define("mingbai-question", Question);
