// Which documents hold in the place; folded, those that do not hold now, and the times in which they did: one with an old
// bill chooses the time of it.

import { html, nothing, type TemplateResult } from "lit";
import { ofStatus } from "../state/flow.ts";
import type { Document } from "../state/document.ts";
import type { Session } from "../state/session.ts";
import { spokenDay } from "../state/settings.ts";
import { documentTitle } from "../words/names.ts";
import { localOffice } from "../words/office.ts";
import { say, text } from "../words/say.ts";
import { timeWords } from "../words/spoken.ts";
import { verdictCard } from "./verdict.ts";

const STATUSES = ["granted", "open", "refused", "stated"];

/** Each document that counts, with its number and its days. */
export const documents = (session: Session): TemplateResult => html`
  <details class="documents">
    <summary>${say(session, session.validity === "in_force" ? "holds_here" : "documents_here")} <span class="count">${session.holding.length}</span></summary>
    <ul>${session.holding.map((document) => html`<li data-document=${document.id} data-validity=${document.validity}>
      <b>${text(session, document.policy.words.title)}</b>
      <span class="soft"><span lang="zh-CN" translate="no">${document.description.instrument}</span> · ${days(document)}</span>
    </li>`)}</ul>
  </details>
`;

function days(document: Document): string {
  const { from, until } = document.policy.in_force;
  const first = say(document, "holds_from", { day: spokenDay(from, document.language) });
  return until ? `${first}${say(document, "comma")}${say(document, "held_until", { day: spokenDay(until, document.language) })}` : first;
}

/** Where no document of the place itself is known: that these are the national laws only, and whom to ask for the rest. */
export const onlyNational = (session: Session): TemplateResult | typeof nothing =>
  session.place?.local === 0
    ? html`<p class="notice" data-only-national>${say(session, "only_national", { office: localOffice(session) })}</p>`
    : nothing;

/** The documents that do not hold now: those still to come, then the older ones, for bills of their time. */
export const older = (session: Session): TemplateResult[] =>
  session.readOld ? [] : [fold(session, "not_yet_in_force", nothing), fold(session, "lapsed", oldBill(session))].flatMap((one) => one ?? []);

function fold(session: Session, validity: "not_yet_in_force" | "lapsed", times: TemplateResult | typeof nothing): TemplateResult | null {
  const all = session.others.filter((document) => document.validity === validity);
  if (all.length === 0 && times === nothing) return null;
  return html`
    <details class="others older" data-older=${validity}>
      <summary><h3>${say(session, `older_${validity}`)}${all.length > 0 ? html` <span class="count">${all.length}</span>` : nothing}</h3></summary>
      ${times}
      ${all.map((document) => one(session, document))}
    </details>
  `;
}

function one(session: Session, document: Document): TemplateResult {
  const { id, validity, verdicts } = document;
  return html`
    <section data-document=${id} data-validity=${validity}>
      <h4>${documentTitle(document)} <small class="soft"><span lang="zh-CN" translate="no">${document.description.instrument}</span> · ${days(document)}</small></h4>
      <p class="soft">${say(session, validity === "lapsed" ? "older_lapsed_note" : "older_not_yet_note")}</p>
      ${STATUSES.flatMap((status) => ofStatus(verdicts, status)).map((told) => verdictCard(session, told))}
    </section>
  `;
}

/** The times before now, to read an old bill by, with the same answers. */
export function oldBill(session: Session): TemplateResult | typeof nothing {
  const { on, olderTimes } = session;
  if (olderTimes.length === 0) return nothing;
  return html`
    <p class="soft">${say(session, "old_bill_help")}</p>
    <ul class="places">${olderTimes.map((time) => html`<li>
      <button type="button" class="choice" data-read-on=${time.until} aria-current=${time.until === on ? "date" : nothing} @click=${() => session.readOn(time.until)}>
        <b>${timeWords(session, time)}</b>
        ${time.policies.map(({ words }) => html`<span class="state">${text(session, words.title)}</span>`)}
      </button></li>`)}</ul>
  `;
}

/** From an older time back to now. */
export const backToNow = (session: Session): TemplateResult | typeof nothing =>
  session.readOld
    ? html`<button type="button" class="link" data-action="read-now" @click=${() => session.readOn(session.today)}>${say(session, "read_now")}</button>`
    : nothing;
