// The button that reads aloud, and the message where nothing can.

import { html, nothing, type TemplateResult } from "lit";
import type { Session } from "./session.ts";
import { spokenQuestion, spokenResults } from "./spoken.ts";
import { readAloud } from "./voice.ts";

export function aloud(session: Session, what: "question" | "results"): TemplateResult {
  const read = async () => {
    const sentences = what === "question" ? spokenQuestion(session) : spokenResults(session);
    session.silence = await readAloud(sentences, session.language);
    session.silent = what;
    session.changed();
  };
  return html`
    <p class="aloud"><button type="button" class="link" data-action="read-aloud" @click=${read}>${session.say(`read_${what}`)}</button></p>
    ${session.silence && session.silent === what ? html`<p class="notice" role="alert" data-silence>${session.say(session.silence)}</p>` : nothing}
  `;
}
