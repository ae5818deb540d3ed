// One calm question at a time.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Question as Asked } from "../state/flow.ts";
import type { FactEntry } from "../parts/fact-entry.ts";
import "../parts/fact-entry.ts";
import { GroupEntry } from "../parts/group-entry.ts";
import { aloud, silence } from "../parts/aloud.ts";
import { factWords, groupWords, titleOf } from "../words/names.ts";
import { personWords } from "../words/people.ts";
import { goTo, Room, stayHere } from "../parts/room.ts";
import { say, text } from "../words/say.ts";

/** Named results below a question; more are counted. */
const WHY_SHOWN = 3;

/** So much of an answer is enough to see that there is one, pixels. */
const ANSWER = 60;

export class Question extends Room {
  private shown: string | undefined;

  override render(): TemplateResult {
    const { session } = this;
    const { ask } = session;
    return ask ? html`${keyed(`${session.sitting} ${session.person.key} ${ask.facts} ${session.reviewed}`, this.question(ask))}` : this.done();
  }

  /** A new question takes the focus, so that a screen reader reads it and the keyboard starts there. */
  override updated(changed: PropertyValues): void {
    super.updated(changed);
    const now = this.session.ask?.facts.join(" ") ?? "";
    if (this.session.moved && this.shown !== now) {
      // The entry, where there is one, draws itself after this.
      const drawn = this.entry?.updateComplete ?? Promise.resolve();
      void drawn.then(() => {
        this.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
        this.bring(parseFloat(getComputedStyle(this).scrollMarginTop));
      });
    }
    this.shown = now;
  }

  /** A calm page stays where it is while the question and its first two answers are in sight: from here down, pixels. */
  bring(from = -Infinity): void {
    const answers = this.querySelectorAll(".option, .typed");
    const top = (element: Element = this) => element.getBoundingClientRect().top;
    if (top() < from || top(answers[1] ?? answers[0]) > innerHeight - ANSWER) this.scrollIntoView({ block: "start" });
  }

  private get entry(): FactEntry | GroupEntry | null {
    return this.querySelector("mingbai-fact, mingbai-group");
  }

  private question(ask: Asked): TemplateResult {
    const { session } = this;
    return html`
      <form class="sheet question" autocomplete="off" data-question=${ask.facts.join(" ")} novalidate @submit=${stayHere} @keydown=${(event: KeyboardEvent) => this.enter(event, ask)}>
        ${session.moneyAsked ? this.money() : nothing}
        <div class="top"><p class="progress">${session.people.length > 1 ? html`<b class="whose">${personWords(session, session.person)}</b> ` : nothing}${say(session, "progress", { left: session.questionsLeft })}</p> ${aloud(session, "question")}</div>
        ${silence(session, "question")}
        ${this.inputs(ask.facts)}
        <p class="steps">
          ${session.canGoBack
            ? html`<button type="button" class="other" data-action="back" @click=${() => session.back()}>${say(session, "back")}</button>`
            : nothing}
          <button type="button" class="main" data-action="next" @click=${() => this.next(ask)}>${say(session, session.reviewed.length > 0 ? "save" : "next")}</button>
        </p>
        ${this.why(ask)}
      </form>
    `;
  }

  private inputs(facts: string[]): TemplateResult {
    const { session } = this;
    const [fact = ""] = facts;
    const legend = (words: string) => html`<h2 tabindex="-1">${words}</h2>`;
    return facts.length > 1
      ? html`<mingbai-group .session=${session} .flags=${facts} .legend=${legend(text(session, groupWords(session, facts)?.question))}></mingbai-group>`
      : html`<mingbai-fact .session=${session} .fact=${session.fact(fact)} .given=${session.answers.get(fact)} .name=${fact} .refused=${session.refused.has(fact)}
          .legend=${legend(text(session, factWords(session, fact)?.question) || fact)}></mingbai-fact>`;
  }

  /** Enter in an entry goes on, also in a frame that may not submit forms. */
  private enter(event: KeyboardEvent, ask: Asked): void {
    if (event.key !== "Enter" || event.isComposing || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    this.next(ask);
  }

  private next({ facts }: Asked): void {
    const { entry } = this;
    if (entry instanceof GroupEntry) {
      const given = entry.read();
      if (given) this.session.give(given);
    } else {
      const given = entry?.read();
      if (given !== undefined) this.session.give(facts.map((fact) => [fact, given]));
    }
  }

  /** That what is still asked is about services only, and the way to the results. */
  private money(): TemplateResult {
    const { session } = this;
    return html`
      <div class="notice" data-money-asked>
        <p>${say(session, session.moneyForOthers ? "money_for_others" : "money_asked")} ${say(session, "services_left", { n: session.questionsLeft })}</p>
        <p class="steps">${this.toResults("other")}</p>
      </div>`;
  }

  private toResults(look: "main" | "other"): TemplateResult {
    return html`<button type="button" class=${look} data-lead="results" @click=${() => goTo(this.getRootNode(), "results")}>${say(this.session, "see_results")}</button>`;
  }

  private why(ask: Asked): TemplateResult | typeof nothing {
    const { session } = this;
    const titles = [...new Set(ask.why.map(titleOf))];
    const more = titles.length - WHY_SHOWN;
    if (session.reviewed.length > 0 && titles.length === 0) return nothing;
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
        <p>${session.moneyForOthers ? say(session, "money_for_others") : ""} ${say(session, "all_asked_text", session.counts)}</p>
        <p class="steps">
          ${session.canGoBack
            ? html`<button type="button" class="other" data-action="back" @click=${() => session.back()}>${say(session, "back")}</button>`
            : nothing}
          ${this.toResults("main")}
        </p>
      </section>
    `;
  }

}

customElements.define("mingbai-question", Question);
