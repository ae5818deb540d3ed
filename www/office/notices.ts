// What residents are told on paper (明白卡), one below the other: the answer first, then one thing to do.

import { html, nothing, type TemplateResult } from "lit";
import type { Notice } from "./ledger-types.ts";
import { say, type Language } from "./words.ts";

/** `document`: what the document is called; `on`: the day. */
export function papers(notices: Notice[], document: string, on: string, caution: string | null, language: Language): TemplateResult {
  return html`<div class="notices">${notices.map((notice) => paper(notice, say(language, "notice_by", { document, on }), caution, language))}</div>`;
}

function paper({ row, who, granted, aid, pays, asks, asks_of_health }: Notice, by: string, caution: string | null, language: Language): TemplateResult {
  const amount = (yuan: string) => {
    const [least = "", most] = yuan.split("..");
    return most === undefined ? least : say(language, "notice_between", { least, most });
  };
  return html`
    <article class="notice-card" data-notice=${row}>
      <h2>${say(language, "notice")} ${who.filter((one) => one !== "").join(" ")}</h2>
      <p>${by}${caution ? html`<br><b>${caution}</b>` : nothing}</p>
      ${granted.length > 0
        ? html`<p><b>${say(language, "notice_gets")}</b></p>
          <ul>${granted.map(([title, office]) => html`<li>${title}${office === "" ? nothing : say(language, "notice_office", { office })}</li>`)}</ul>`
        : html`<p><b>${say(language, "notice_gets_nothing")}</b></p>`}
      ${pays === "" ? nothing : html`<p>${say(language, "notice_premium", { aid: amount(aid), pays: amount(pays) })}</p>`}
      ${list(say(language, "notice_asks"), asks)}
      ${list(say(language, "notice_asks_of_health"), asks_of_health)}
      <p>${say(language, "notice_guidance")}</p>
    </article>`;
}

const list = (title: string, all: string[]): TemplateResult | typeof nothing =>
  all.length > 0 ? html`<p><b>${title}</b></p><ul>${all.map((one) => html`<li>${one}</li>`)}</ul>` : nothing;
