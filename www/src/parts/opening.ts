// What results begin with: the sentences of words/sentences.ts, and the one thing to do first as a button.

import { html, nothing, type TemplateResult } from "lit";
import type { Session } from "../state/session.ts";
import { openingWords, type Sentence } from "../words/sentences.ts";
import { say } from "../words/say.ts";
import { goTo, lead } from "./room.ts";

export function opening(session: Session): TemplateResult {
  const { sentences, first, toDo } = openingWords(session);
  const action = first.kind === "find_out"
    ? html`<button type="button" class="main" data-action="found-out" @click=${() => session.review(first.fact)}>${say(session, "found_out")}</button>`
    : first.kind === "answer"
      ? html`<button type="button" class="main" data-action="go-on" @click=${(event: Event) => toQuestion(session, event)}>${say(session, "go_on")}</button>`
      : nothing;
  return html`
    <div class="opening" data-opening>
      ${sentenceList(sentences)}
      <p class="to-do" data-to-do=${first.kind}>${toDo}</p>
      ${session.room === "card"
        ? nothing
        : html`<p class="steps tools">
            ${action}
            <button type="button" class=${action === nothing ? "main" : "other"} data-lead="card" @click=${(event: Event) => lead(session, event, "card", "card")}>${say(session, "make_card")}</button>
            <button type="button" class="other" data-action="print" @click=${(event: Event) => print(session, event)}>${say(session, "print")}</button>
          </p>`}
    </div>
  `;
}

/** Each a paragraph, with the list that it introduces. */
export const sentenceList = (sentences: Sentence[]): TemplateResult[] => sentences.map(({ kind, words, items }) => html`
  <p data-point=${kind}>${words}</p>
  ${items.length > 0 ? html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>` : nothing}
`);

/** Where nothing is printed, the card's room says so. */
async function print(session: Session, event: Event): Promise<void> {
  const root = (event.target as HTMLElement).getRootNode();
  await session.print();
  if (session.notPrinted) setTimeout(() => goTo(root, "card"));
}

function toQuestion(session: Session, event: Event): void {
  const root = (event.target as HTMLElement).getRootNode() as ShadowRoot;
  session.show("ask");
  setTimeout(() => {
    root.querySelector("mingbai-question")?.scrollIntoView({ block: "start" });
    root.querySelector<HTMLElement>("mingbai-question h2")?.focus({ preventScroll: true });
  });
}
