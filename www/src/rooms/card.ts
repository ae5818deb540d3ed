// 明白卡: what you get, where to go, what to bring, on one sheet; with the answers as a code.

import { html, nothing, type TemplateResult } from "lit";
import type { OfficeAddress } from "../engine/data.ts";
import type { Range } from "../engine/types.ts";
import { moneyFirst, ofStatus } from "../state/flow.ts";
import { notices } from "../parts/notices.ts";
import { amountWords, paying, layerWords, supposingWords } from "../words/amount.ts";
import type { Told } from "../state/document.ts";
import { documentTitle, labelOf, titleOf } from "../words/names.ts";
import { hintsWords, officesWords, outcomesWords } from "../words/outcome.ts";
import { comparedWords } from "../parts/compared.ts";
import { receiptWords } from "../words/receipt.ts";
import { choosePaper } from "../parts/paper.ts";
import type { Paper } from "../state/session.ts";
import { qr } from "../parts/qr.ts";
import { clauses } from "../parts/verdict.ts";
import { Room, stayHere } from "../parts/room.ts";
import { spokenDay } from "../state/settings.ts";
import { personWords } from "../words/people.ts";
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
    const { place, verdicts, holding, premium, settlement, code } = session;
    if (!place || !session.answer) return html``;
    const granted = ofStatus(verdicts, "granted");
    const unsettled = moneyFirst(verdicts.filter(({ verdict }) => verdict.asks.length > 0));
    const wanted = session.facts.filter(({ id }) => unsettled.some(({ verdict }) => verdict.asks.includes(id)));
    const amounts: [string, Range][] = [];
    if (premium) amounts.push([`${supposingWords(session, premium)}${say(session, "premium_pays_year")}`, premium.pays]);
    if (settlement) for (const [layer, range] of paying(settlement)) amounts.push([`${supposingWords(session, settlement)}${layerWords(session, layer, settlement)}`, range]);
    const known = amounts.filter(([, { least }]) => least !== null);
    return html`
      <h2>${say(session, "room_card")} <small>${text(session, place.name)}</small></h2>
      ${holding.map(({ policy, description }) => html`<p>${text(session, policy.words.title)} <span lang="zh-CN">${description.instrument}</span></p>`)}
      ${notices(session)}
      ${session.people.length > 1 ? html`<p><b>${personWords(session, session.person)}</b></p>` : nothing}
      ${known.length > 0
        ? html`<h3>${say(session, "money")}</h3>
          <ul class="card-money">${known.map(([words, range]) => html`<li>${words}${say(session, "colon")}<b>${amountWords(session, range)}</b></li>`)}</ul>`
        : nothing}
      ${hintsWords(verdicts).map((hint) => html`<p>${hint}</p>`)}
      <h3>${say(session, session.validity === "lapsed" ? "granted_group_lapsed" : "granted_group")}</h3>
      ${granted.length === 0 ? html`<p>${say(session, session.alone ? "nothing_granted" : "nothing_granted_place")}</p>` : nothing}
      <ul class="card-granted">${granted.map((told) => html`<li>
        <b>${titleOf(told)}</b>${say(session, "colon")}${outcomesWords(told)}
        <small>${session.alone ? nothing : documentTitle(told.document)} <span lang="zh-CN">${clauses(told.verdict)}</span></small>
        ${this.claim(told)}
      </li>`)}</ul>
      ${session.compared.map((one) => html`<p>${comparedWords(session, one)}</p>`)}
      ${unsettled.length > 0 || known.length < amounts.length
        ? html`<h3>${say(session, "open_group")}</h3>
          <ul>
            ${unsettled.length > 0
              ? html`<li>${say(session, "find_out")}<b>${wanted.map(({ id }) => labelOf(session, id)).join(say(session, "comma"))}</b></li>
                <li>${say(session, "hangs_on_it")}${[...new Set(unsettled.map(titleOf))].join(say(session, "semicolon"))}</li>`
              : nothing}
            ${known.length < amounts.length ? html`<li>${say(session, "ask_amounts")}</li>` : nothing}
          </ul>`
        : nothing}
      <h3>${say(session, "where_to_go")}</h3>
      ${this.office(session.data.figures?.office ?? null, session.alone ? [] : granted)}
      <div class="code">
        ${qr(code, say(session, "qr"))}
        <p>${say(session, "qr_help")}<span class="code-text" data-code=${code}>${code}</span></p>
      </div>
      <p><small>${say(session, "guidance")} ${receiptWords(session, spokenDay(session.on, session.language))}</small></p>
    `;
  }

  private claim({ document, verdict }: Told): TemplateResult | typeof nothing {
    const claim = text(document, document.policy.words.provisions[verdict.provision]?.claim);
    return claim ? html`<br>${say(document, "how_to_claim")}${say(document, "colon")}${claim}` : nothing;
  }

  /** The county's window, as far as it is known. */
  private office(office: OfficeAddress | null, granted: Told[]): TemplateResult {
    const { session } = this;
    const { name, address, phone, hours, bring } = office ?? {};
    const line = (id: "phone" | "hours" | "bring", words: string | undefined) =>
      words ? html`<li>${say(session, `office_${id}`)}${say(session, "colon")}${words}</li>` : nothing;
    const place = [text(session, name), text(session, address)].filter(Boolean).join(say(session, "comma"));
    return html`<ul>
      <li>${place || say(session, "ask_window")}</li>
      ${officesWords(granted).map((words) => html`<li>${words}</li>`)}
      ${line("phone", phone)}${line("hours", text(session, hours))}
      ${line("bring", text(session, bring) || say(session, "bring_usual"))}
    </ul>`;
  }
}

customElements.define("mingbai-card", Card);
