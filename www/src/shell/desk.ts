// The rooms of a sitting: the one the resident is in, the way to the others, the results beside or below.

import { html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { people } from "../parts/people.ts";
import { goTo } from "../parts/room.ts";
import "../rooms/answers.ts";
import "../rooms/bill.ts";
import "../rooms/card.ts";
import "../rooms/family.ts";
import "../rooms/place.ts";
import "../rooms/question.ts";
import "../rooms/results.ts";
import type { RoomName, Session } from "../state/session.ts";
import { say } from "../words/say.ts";
import type { WordId } from "../words/words.ts";

export function desk(session: Session): TemplateResult {
  const { room } = session;
  // Each resident, and each of a family, has elements of their own: nothing typed, folded or focused is handed on.
  if (room === "place") return html`${keyed(session.sitting, html`<mingbai-place .session=${session}></mingbai-place>`)}`;
  return html`${keyed(`${session.sitting} ${session.person.key}`, html`
    ${rooms(session)}
    ${people(session)}
    <div class="desk">
      <div class="asking" ?hidden=${room !== "ask"}>
        <mingbai-question .session=${session}></mingbai-question>
        ${strip(session)}
        <mingbai-answers .session=${session}></mingbai-answers>
      </div>
      <mingbai-bill ?hidden=${room !== "bill"} .session=${session}></mingbai-bill>
      <mingbai-family ?hidden=${room !== "family"} .session=${session}></mingbai-family>
      <mingbai-card ?hidden=${room !== "card" && !session.printing} .session=${session}></mingbai-card>
      <mingbai-results .session=${session}></mingbai-results>
    </div>
  `)}`;
}

function rooms(session: Session): TemplateResult {
  const has = session.paying?.description.has;
  const bill: WordId = has?.settlement ? "room_bill" : "room_bill_premium";
  const rooms: [RoomName, WordId][] = [["ask", "room_ask"], ...(has?.settlement || has?.premium ? [["bill", bill] as [RoomName, WordId]] : []), ["family", "room_family"], ["card", "room_card"]];
  return html`
    <nav class="rooms" aria-label=${say(session, "rooms")}>
      ${rooms.map(([room, words]) => html`<button type="button" data-room=${room} aria-current=${session.room === room ? "page" : nothing}
        @click=${() => session.show(room)}>${say(session, words)}</button>`)}
    </nav>
  `;
}

/** Where the results stand, below the question on a narrow screen; the wide one shows them beside. */
function strip(session: Session): TemplateResult | typeof nothing {
  if (!session.ask) return nothing;
  return html`
    <div class="strip">
      <p>${say(session, "member_counts", session.counts)}</p>
      <button type="button" class="other" @click=${(event: Event) => goTo((event.target as HTMLElement).getRootNode(), "results")}>
        ${say(session, "see_results")}</button>
    </div>
  `;
}
