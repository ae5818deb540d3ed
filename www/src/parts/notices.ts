// What must be said on every screen and print: rules of an older time, a document that does not hold on the day, a day that
// cannot be read, figures that are examples.

import { html, nothing, type TemplateResult } from "lit";
import type { Session } from "../state/session.ts";
import { spokenDay } from "../state/settings.ts";
import { documentTitle } from "../words/names.ts";
import { say } from "../words/say.ts";
import { lapsedWords, oldWords } from "../words/spoken.ts";

export function notices(session: Session): TemplateResult {
  const { answer, language } = session;
  // Of rules of an older time the time is said. Of a place whose documents hold, only what was its own and has lapsed is said; of one document, or where none
  // holds, that it does not.
  const held = session.readOld ? [] : session.validity === "in_force" ? session.lapsedHere : session.documents;
  return html`
    ${session.data.figures?.example
      ? html`<p class="notice example"><b>${say(session, "example_figures")}</b> ${say(session, "example_notice")}</p>`
      : nothing}
    ${session.settings.badDay ? html`<p class="notice lapsed" data-bad-day role="alert">${say(session, "bad_day")}</p>` : nothing}
    ${session.clockIsWrong ? html`<p class="notice lapsed" data-clock role="alert">${say(session, "clock_is_wrong", { day: spokenDay(session.today, language) })}</p>` : nothing}
    ${session.readOld ? html`<p class="notice lapsed" data-read-for=${session.on}><b>${say(session, "old_rules")}</b> ${oldWords(session)}</p>` : nothing}
    ${answer && Object.keys(session.readings).length > 0
      ? html`<p class="notice" data-switched>${say(session, "reading_notice")}</p>`
      : nothing}
    ${held.map((document) => {
      const { validity } = document;
      if (validity === "in_force") return nothing;
      const { from, until } = document.policy.in_force;
      const title = session.alone ? "" : `${documentTitle(document)}${say(session, "colon")}`;
      const words = validity === "not_yet_in_force" ? say(session, "not_yet_notice", { from: spokenDay(from, language) })
        : session.validity === "in_force" ? lapsedWords(session, document)
        : say(session, "lapsed_notice", { until: spokenDay(until ?? "", language) });
      return html`<p class="notice lapsed" data-validity=${validity} data-policy=${document.id}><b>${say(session, validity)}</b>
        ${session.validity === "in_force" ? "" : title}${words}</p>`;
    })}
  `;
}

/** The same in one word, for the parts of a long page where the notice is out of sight. */
export function validityTag(session: Session): TemplateResult | typeof nothing {
  const { validity, readOld } = session;
  return readOld || validity !== "in_force" ? html`<span class="validity">${say(session, readOld ? "old_rules" : validity)}</span>` : nothing;
}
