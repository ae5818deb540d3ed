// The year's contribution: what is paid for the resident, what is left to pay.

import { html, nothing, type TemplateResult } from "lit";
import { arithmetic } from "./arithmetic.ts";
import { isFigure, parseAsk, type Ask } from "../engine/ask.ts";
import type { Outcome, Premium, Range, Settlement } from "../engine/types.ts";
import { amountWords, supposingWords } from "../words/amount.ts";
import { askWords } from "../words/ask.ts";
import { sharesWords } from "../words/outcome.ts";
import { lead } from "./room.ts";
import { source } from "./verdict.ts";
import type { Session } from "../state/session.ts";
import { say } from "../words/say.ts";

const FEW_FACTS = 3;

/** An amount with the hooks of docs/contract.md; an amount not known has empty bounds. */
export function amount(session: Session, name: string, range: Range, otherwise?: string): TemplateResult {
  const words = otherwise && range.least === null ? otherwise : amountWords(session, range);
  return html`<span class="amount" data-amount=${name} data-least=${range.least ?? ""} data-most=${range.most ?? ""}
    >${words}</span>`;
}

/** What the amounts below suppose. */
export function supposing(session: Session, part: Premium | Settlement): TemplateResult | typeof nothing {
  const words = supposingWords(session, part);
  return words === "" ? nothing : html`<p class="supposing"><b>${words}</b></p>`;
}

/** What is paid, while no figures say how much that is: everything still possible, nothing too. */
function shares({ paying }: Session): string {
  const aids = (outcome: Outcome) => typeof outcome === "object" && ("premium_aid" in outcome || "premium_aid_amount" in outcome);
  return paying ? sharesWords(paying, paying.answer.verdicts.find(({ outcomes }) => outcomes.some(aids))?.outcomes ?? []) : "";
}

export function premium(session: Session, part: Premium): TemplateResult {
  const { contribution, aid, pays, asks, steps } = part;
  return html`
    <section class="amounts" aria-labelledby="premium">
      <h3 id="premium">${say(session, "premium")}</h3>
      ${session.alone || !session.paying ? nothing : source(session.paying)}
      ${supposing(session, part)}
      <dl>
        <div ?hidden=${contribution.least === null}><dt>${say(session, "premium_contribution")}</dt><dd>${amount(session, "premium.contribution", contribution)}</dd></div>
        <div><dt>${say(session, "premium_aid")}</dt><dd>${amount(session, "premium.aid", aid, shares(session))}</dd></div>
        <div class="total"><dt>${say(session, "premium_pays")}</dt><dd>${amount(session, "premium.pays", pays)}</dd></div>
      </dl>
      ${missing(session, asks)}
      ${session.room !== "bill" && asks.map(parseAsk).some(isFigure)
        ? html`<p><button type="button" class="link" data-lead="figures" @click=${(event: Event) => lead(session, event, "bill", "figures")}>${say(session, "enter_figures")}</button></p>`
        : nothing}
      ${arithmetic(session, steps)}
    </section>
  `;
}

/** What an amount still needs: facts by their names, figures in words, unless their fields are in sight. */
export function missing(session: Session, paths: string[]): TemplateResult {
  const asks = paths.map(parseAsk);
  const figures = session.room === "bill" ? [] : asks.filter(isFigure);
  const facts = asks.filter((ask) => !isFigure(ask));
  // At the start everything is open; naming it all would only be noise.
  const few = facts.length <= FEW_FACTS;
  const list = (all: Ask[]) => html`<ul>${all.map((ask) => html`<li>${askWords(session, ask)}</li>`)}</ul>`;
  return html`
    ${figures.length > 0 ? html`<div class="missing"><p>${say(session, "missing_figures")}</p>${list(figures)}</div>` : nothing}
    ${facts.length > 0 && few
      ? html`<p class="missing">${say(session, "missing_facts")}${facts.map((ask) => askWords(session, ask)).join(say(session, "comma"))}</p>`
      : nothing}
  `;
}
