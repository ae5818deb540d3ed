// What a person could change, in plain words: what it saves, what it brings, the clause.

import { html, nothing, type TemplateResult } from "lit";
import { parseAsk } from "../engine/ask.ts";
import type { Advice } from "../engine/types.ts";
import { yuan } from "../state/money.ts";
import { askWords } from "../words/ask.ts";
import { titleOf, valueWords } from "../words/names.ts";
import type { Session } from "../state/session.ts";
import { say } from "../words/say.ts";

export function advice(session: Session): TemplateResult | typeof nothing {
  const all = (session.answer?.advice ?? []).filter((one) => saving(session, one) !== "" || one.gains.length > 0);
  if (all.length === 0) return nothing;
  return html`
    <details class="advice">
      <summary><h3>${say(session, "advice")} <span class="count">${all.length}</span></h3></summary>
      <p class="soft">${say(session, "advice_note")}</p>
      <ul>${all.map((one) => html`<li data-advice=${Object.keys(one.change).join(" ")}>
        <p><b>${say(session, "advice_if", { what: change(session, one) })}</b> ${saving(session, one)}</p>
        ${one.gains.length > 0
          ? html`<p>${say(session, "advice_gains", { what: one.gains.map((id) => titleOf(session, id)).join(say(session, "comma")) })}</p>`
          : nothing}
        ${one.cites.length > 0
          ? html`<p class="soft" lang="zh-CN">${say(session, "from_clause", { at: one.cites.map(({ at }) => at).join("、") })}</p>`
          : nothing}
      </li>`)}</ul>
    </details>
  `;
}

function change(session: Session, { change }: Advice): string {
  return Object.entries(change).map(([path, value]) => {
    const ask = parseAsk(path);
    return `${askWords(session, ask)}${say(session, "colon")}${ask.kind === "fact" ? valueWords(session, ask.fact, value) : ""}`;
  }).join(say(session, "comma"));
}

function saving(session: Session, { saves: { least, most } }: Advice): string {
  if (least === null || most === null || most === "0.00") return "";
  if (least === most) return say(session, "saves", { n: yuan(most) });
  return least.startsWith("-") || least === "0.00"
    ? say(session, "saves_up_to", { n: yuan(most) })
    : say(session, "saves_range", { least: yuan(least), most: yuan(most) });
}
