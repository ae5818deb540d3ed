// One provision: yes, no or need to know; why; how to claim; the clause; the readings it rests on.

import { html, nothing, type TemplateResult } from "lit";
import type { Verdict } from "../engine/types.ts";
import type { Document, Told } from "../state/document.ts";
import { documentTitle, factAndValue, factWords, labelOf, titleOf } from "../words/names.ts";
import { workedOutWords } from "../words/amount.ts";
import { officeWords } from "../words/office.ts";
import { outcomesWords } from "../words/outcome.ts";
import type { Session } from "../state/session.ts";
import { say, text } from "../words/say.ts";

export const MARK = { granted: "✓", refused: "–", open: "?", stated: "·" } as const;

/** So many open facts are named on a folded card; more would only be noise. */
const FEW = 2;

export function verdictCard(session: Session, told: Told): TemplateResult {
  const { document, verdict } = told;
  const { provision, status, kind } = verdict;
  const words = document.policy.words.provisions[provision];
  const outcomes = outcomesWords(told);
  const tag = status === "stated" ? say(document, kind === "duty" ? "duty" : "commitment") : say(document, status);
  return html`
    <details class="verdict ${status}" data-provision=${provision} data-policy=${document.id} data-status=${status} data-kind=${kind}>
      <summary>
        <span class="tag"><span class="mark" aria-hidden="true">${MARK[status]}</span> <span class="status">${tag}</span></span>
        <b class="title">${titleOf(told)}</b>
        ${status === "granted" ? html`<span class="outcome">${[outcomes, ...workedOutWords(document, verdict)].join(say(session, "semicolon"))}</span>` : nothing}
        ${verdict.asks.length > 0 && verdict.asks.length <= FEW
          ? html`<span class="asks">${say(session, "still_asks")}${asks(session, verdict)}</span>`
          : nothing}
        ${session.alone ? nothing : source(document)}
      </summary>
      <div class="body">
        <p>${text(session, words?.what)}</p>
        ${verdict.asks.length > 0 ? part(say(session, "still_asks"), toFindOut(session, verdict)) : nothing}
        ${verdict.asks.length > 0 ? part(say(session, "possible"), html`<p>${outcomes}</p>`) : nothing}
        ${status === "granted" || status === "refused" ? why(told) : nothing}
        ${status === "granted" || status === "open" ? claim(told) : nothing}
        ${part(say(session, "clause"), html`<p lang="zh-CN" translate="no">${document.description.instrument} ${clauses(verdict)}</p>`)}
        ${readings(session, told)}
        ${words?.emended ? part(say(session, "emended"), html`<p>${text(session, words.emended)}</p>`) : nothing}
      </div>
    </details>
  `;
}

const part = (title: string, body: unknown) => html`<h4>${title}</h4>${body}`;

/** Clause numbers; no line breaks inside one. */
export const clauses = ({ cites }: Verdict): TemplateResult[] => cites.map(({ at }, index) => html`${index > 0 ? "、" : ""}<span class="whole">${at}</span>`);

/** The document that a result is from; where it does not hold, that it does not. */
export const source = (document: Document): TemplateResult =>
  html`<span class="source">${documentTitle(document)}${document.validity === "in_force" ? nothing : html` <i class="validity">${say(document, document.validity)}</i>`}</span>`;

function asks(session: Session, { asks }: Verdict): string {
  return asks.map((fact) => labelOf(session, fact)).join(say(session, "comma"));
}

/** How to find out each fact. What was answered "I don't know" can be answered from here, and what waits for another
 * fact and is not put by itself. */
function toFindOut(session: Session, { asks }: Verdict): TemplateResult {
  return html`<ul class="to-find-out">${asks.map((fact) => {
    const label = labelOf(session, fact);
    const help = text(session, factWords(session, fact)?.help);
    const answered = session.answers.has(fact);
    return html`<li>
      <b>${label}</b>${help ? html`${say(session, "colon")}${help}` : nothing}
      ${answered || !session.questions.includes(fact)
        ? html`<button type="button" class="link" data-action="change" aria-label=${say(session, answered ? "change_what" : "answer_what", { what: label })}
            @click=${() => session.review(fact)}>${say(session, answered ? "change" : "answer_now")}</button>`
        : nothing}
    </li>`;
  })}</ul>`;
}

function why({ document, verdict: { provision, row, because } }: Told): TemplateResult {
  const sentence = row ? text(document, document.policy.words.provisions[provision]?.rows?.[row]) : "";
  return part(say(document, "why"), html`
    ${sentence ? html`<p>${sentence}</p>` : nothing}
    ${because.length > 0
      ? html`<p>${say(document, "because")}</p>
        <ul class="facts">${because.map(({ fact, value }) => html`<li>${factAndValue(document, fact, value)}</li>`)}</ul>`
      : html`<p>${say(document, "whatever_all")}</p>`}
  `);
}

function claim(told: Told): TemplateResult {
  const { document, verdict } = told;
  const stated = text(document, document.policy.words.provisions[verdict.provision]?.claim);
  const office = officeWords(told);
  return part(say(document, "how_to_claim"), html`<p>${stated || say(document, document.past ? "first_lapsed" : "how_to_claim_unstated")}</p>${office ? html`<p>${office}</p>` : nothing}`);
}

function readings(session: Session, told: Told): TemplateResult | typeof nothing {
  const { document, verdict } = told;
  const all = [...new Set([...verdict.readings, ...verdict.notes])];
  if (all.length === 0) return nothing;
  return html`
    <details class="readings">
      <summary>${say(session, "rests_on_reading")} <span class="count">${all.length}</span></summary>
      ${all.map((id) => {
        const words = document.policy.words.readings[id];
        return html`
          <div class="reading" data-reading=${id}>
            <p><b>${text(session, words?.question) || id}</b></p>
            <p>${say(session, "reading_taken")}${text(session, words?.taken)}</p>
            <p>${say(session, "reading_other")}${text(session, words?.other)}</p>
            ${switchable(document, id) ? switchOf(session, told, id, text(session, words?.question) || id) : nothing}
          </div>`;
      })}
    </details>`;
}

const switchable = ({ description }: Document, id: string) => description.readings.some((reading) => reading.id === id && reading.switchable);

/** The other way to read it, for this resident's results alone. */
function switchOf(session: Session, { document, verdict: { provision } }: Told, id: string, question: string): TemplateResult {
  const other = session.readings[id] === false;
  // The result may move to another group, folded perhaps: its card stays open and the button keeps the focus.
  const change = (event: Event) => {
    const root = (event.target as HTMLElement).getRootNode() as ShadowRoot;
    session.switchReading(id);
    setTimeout(() => {
      const card = root.querySelector(`[data-provision="${provision}"][data-policy="${document.id}"]`);
      for (const part of [card?.parentElement?.closest("details"), card, card?.querySelector(".readings")]) part?.setAttribute("open", "");
      card?.querySelector<HTMLElement>(`[data-reading="${id}"] button`)?.focus();
    });
  };
  return html`
    ${other ? html`<p class="switched"><b>${say(session, "reading_switched")}</b></p>` : nothing}
    <button type="button" class="link" data-action="switch-reading" aria-pressed=${other ? "true" : "false"}
      aria-label="${say(session, other ? "reading_back" : "reading_switch")}${say(session, "colon")}${question}"
      @click=${change}>${say(session, other ? "reading_back" : "reading_switch")}</button>
  `;
}
