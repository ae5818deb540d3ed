// 明白卡: what you get, where to go, what to bring, on one sheet; with the answers as a code.

import { html, nothing, type TemplateResult } from "lit";
import { codeOf } from "../state/code.ts";
import type { OfficeAddress } from "../engine/data.ts";
import type { Range } from "../engine/types.ts";
import { moneyFirst } from "../state/flow.ts";
import { notices } from "../parts/notices.ts";
import { amountWords, paying, layerWords, supposingWords } from "../words/amount.ts";
import { labelOf, titleOf } from "../words/names.ts";
import { hintsWords, outcomesWords } from "../words/outcome.ts";
import { choosePaper } from "../parts/paper.ts";
import type { Paper } from "../state/session.ts";
import { qr } from "../parts/qr.ts";
import { clauses } from "../parts/verdict.ts";
import { Room, stayHere } from "../parts/room.ts";
import { spokenDay } from "../state/settings.ts";
import { say, text } from "../words/say.ts";

const AS_PRINTED = "as-printed";

class Card extends Room {
  override render(): TemplateResult | typeof nothing {
    const { session } = this;
    if (!session.answer || (session.room !== "card" && !session.printing)) return nothing;
    const paper = (id: Paper) => html`
      <label class="option"><input type="radio" name="paper" value=${id} .checked=${session.paper === id}
        @change=${() => session.choosePaper(id)}><span>${say(session, `paper_${id}`)}</span></label>`;
    return html`
      <section class="sheet card-room no-print" aria-labelledby="card">
        <h2 id="card" tabindex="-1">${say(session, "room_card")}</h2>
        <p class="soft">${say(session, "card_help")}</p>
        <form autocomplete="off" @submit=${stayHere}><fieldset class="field"><legend>${say(session, "paper")}</legend><div class="options short">${paper("a5")}${paper("receipt")}</div></fieldset></form>
        <p class="steps"><button type="button" class="main" data-action="print" @click=${() => session.print()}>${say(session, "print")}</button></p>
        ${session.notPrinted ? html`<p class="problem" role="alert">${say(session, "not_printed")}</p>` : nothing}
        <mingbai-open-code .session=${session}></mingbai-open-code>
      </section>
      <article class="card ${session.paper} ${session.printing ? AS_PRINTED : ""}" data-card=${session.paper} aria-label=${say(session, "room_card")}>${this.paper()}</article>
    `;
  }

  override updated(): void {
    const { session } = this;
    const card = this.querySelector(".card");
    if (!card) return;
    card.classList.add(AS_PRINTED);
    choosePaper(session.paper, card.scrollHeight);
    if (!session.printing) card.classList.remove(AS_PRINTED);
  }

  private paper(): TemplateResult {
    const { session } = this;
    const { answer, policy, description } = session;
    if (!answer || !policy || !description) return html``;
    const of = (status: string) => moneyFirst(answer.verdicts.filter((verdict) => verdict.status === status));
    const unsettled = moneyFirst(answer.verdicts.filter(({ asks }) => asks.length > 0));
    const wanted = description.facts.filter(({ id }) => unsettled.some(({ asks }) => asks.includes(id)));
    const { premium, settlement, receipt } = answer;
    const amounts: [string, Range][] = [];
    if (premium) amounts.push([`${supposingWords(session, premium)}${say(session, "premium_pays_year")}`, premium.pays]);
    if (settlement) for (const [layer, range] of paying(settlement)) amounts.push([`${supposingWords(session, settlement)}${layerWords(session, layer, settlement)}`, range]);
    const known = amounts.filter(([, { least }]) => least !== null);
    const code = codeOf(policy.id, receipt.policy_sha256, description.facts, session.people);
    return html`
      <h2>${say(session, "room_card")} <small>${text(session, policy.words.place)}</small></h2>
      <p>${text(session, policy.words.title)} <span lang="zh-CN">${description.instrument}</span></p>
      ${notices(session)}
      ${session.people.length > 1 ? html`<p><b>${say(session, "person_n", { n: session.current + 1 })}</b></p>` : nothing}
      ${known.length > 0
        ? html`<h3>${say(session, "money")}</h3>
          <ul class="card-money">${known.map(([words, range]) => html`<li>${words}${say(session, "colon")}<b>${amountWords(session, range)}</b></li>`)}</ul>`
        : nothing}
      ${hintsWords(session).map((hint) => html`<p>${hint}</p>`)}
      <h3>${say(session, answer.validity === "lapsed" ? "granted_group_lapsed" : "granted_group")}</h3>
      ${of("granted").length === 0 ? html`<p>${say(session, "nothing_granted")}</p>` : nothing}
      <ul class="card-granted">${of("granted").map((verdict) => html`<li>
        <b>${titleOf(session, verdict.provision)}</b>${say(session, "colon")}${outcomesWords(session, verdict)}
        <small lang="zh-CN">${clauses(verdict)}</small>
        ${this.claim(verdict.provision)}
      </li>`)}</ul>
      ${unsettled.length > 0 || known.length < amounts.length
        ? html`<h3>${say(session, "open_group")}</h3>
          <ul>
            ${unsettled.length > 0
              ? html`<li>${say(session, "find_out")}<b>${wanted.map(({ id }) => labelOf(session, id)).join(say(session, "comma"))}</b></li>
                <li>${say(session, "hangs_on_it")}${unsettled.map(({ provision }) => titleOf(session, provision)).join(say(session, "semicolon"))}</li>`
              : nothing}
            ${known.length < amounts.length ? html`<li>${say(session, "ask_amounts")}</li>` : nothing}
          </ul>`
        : nothing}
      <h3>${say(session, "where_to_go")}</h3>
      ${this.office(session.data.figures?.office ?? null)}
      <div class="code">
        ${qr(code, say(session, "qr"))}
        <p>${say(session, "qr_help")}<span class="code-text" data-code=${code}>${code}</span></p>
      </div>
      <p><small>${say(session, "guidance")} ${say(session, "receipt", { hash: receipt.policy_sha256.slice(0, 12), engine: receipt.engine, on: spokenDay(receipt.on, session.language) })}</small></p>
    `;
  }

  private claim(provision: string): TemplateResult | typeof nothing {
    const { session } = this;
    const claim = text(session, session.policy?.words.provisions[provision]?.claim);
    return claim ? html`<br>${say(session, "how_to_claim")}${say(session, "colon")}${claim}` : nothing;
  }

  /** The county's window, as far as it is known. */
  private office(office: OfficeAddress | null): TemplateResult {
    const { session } = this;
    const { name, address, phone, hours, bring } = office ?? {};
    const line = (id: "phone" | "hours" | "bring", words: string | undefined) =>
      words ? html`<li>${say(session, `office_${id}`)}${say(session, "colon")}${words}</li>` : nothing;
    const place = [text(session, name), text(session, address)].filter(Boolean).join(say(session, "comma"));
    return html`<ul>
      <li>${place || say(session, "ask_window")}</li>
      ${line("phone", phone)}${line("hours", text(session, hours))}
      ${line("bring", text(session, bring) || say(session, "bring_usual"))}
    </ul>`;
  }
}

customElements.define("mingbai-card", Card);
