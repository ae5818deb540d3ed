// One provision: yes, no or need to know; why; how to claim; the clause; the readings it rests on.

import { html, nothing, type TemplateResult } from "lit";
import type { Verdict } from "./engine-types.ts";
import { factAndValue, labelOf, outcomeWords } from "./outcome-words.ts";
import type { Session } from "./session.ts";

export const MARK = { granted: "✓", refused: "–", open: "?", stated: "·" } as const;

/** So many open facts are named on a folded card; more would only be noise. */
const FEW = 2;

export function verdictCard(session: Session, verdict: Verdict): TemplateResult {
  const { provision, status, kind } = verdict;
  const words = session.policy?.words.provisions[provision];
  const given = verdict.outcomes.filter((outcome) => outcome !== "nothing");
  const refusable = given.length < verdict.outcomes.length;
  const short = given.map((outcome) => outcomeWords(session, outcome));
  if (status === "open" && refusable) short.push(session.say("or_nothing"));
  const outcomes = short.join(session.say("semicolon"));
  const tag = status === "stated" ? session.say(kind === "duty" ? "duty" : "commitment") : session.say(status);
  return html`
    <details class="verdict ${status}" data-provision=${provision} data-status=${status} data-kind=${kind}>
      <summary>
        <span class="tag"><span class="mark" aria-hidden="true">${MARK[status]}</span> ${tag}</span>
        <b class="title">${session.text(words?.title) || provision}</b>
        ${status === "granted" ? html`<span class="outcome">${outcomes}</span>` : nothing}
        ${status === "open" && verdict.asks.length <= FEW
          ? html`<span class="asks">${session.say("still_asks")}${asks(session, verdict)}</span>`
          : nothing}
      </summary>
      <div class="body">
        <p>${session.text(words?.what)}</p>
        ${status === "open" ? part(session.say("still_asks"), html`<p>${asks(session, verdict)}</p>`) : nothing}
        ${status === "open" ? part(session.say("possible"), html`<p>${outcomes}</p>`) : nothing}
        ${status === "granted" || status === "refused" ? why(session, verdict) : nothing}
        ${status === "granted" || status === "open" ? claim(session, verdict) : nothing}
        ${part(session.say("clause"), html`<p lang="zh-CN">${session.description?.instrument} ${clauses(verdict)}</p>`)}
        ${readings(session, verdict)}
        ${words?.emended ? part(session.say("emended"), html`<p>${session.text(words.emended)}</p>`) : nothing}
      </div>
    </details>
  `;
}

const part = (title: string, body: unknown) => html`<h4>${title}</h4>${body}`;

const clauses = ({ cites }: Verdict) => cites.map(({ at }) => at).join("、");

function asks(session: Session, { asks }: Verdict): string {
  return asks.map((fact) => labelOf(session, fact)).join(session.say("comma"));
}

function why(session: Session, { provision, row, because }: Verdict): TemplateResult {
  const sentence = row ? session.text(session.policy?.words.provisions[provision]?.rows?.[row]) : "";
  return part(session.say("why"), html`
    ${sentence ? html`<p>${sentence}</p>` : nothing}
    ${because.length > 0
      ? html`<p>${session.say("because")}</p>
        <ul class="facts">${because.map(({ fact, value }) => html`<li>${factAndValue(session, fact, value)}</li>`)}</ul>`
      : html`<p>${session.say("whatever_all")}</p>`}
  `);
}

function claim(session: Session, { provision }: Verdict): TemplateResult {
  const stated = session.text(session.policy?.words.provisions[provision]?.claim);
  return part(session.say("how_to_claim"), html`<p>${stated || session.say("how_to_claim_unstated")}</p>`);
}

function readings(session: Session, verdict: Verdict): TemplateResult | typeof nothing {
  const all = [...new Set([...verdict.readings, ...verdict.notes])];
  if (all.length === 0) return nothing;
  return part(session.say("rests_on_reading"), all.map((id) => {
    const words = session.policy?.words.readings[id];
    return html`
      <div class="reading" data-reading=${id}>
        <p><b>${session.text(words?.question) || id}</b></p>
        <p>${session.say("reading_taken")}${session.text(words?.taken)}</p>
        <p>${session.say("reading_other")}${session.text(words?.other)}</p>
        ${switchable(session, id) ? switchOf(session, verdict.provision, id, session.text(words?.question) || id) : nothing}
      </div>`;
  }));
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
      card?.setAttribute("open", "");
      card?.querySelector<HTMLElement>(`[data-reading="${id}"] button`)?.focus();
    });
  };
  return html`
    ${other ? html`<p class="switched"><b>${session.say("reading_switched")}</b></p>` : nothing}
    <button type="button" class="link" data-action="switch-reading" aria-pressed=${other ? "true" : "false"}
      aria-label="${session.say(other ? "reading_back" : "reading_switch")}${session.say("colon")}${question}"
      @click=${change}>${session.say(other ? "reading_back" : "reading_switch")}</button>
  `;
}
