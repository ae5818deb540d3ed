// The button that reads aloud, and the message where nothing can.

import { html, nothing, svg, type TemplateResult } from "lit";
import type { Session } from "../state/session.ts";
import { spokenQuestion, spokenResults } from "../words/spoken.ts";
import { readAloud } from "../state/voice.ts";
import { say } from "../words/say.ts";

type What = Session["silent"];

const LOUDSPEAKER = svg`<path d="M3 9v6h4l5 4V5L7 9zM15 8.5a5 5 0 0 1 0 7M17.5 6a8.5 8.5 0 0 1 0 12" />`;

export function aloud(session: Session, what: What): TemplateResult {
  const read = async () => {
    const sentences = what === "question" ? spokenQuestion(session) : spokenResults(session);
    session.silence = await readAloud(sentences, session.language);
    session.silent = what;
    session.changed();
  };
  return html`<button type="button" class="aloud" data-action=${what === "question" ? "read-aloud" : "read-results"} @click=${read}><svg viewBox="0 0 24 24" aria-hidden="true">${LOUDSPEAKER}</svg>${say(session, "read_aloud")}</button>`;
}

export const silence = (session: Session, what: What): TemplateResult | typeof nothing =>
  session.silence && session.silent === what
    ? html`<p class="notice" role="alert" data-silence>${say(session, session.silence)}</p>`
    : nothing;
