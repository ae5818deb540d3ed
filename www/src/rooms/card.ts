// 明白卡: the first sentences, what to find out and from whom, what you get by which clause, where to go and what to bring, on
// one sheet; with the answers as a code. Illnesses are on it only where the person wants it.

import { html, nothing, type TemplateResult } from "lit";
import type { OfficeAddress } from "../engine/data.ts";
import { ofStatus } from "../state/flow.ts";
import { tellIllness } from "../state/illness.ts";
import type { Session } from "../state/session.ts";
import { sentenceList } from "../parts/opening.ts";
import { isEverybodys } from "../words/opening.ts";
import { laterToDo, openingWords } from "../words/sentences.ts";
import { notices } from "../parts/notices.ts";
import { amountWords, supposingWords } from "../words/amount.ts";
import { keyOf, type Told } from "../state/document.ts";
import { documentTitle, titleOf } from "../words/names.ts";
import { officesWords } from "../words/office.ts";
import { hintsWords } from "../words/outcome.ts";
import { comparedWords } from "../parts/compared.ts";
import { familyCard } from "../parts/family-card.ts";
import { receiptWords } from "../words/receipt.ts";
import { fitted, pageRule } from "../parts/paper.ts";
import { partsOf } from "../state/code-parts.ts";
import { qr } from "../parts/qr.ts";
import { clauses } from "../parts/verdict.ts";
import { Room, stayHere } from "../parts/room.ts";
import { PAPERS, spokenDay } from "../state/settings.ts";
import { personWords } from "../words/people.ts";
import { say, text } from "../words/say.ts";

const AS_PRINTED = "as-printed";

/** The results that may be printed: none that shows an illness, unless that is wanted. */
const printable = ({ verdicts, withIllness }: Session): Told[] => verdicts.filter(({ verdict }) => verdict.private !== true || withIllness);

/** What the person looked at gets, beyond what everybody has. */
const given = (session: Session): Told[] => ofStatus(printable(session), "granted").filter((told) => !isEverybodys(told));

class Card extends Room {
  override render(): TemplateResult | typeof nothing {
    const { session } = this;
    const { settings } = session;
    if (!session.answer || (session.room !== "card" && !session.printing)) return nothing;
    return html`
      <section class="sheet card-room no-print" aria-labelledby="card">
        <h2 id="card" tabindex="-1">${say(session, "room_card")}</h2>
        <p class="soft">${say(session, "card_help")}</p>
        ${session.people.length > 1
          ? this.choose("card_of", [[true, say(session, "card_of_all")], [false, personWords(session, session.person)]], session.wholeFamily,
            (all) => (session.wholeFamily = all))
          : nothing}
        ${settings.kiosk && settings.paper ? nothing : this.choose("paper", PAPERS.map((paper) => [paper, say(session, `paper_${paper}`)]), session.paper,
          (paper) => (session.paper = paper))}
        ${tellIllness(session.people, session.facts)
          ? html`<form autocomplete="off" @submit=${stayHere}><label class="option"><input type="checkbox" name="with-illness" .checked=${session.withIllness}
              @change=${() => this.toggleIllness()}><span>${say(session, "with_illness")}</span></label></form>`
          : nothing}
        <p class="steps"><button type="button" class="main" data-action="print" @click=${() => session.print()}>${say(session, "print")}</button></p>
        ${session.notPrinted ? html`<p class="problem" role="alert">${say(session, "not_printed")}</p>` : nothing}
        <mingbai-open-code .session=${session}></mingbai-open-code>
      </section>
      <article class="card ${session.paper} ${session.printing ? AS_PRINTED : ""}" data-card=${session.paper} aria-label=${say(session, "room_card")}>${this.paper()}</article>
    `;
  }

  /** One of a few, each with its words. */
  private choose<Value extends string | boolean>(name: "paper" | "card_of", all: [Value, string][], chosen: Value, take: (value: Value) => void): TemplateResult {
    const { session } = this;
    return html`
      <form autocomplete="off" @submit=${stayHere}><fieldset class="field"><legend>${say(session, name)}</legend>
        <div class="options short">${all.map(([value, words]) => html`
          <label class="option"><input type="radio" name=${name} value=${value} .checked=${chosen === value}
            @change=${() => (take(value), session.changed())}><span>${words}</span></label>`)}</div></fieldset></form>`;
  }

  private toggleIllness(): void {
    this.session.withIllness = !this.session.withIllness;
    this.session.changed();
  }

  override updated(): void {
    const { paper, printing } = this.session;
    const card = this.querySelector<HTMLElement>(`.${AS_PRINTED}`);
    const rule = card && fitted(paper, card);
    // The page of another site has its own rule.
    pageRule(printing === "card" ? rule : null);
  }

  private paper(): TemplateResult {
    const { session } = this;
    const { place, holding } = session;
    if (!place || !session.answer) return html``;
    const isFamily = session.people.length > 1 && session.wholeFamily;
    const granted = isFamily ? session.people.flatMap((person) => given(session.of(person))) : given(session);
    const codes = partsOf(session.code);
    return html`
      <h2>${say(session, "room_card")} <small>${text(session, place.name)}</small></h2>
      <p><small>${holding.map(({ policy, description }) => html`${text(session, policy.words.title)} <span lang="zh-CN" translate="no">${description.instrument}</span> `)}</small></p>
      ${notices(session)}
      ${isFamily ? familyCard(session) : this.ofOne(granted)}
      <div class="foot ${codes?.length === 1 ? "beside" : ""}">
        <div>
          <h3>${say(session, "where_to_go")}</h3>
          ${this.office(session.data.figures?.office ?? null, [...new Map(granted.map((told) => [keyOf(told), told])).values()])}
        </div>
        ${this.codes(codes)}
      </div>
      <p><small>${say(session, "guidance")} ${receiptWords(session, spokenDay(session.on, session.language))}</small></p>
    `;
  }

  /** Of the person looked at: the first sentences, what else to find out, what they get. */
  private ofOne(granted: Told[]): TemplateResult {
    const { session } = this;
    const { sentences, first, toDo } = openingWords(session);
    const later = laterToDo(session, first);
    return html`
      ${session.people.length > 1 ? html`<p><b>${personWords(session, session.person)}</b></p>` : nothing}
      <div class="opening">${sentenceList(sentences)}<p class="to-do">${toDo}</p></div>
      ${this.amounts()}
      ${hintsWords(printable(session)).map((hint) => html`<p>${hint}</p>`)}
      ${later.length > 0 ? html`<h3>${say(session, "then_find_out")}</h3><ul data-to-find-out>${later.map((words) => html`<li>${words}</li>`)}</ul>` : nothing}
      ${granted.length > 0
        ? html`<h3>${say(session, "granted_group")}</h3>
          <ul class="card-granted">${granted.map((told) => html`<li>
            <b>${titleOf(told)}</b>
            <small>${session.alone ? nothing : documentTitle(told.document)} <span lang="zh-CN" translate="no">${clauses(told.verdict)}</span></small>
          </li>`)}</ul>`
        : nothing}
      ${session.compared.map((one) => html`<p>${comparedWords(session, one)}</p>`)}
    `;
  }

  /** The answers as a code, or as several, and how they are opened; a single one also in letters, should a scanner fail. */
  private codes(codes: string[] | null): TemplateResult {
    const { session } = this;
    if (!codes) return html`<p class="code">${say(session, "code_too_long")}</p>`;
    const { length } = codes;
    const many = length > 1;
    return html`
      <div class="code">
        ${codes.map((code, at) => html`<div class="part" data-code=${code}>${qr(code, say(session, "qr"))}${many ? html`<b>${at + 1}/${length}</b>` : nothing}</div>`)}
        <p>${say(session, "qr_help", { card: say(session, "room_card"), open: say(session, "open_code") })}
          ${many ? say(session, "qr_help_many", { n: length }) : html`<span class="code-text" translate="no">${codes}</span>`}</p>
      </div>`;
  }

  /** What is left of the contribution; and that amounts are not known for want of the county's figures. */
  private amounts(): TemplateResult {
    const { session } = this;
    const { premium, settlement } = session;
    const known = premium && premium.pays.least !== null ? premium : null;
    const isMissing = [premium?.pays, settlement?.patient_pays].some((range) => range?.least === null);
    return html`
      ${known ? html`<p>${supposingWords(session, known)}${say(session, "premium_pays_year")}${say(session, "colon")}<b>${amountWords(session, known.pays)}</b></p>` : nothing}
      ${isMissing ? html`<p>${say(session, "ask_amounts")}</p>` : nothing}`;
  }

  /** The county's window, as far as it is known. */
  private office(office: OfficeAddress | null, granted: Told[]): TemplateResult {
    const { session } = this;
    const { name, address, phone, hours, bring } = office ?? {};
    const line = (id: "phone" | "hours" | "bring", words: string | undefined) =>
      words ? html`<li>${say(session, `office_${id}`)}${say(session, "colon")}${words}</li>` : nothing;
    const place = [text(session, name), text(session, address)].filter(Boolean).join(say(session, "comma"));
    const offices = officesWords(granted);
    return html`<ul>
      ${place || offices.length === 0 ? html`<li>${place || say(session, "ask_window")}</li>` : nothing}
      ${offices.map((words) => html`<li>${words}</li>`)}
      ${line("phone", phone)}${line("hours", text(session, hours))}
      ${line("bring", text(session, bring) || say(session, "bring_usual"))}
    </ul>`;
  }
}

customElements.define("mingbai-card", Card);
