// 明白卡: what you get, where to go, what to bring, on one sheet; with the answers as a code.

import { html, nothing, type TemplateResult } from "lit";
import { codeOf } from "../state/code.ts";
import type { Office } from "../engine/data.ts";
import type { Range } from "../engine/types.ts";
import { moneyFirst } from "../state/flow.ts";
import { notices } from "../parts/notices.ts";
import { amountWords, labelOf, LAYERS, layerWords, outcomesWords } from "../words/outcome.ts";
import { choosePaper, type Paper } from "../parts/paper.ts";
import { qr } from "../parts/qr.ts";
import { clauses } from "../parts/verdict.ts";
import { Room, stayHere } from "../parts/room.ts";
import { spokenDay } from "../state/settings.ts";

const AS_PRINTED = "as-printed";

class Card extends Room {
  override render(): TemplateResult | typeof nothing {
    const { session } = this;
    if (!session.answer || (session.room !== "card" && !session.printing)) return nothing;
    const paper = (id: Paper) => html`
      <label class="option"><input type="radio" name="paper" value=${id} .checked=${session.paper === id}
        @change=${() => session.choosePaper(id)}><span>${session.say(`paper_${id}`)}</span></label>`;
    return html`
      <section class="sheet card-room no-print" aria-labelledby="card">
        <h2 id="card" tabindex="-1">${session.say("room_card")}</h2>
        <p class="soft">${session.say("card_help")}</p>
        <form autocomplete="off" @submit=${stayHere}><fieldset class="field"><legend>${session.say("paper")}</legend><div class="options short">${paper("a5")}${paper("receipt")}</div></fieldset></form>
        <p class="steps"><button type="button" class="main" data-action="print" @click=${() => session.print()}>${session.say("print")}</button></p>
        <mingbai-open-code .session=${session}></mingbai-open-code>
      </section>
      <article class="card ${session.paper} ${session.printing ? AS_PRINTED : ""}" data-card=${session.paper} aria-label=${session.say("room_card")}>${this.paper()}</article>
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
    if (premium) amounts.push([session.say("premium_pays_year"), premium.pays]);
    if (settlement) for (const layer of LAYERS) amounts.push([layerWords(session, layer, settlement), settlement[layer]]);
    const known = amounts.filter(([, { least }]) => least !== null);
    const code = codeOf(policy.id, receipt.policy_sha256, description.facts, session.people);
    return html`
      <h2>${session.say("room_card")} <small>${session.text(policy.words.place)}</small></h2>
      <p>${session.text(policy.words.title)} <span lang="zh-CN">${description.instrument}</span></p>
      ${notices(session)}
      ${session.people.length > 1 ? html`<p><b>${session.say("person_n", { n: session.current + 1 })}</b></p>` : nothing}
      ${known.length > 0
        ? html`<h3>${session.say("money")}</h3>
          <ul class="card-money">${known.map(([words, range]) => html`<li>${words}${session.say("colon")}<b>${amountWords(session, range)}</b></li>`)}</ul>`
        : nothing}
      <h3>${session.say(answer.validity === "lapsed" ? "granted_group_lapsed" : "granted_group")}</h3>
      ${of("granted").length === 0 ? html`<p>${session.say("nothing_granted")}</p>` : nothing}
      <ul class="card-granted">${of("granted").map((verdict) => html`<li>
        <b>${session.titleOf(verdict.provision)}</b>${session.say("colon")}${outcomesWords(session, verdict)}
        <small lang="zh-CN">${clauses(verdict)}</small>
        ${this.claim(verdict.provision)}
      </li>`)}</ul>
      ${unsettled.length > 0 || known.length < amounts.length
        ? html`<h3>${session.say("open_group")}</h3>
          <ul>
            ${unsettled.length > 0
              ? html`<li>${session.say("find_out")}<b>${wanted.map(({ id }) => labelOf(session, id)).join(session.say("comma"))}</b></li>
                <li>${session.say("hangs_on_it")}${unsettled.map(({ provision }) => session.titleOf(provision)).join(session.say("semicolon"))}</li>`
              : nothing}
            ${known.length < amounts.length ? html`<li>${session.say("ask_amounts")}</li>` : nothing}
          </ul>`
        : nothing}
      <h3>${session.say("where_to_go")}</h3>
      ${this.office(session.data.figures?.office ?? null)}
      <div class="code">
        ${qr(code, session.say("qr"))}
        <p>${session.say("qr_help")}<span class="code-text" data-code=${code}>${code}</span></p>
      </div>
      <p><small>${session.say("guidance")} ${session.say("receipt", { hash: receipt.policy_sha256.slice(0, 12), engine: receipt.engine, on: spokenDay(receipt.on, session.language) })}</small></p>
    `;
  }

  private claim(provision: string): TemplateResult | typeof nothing {
    const { session } = this;
    const claim = session.text(session.policy?.words.provisions[provision]?.claim);
    return claim ? html`<br>${session.say("how_to_claim")}${session.say("colon")}${claim}` : nothing;
  }

  /** The county's window, as far as it is known. */
  private office(office: Office | null): TemplateResult {
    const { session } = this;
    const say = (value: Office[string] | undefined) => (typeof value === "string" ? value : session.text(value));
    const line = (id: "phone" | "hours" | "bring") => {
      const text = say(office?.[id]);
      return text ? html`<li>${session.say(`office_${id}`)}${session.say("colon")}${text}</li>` : nothing;
    };
    const place = [say(office?.["name"]), say(office?.["address"])].filter(Boolean).join(session.say("comma"));
    return html`<ul>
      <li>${place || session.say("ask_window")}</li>
      ${line("phone")}${line("hours")}
      ${office?.["bring"] ? line("bring") : html`<li>${session.say("office_bring")}${session.say("colon")}${session.say("bring_usual")}</li>`}
    </ul>`;
  }
}

customElements.define("mingbai-card", Card);
