// The button that reads aloud, and the message where nothing can.

import { html, nothing, svg, type TemplateResult } from "lit";
import type { Session } from "../state/session.ts";
import { spokenQuestion, spokenResults } from "../words/spoken.ts";
import { hush, isSpeaking, readAloud } from "../state/voice.ts";
import { say } from "../words/say.ts";

type What = Session["silent"];

const LOUDSPEAKER = svg`<path d="M3 9v6h4l5 4V5L7 9zM15 8.5a5 5 0 0 1 0 7M17.5 6a8.5 8.5 0 0 1 0 12" />`;

const sentencesOf = (session: Session, what: What): string[] => (what === "question" ? spokenQuestion(session) : spokenResults(session));

/** What was last read; and lets go of what watches whether it changes. */
let last = "";
let unwatch = (): void => undefined;

/** Reads; and anew, when what is read changes before its end. In another room it is not read on. */
async function read(session: Session, what: What): Promise<void> {
  const { room } = session;
  const sentences = () => {
    const all = sentencesOf(session, what);
    last = String(all);
    return all;
  };
  session.silence = await readAloud(sentences, session.language);
  session.silent = what;
  unwatch();
  unwatch = session.watch(() => {
    if (!isSpeaking()) unwatch();
    else if (session.room !== room) hush();
    else if (String(sentencesOf(session, what)) !== last) void read(session, what);
  });
  session.changed();
}

export function aloud(session: Session, what: What): TemplateResult {
  // Pressed again, it stops.
  const press = () => (isSpeaking() && String(sentencesOf(session, what)) === last ? hush() : read(session, what));
  return html`<button type="button" class="aloud" data-action=${what === "question" ? "read-aloud" : "read-results"} @click=${press}><svg viewBox="0 0 24 24" aria-hidden="true">${LOUDSPEAKER}</svg>${say(session, "read_aloud")}</button>`;
}

export const silence = (session: Session, what: What): TemplateResult | typeof nothing =>
  session.silence && session.silent === what
    ? html`<p class="notice" role="alert" data-silence>${say(session, session.silence)}</p>`
    : nothing;
