// What must be said on every screen: a document that does not hold on the day, figures that are examples.

import { html, nothing, type TemplateResult } from "lit";
import type { Session } from "../state/session.ts";
import { spokenDay } from "../state/settings.ts";
import { say } from "../words/say.ts";

export function notices(session: Session): TemplateResult {
  const { answer, description, language } = session;
  const { from, until } = description?.in_force ?? {};
  return html`
    ${session.data.figures?.example
      ? html`<p class="notice example"><b>${say(session, "example_figures")}</b> ${say(session, "example_notice")}</p>`
      : nothing}
    ${answer && Object.keys(session.readings).length > 0
      ? html`<p class="notice" data-switched>${say(session, "reading_notice")}</p>`
      : nothing}
    ${answer?.validity === "lapsed" && until
      ? html`<p class="notice lapsed" data-validity="lapsed"><b>${say(session, "lapsed")}</b>
          ${say(session, "lapsed_notice", { until: spokenDay(until, language) })}</p>`
      : nothing}
    ${answer?.validity === "not_yet_in_force" && from
      ? html`<p class="notice lapsed" data-validity="not_yet_in_force"><b>${say(session, "not_yet_in_force")}</b>
          ${say(session, "not_yet_notice", { from: spokenDay(from, language) })}</p>`
      : nothing}
  `;
}

/** The same in one word, for the parts of a long page where the notice is out of sight. */
export function validityTag(session: Session): TemplateResult | typeof nothing {
  const validity = session.answer?.validity;
  return validity && validity !== "in_force" ? html`<span class="validity">${say(session, validity)}</span>` : nothing;
}
