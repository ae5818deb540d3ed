// One calm question at a time. Native inputs, so that keyboard, touch and screen reader simply work.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { FactDescription, FactValue } from "../engine/types.ts";
import type { Question as Asked } from "../state/flow.ts";
import { aloud, silence } from "../parts/aloud.ts";
import { factWords, titleOf } from "../words/names.ts";
import { goTo, Room } from "../parts/room.ts";
import { validityTag } from "../parts/notices.ts";
import type { Given } from "../state/person.ts";
import { say, text } from "../words/say.ts";

/** Named results below a question; more are counted. */
const WHY_SHOWN = 3;

class Question extends Room {
  static override properties = { ...Room.properties, problem: { state: true } };

  declare problem: string;

  private shown: string | undefined;

  constructor() {
    super();
    this.problem = "";
  }

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
      this.problem = "";
      this.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
      // A calm page stays where it is while the question is in sight.
      const { top } = this.getBoundingClientRect();
      const margin = parseFloat(getComputedStyle(this).scrollMarginTop);
      if (top < margin || top > innerHeight / 2) this.scrollIntoView({ block: "start" });
    }
    this.shown = now;
  }

  private question(ask: Asked, fact: FactDescription): TemplateResult {
    const { session } = this;
    const words = factWords(session, fact.id);
    const given = session.answers.get(fact.id);
    return html`
      <form class="sheet question" autocomplete="off" data-question=${fact.id} novalidate @submit=${(event: Event) => this.next(event, fact)}>
        <div class="top"><p class="progress">${say(session, "progress", { left: session.questionsLeft })} ${validityTag(session)}</p> ${aloud(session, "question")}</div>
        ${silence(session, "question")}
        <fieldset aria-describedby=${[words?.help && "help", this.problem && "problem"].filter(Boolean).join(" ") || nothing}>
          <legend><h2 tabindex="-1">${text(session, words?.question) || fact.id}</h2></legend>
          ${words?.help ? html`<p class="help" id="help">${text(session, words.help)}</p>` : nothing}
          ${this.inputs(fact, given)}
        </fieldset>
        ${this.problem ? html`<p class="problem" id="problem" role="alert">${this.problem}</p>` : nothing}
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

  private inputs(fact: FactDescription, given: Given | undefined): TemplateResult {
    const { session } = this;
    const words = factWords(session, fact.id);
    const option = (type: "radio" | "checkbox", value: string, label: string, checked: boolean, name = fact.id) => html`
      <label class="option ${value === "unknown" ? "unsure" : ""}">
        <input type=${type} name=${name} value=${value} .checked=${checked} @change=${this.tidy}>
        <span>${label}</span>
      </label>
    `;
    const unknown = (type: "radio" | "checkbox") => option(type, "unknown", say(session, "unknown"), given === null);
    if (fact.kind === "flag") {
      return html`<div class="options">
        ${option("radio", "true", say(session, "yes"), given === true)}
        ${option("radio", "false", say(session, "no"), given === false)}
        ${unknown("radio")}
      </div>`;
    }
    if (fact.kind === "number") {
      const typed = typeof given === "number" ? String(given) : "";
      return html`<div class="options">
        <label class="typed">
          <input type="number" inputmode=${session.settings.kiosk ? "none" : "numeric"} name=${fact.id} min=${fact.min ?? nothing} max=${fact.max ?? nothing} step="1"
            aria-label=${text(session, words?.question)} autocomplete="off" .value=${typed} @input=${this.tidy}>
          <span>${text(session, words?.unit)}</span>
        </label>
        ${unknown("checkbox")}
      </div>`;
    }
    const set = fact.kind === "set";
    const type = set ? "checkbox" : "radio";
    const has = (value: string) => (Array.isArray(given) ? given.includes(value) : given === value);
    return html`<div class="options">
      ${(fact.values ?? []).map((value) => option(type, value, text(session, words?.values?.[value]) || value, has(value)))}
      ${set ? option(type, "none", say(session, "none_of_these"), Array.isArray(given) && given.length === 0) : nothing}
      ${unknown(type)}
    </div>`;
  }

  /** "None of these" and "I don't know" exclude the others, as a resident would expect. */
  private readonly tidy = (event: Event): void => {
    this.problem = "";
    const input = event.target as HTMLInputElement;
    const all = [...(input.closest("fieldset")?.querySelectorAll("input") ?? [])];
    const alone = (other: HTMLInputElement) => other.value === "none" || other.value === "unknown";
    if (input.type === "checkbox" && !input.checked) return;
    for (const other of all) {
      if (other === input) continue;
      if (other.type === "number") {
        if (input.type === "checkbox") other.value = "";
      } else if (other.type === "checkbox" && (alone(input) || alone(other))) other.checked = false;
    }
  };

  private next(event: Event, fact: FactDescription): void {
    event.preventDefault();
    const fieldset = this.querySelector("fieldset");
    if (!fieldset) return;
    const problem = this.problemOf(fieldset, fact);
    if (problem) {
      this.problem = problem;
      fieldset.querySelector("input")?.focus();
      return;
    }
    this.session.give(fact.id, this.session.checker.readAnswer(fieldset, fact.id) as FactValue | null);
  }

  private problemOf(fieldset: HTMLFieldSetElement, fact: FactDescription): string {
    const { session } = this;
    const chosen = fieldset.querySelector("input:checked");
    if (chosen) return "";
    if (fact.kind !== "number") return say(session, "please_choose");
    const typed = fieldset.querySelector<HTMLInputElement>("input[type=number]")?.value ?? "";
    const { min = 0, max = Number.MAX_SAFE_INTEGER } = fact;
    const fits = /^\d{1,15}$/.test(typed) && Number(typed) >= min && Number(typed) <= max;
    return fits ? "" : say(session, "please_number", { min, max });
  }

  private why(ask: Asked): TemplateResult | typeof nothing {
    const { session } = this;
    const titles = ask.why.map((provision) => titleOf(session, provision));
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
