// Which documents hold in the place, and, folded, those that do not hold now.

import { html, nothing, type TemplateResult } from "lit";
import { ofStatus } from "../state/flow.ts";
import type { Document } from "../state/document.ts";
import type { Session } from "../state/session.ts";
import { spokenDay } from "../state/settings.ts";
import { documentTitle } from "../words/names.ts";
import { say, text } from "../words/say.ts";
import { verdictCard } from "./verdict.ts";

const STATUSES = ["granted", "open", "refused", "stated"];

/** Each document that counts, with its number and its days. */
export const documents = (session: Session): TemplateResult => html`
  <details class="documents">
    <summary>${say(session, session.validity === "in_force" ? "holds_here" : "documents_here")} <span class="count">${session.holding.length}</span></summary>
    <ul>${session.holding.map((document) => html`<li data-document=${document.id} data-validity=${document.validity}>
      <b>${text(session, document.policy.words.title)}</b>
      <span class="soft"><span lang="zh-CN">${document.description.instrument}</span> · ${days(document)}</span>
    </li>`)}</ul>
  </details>
`;

function days(document: Document): string {
  const { from, until } = document.policy.in_force;
  const first = say(document, "holds_from", { day: spokenDay(from, document.language) });
  return until ? `${first}${say(document, "comma")}${say(document, "held_until", { day: spokenDay(until, document.language) })}` : first;
}

/** The documents that do not hold now: those still to come, then the older ones, for bills of their time. */
export function older(session: Session): TemplateResult[] {
  return (["not_yet_in_force", "lapsed"] as const).flatMap((validity) => {
    const all = session.others.filter((document) => document.validity === validity);
    if (all.length === 0) return [];
    return [html`
      <details class="others older" data-older=${validity}>
        <summary><h3>${say(session, `older_${validity}`)} <span class="count">${all.length}</span></h3></summary>
        ${all.map((document) => one(session, document))}
      </details>
    `];
  });
}

function one(session: Session, document: Document): TemplateResult {
  const { id, validity, policy, verdicts } = document;
  return html`
    <section data-document=${id} data-validity=${validity}>
      <h4>${documentTitle(document)} <small class="soft"><span lang="zh-CN">${document.description.instrument}</span> · ${days(document)}</small></h4>
      <p class="soft">${say(session, validity === "lapsed" ? "older_lapsed_note" : "older_not_yet_note")}</p>
      <p><button type="button" class="link" data-action="document-alone" @click=${() => session.lookAtDocument(policy)}>${say(session, "document_alone")}</button></p>
      ${STATUSES.flatMap((status) => ofStatus(verdicts, status)).map((told) => verdictCard(session, told))}
    </section>
  `;
}

/** From a document that is looked at by itself back to all that hold in the place. */
export const backToAll = (session: Session): TemplateResult | typeof nothing =>
  session.whole
    ? html`<button type="button" class="link" data-action="all-documents" @click=${() => session.lookAtAll()}>${say(session, "all_documents", { place: text(session, session.whole.name) })}</button>`
    : nothing;
