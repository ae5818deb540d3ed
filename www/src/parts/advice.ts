// What a person could change, in plain words: what it saves, what it brings, the clause.

import { html, nothing, type TemplateResult } from "lit";
import { parseAsk } from "../engine/ask.ts";
import type { Advice } from "../engine/types.ts";
import { yuan } from "../state/money.ts";
import { askWords } from "../words/ask.ts";
import { titleOf, valueWords } from "../words/names.ts";
import { outcomeWords } from "../words/outcome.ts";
import type { Session } from "../state/session.ts";
import { say } from "../words/say.ts";

export function advice(session: Session): TemplateResult | typeof nothing {
  const all = session.answer?.advice ?? [];
  if (all.length === 0) return nothing;
  return html`
    <details class="advice">
      <summary><h3>${say(session, "advice")} <span class="count">${all.length}</span></h3></summary>
      <p class="soft">${say(session, "advice_note")}</p>
      <ul>${all.map((one) => html`<li data-advice=${Object.keys(one.change).join(" ")}>
        <p><b>${change(session, one)}</b> ${saving(session, one)}</p>
        ${gains(session, one, "advice_gains")}
        ${gains(session, one, "advice_more")}
        ${one.cites.length > 0
          ? html`<p class="soft" lang="zh-CN">${say(session, "from_clause", { at: one.cites.map(({ at }) => at).join("、") })}</p>`
          : nothing}
      </li>`)}</ul>
    </details>
  `;
}

/** What is to be changed: a status to apply for, or something to choose. */
function change(session: Session, { change }: Advice): string {
  return Object.entries(change).map(([path, value]) => {
    const ask = parseAsk(path);
    if (ask.kind !== "fact") return "";
    if (session.fact(ask.fact)?.change === "prove") return say(session, "advice_apply", { what: askWords(session, ask) });
    return say(session, "advice_if", { what: `${askWords(session, ask)}${say(session, "colon")}${valueWords(session, ask.fact, value)}` });
  }).join("");
}

/** The provisions that then give something that they do not give now, or more than now; with what they give. */
function gains(session: Session, { gains, outcomes }: Advice, words: "advice_gains" | "advice_more"): TemplateResult | typeof nothing {
  const granted = (id: string): boolean => session.answer?.verdicts.find(({ provision }) => provision === id)?.status === "granted";
  const all = gains.flatMap((id, at) => {
    if (granted(id) !== (words === "advice_more")) return [];
    const given = (outcomes[at] ?? []).map((outcome) => outcomeWords(session, outcome)).join(say(session, "or_else"));
    return say(session, "with_values", { what: titleOf(session, id), values: given });
  });
  return all.length > 0 ? html`<p>${say(session, words, { what: all.join(say(session, "comma")) })}</p>` : nothing;
}

function saving(session: Session, { saves: { least, most } }: Advice): string {
  if (least === null || most === null || most === "0.00") return "";
  if (least === most) return say(session, "saves", { n: yuan(most) });
  return least === "0.00"
    ? say(session, "saves_up_to", { n: yuan(most) })
    : say(session, "saves_range", { least: yuan(least), most: yuan(most) });
}
