// One provision: yes, no or need to know; why; how to claim; the clause; the readings it rests on.

import { html, nothing, type TemplateResult } from "lit";
import type { Verdict } from "../engine/types.ts";
import { factAndValue, factWords, labelOf } from "../words/names.ts";
import { workedOutWords } from "../words/amount.ts";
import { outcomesWords } from "../words/outcome.ts";
import type { Session } from "../state/session.ts";
import { say, text } from "../words/say.ts";

export const MARK = { granted: "✓", refused: "–", open: "?", stated: "·" } as const;

/** So many open facts are named on a folded card; more would only be noise. */
const FEW = 2;

export function verdictCard(session: Session, verdict: Verdict): TemplateResult {
  const { provision, status, kind } = verdict;
  const words = session.policy?.words.provisions[provision];
  const outcomes = outcomesWords(session, verdict);
  const tag = status === "stated" ? say(session, kind === "duty" ? "duty" : "commitment") : say(session, status);
  return html`
    <details class="verdict ${status}" data-provision=${provision} data-status=${status} data-kind=${kind}>
      <summary>
        <span class="tag"><span class="mark" aria-hidden="true">${MARK[status]}</span> <span class="status">${tag}</span></span>
        <b class="title">${text(session, words?.title) || provision}</b>
        ${status === "granted" ? html`<span class="outcome">${[outcomes, ...workedOutWords(session, verdict)].join(say(session, "semicolon"))}</span>` : nothing}
        ${verdict.asks.length > 0 && verdict.asks.length <= FEW
          ? html`<span class="asks">${say(session, "still_asks")}${asks(session, verdict)}</span>`
          : nothing}
      </summary>
      <div class="body">
        <p>${text(session, words?.what)}</p>
        ${verdict.asks.length > 0 ? part(say(session, "still_asks"), toFindOut(session, verdict)) : nothing}
        ${verdict.asks.length > 0 ? part(say(session, "possible"), html`<p>${outcomes}</p>`) : nothing}
        ${status === "granted" || status === "refused" ? why(session, verdict) : nothing}
        ${status === "granted" || status === "open" ? claim(session, verdict) : nothing}
        ${part(say(session, "clause"), html`<p lang="zh-CN">${session.description?.instrument} ${clauses(verdict)}</p>`)}
        ${readings(session, verdict)}
        ${words?.emended ? part(say(session, "emended"), html`<p>${text(session, words.emended)}</p>`) : nothing}
      </div>
    </details>
  `;
}

const part = (title: string, body: unknown) => html`<h4>${title}</h4>${body}`;

/** Clause numbers; no line breaks inside one. */
export const clauses = ({ cites }: Verdict): TemplateResult[] => cites.map(({ at }, index) => html`${index > 0 ? "、" : ""}<span class="whole">${at}</span>`);

function asks(session: Session, { asks }: Verdict): string {
  return asks.map((fact) => labelOf(session, fact)).join(say(session, "comma"));
}

/** How to find out each fact; what was answered "I don't know" can be answered from here. */
function toFindOut(session: Session, { asks }: Verdict): TemplateResult {
  return html`<ul class="to-find-out">${asks.map((fact) => {
    const label = labelOf(session, fact);
    const help = text(session, factWords(session, fact)?.help);
    return html`<li>
      <b>${label}</b>${help ? html`${say(session, "colon")}${help}` : nothing}
      ${session.answers.has(fact)
        ? html`<button type="button" class="link" data-action="change" aria-label=${say(session, "change_what", { what: label })}
            @click=${() => session.review(fact)}>${say(session, "change")}</button>`
        : nothing}
    </li>`;
  })}</ul>`;
}

function why(session: Session, { provision, row, because }: Verdict): TemplateResult {
  const sentence = row ? text(session, session.policy?.words.provisions[provision]?.rows?.[row]) : "";
  return part(say(session, "why"), html`
    ${sentence ? html`<p>${sentence}</p>` : nothing}
    ${because.length > 0
      ? html`<p>${say(session, "because")}</p>
        <ul class="facts">${because.map(({ fact, value }) => html`<li>${factAndValue(session, fact, value)}</li>`)}</ul>`
      : html`<p>${say(session, "whatever_all")}</p>`}
  `);
}

function claim(session: Session, { provision }: Verdict): TemplateResult {
  const stated = text(session, session.policy?.words.provisions[provision]?.claim);
  return part(say(session, "how_to_claim"), html`<p>${stated || say(session, "how_to_claim_unstated")}</p>`);
}

function readings(session: Session, verdict: Verdict): TemplateResult | typeof nothing {
  const all = [...new Set([...verdict.readings, ...verdict.notes])];
  if (all.length === 0) return nothing;
  return html`
    <details class="readings">
      <summary>${say(session, "rests_on_reading")} <span class="count">${all.length}</span></summary>
      ${all.map((id) => {
        const words = session.policy?.words.readings[id];
        return html`
          <div class="reading" data-reading=${id}>
            <p><b>${text(session, words?.question) || id}</b></p>
            <p>${say(session, "reading_taken")}${text(session, words?.taken)}</p>
            <p>${say(session, "reading_other")}${text(session, words?.other)}</p>
            ${switchable(session, id) ? switchOf(session, verdict.provision, id, text(session, words?.question) || id) : nothing}
          </div>`;
      })}
    </details>`;
}

const switchable = (session: Session, id: string) => session.description?.readings.some((reading) => reading.id === id && reading.switchable);

/** The other way to read it, for this resident's results alone. */
function switchOf(session: Session, provision: string, id: string, question: string): TemplateResult {
  const other = session.readings[id] === false;
  // The result may move to another group: its card stays open and the button keeps the focus.
  const change = (event: Event) => {
    const root = (event.target as HTMLElement).getRootNode() as ShadowRoot;
    session.switchReading(id);
    setTimeout(() => {
      const card = root.querySelector(`[data-provision="${provision}"]`);
      for (const part of [card, card?.querySelector(".readings")]) part?.setAttribute("open", "");
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
