// What a person could change, in plain words: what it saves, what it brings, the clause.

import { html, nothing, type TemplateResult } from "lit";
import { parseAsk } from "../engine/ask.ts";
import type { Advice } from "../engine/types.ts";
import { yuan } from "../state/money.ts";
import { askWords } from "../words/ask.ts";
import { titleOf, valueWords } from "../words/names.ts";
import { outcomeWords } from "../words/outcome.ts";
import type { Document } from "../state/document.ts";
import { factOf } from "../state/reader.ts";
import type { Session } from "../state/session.ts";
import { source } from "./verdict.ts";
import { say } from "../words/say.ts";

export function advice(session: Session): TemplateResult | typeof nothing {
  const all = session.holding.flatMap((document) => document.answer.advice.map((one) => ({ document, one })));
  if (all.length === 0) return nothing;
  return html`
    <details class="advice">
      <summary><h3>${say(session, "advice")} <span class="count">${all.length}</span></h3></summary>
      <p class="soft">${say(session, "advice_note")}</p>
      <ul>${all.map(({ document, one }) => html`<li data-advice=${Object.keys(one.change).join(" ")}>
        <p><b>${change(document, one)}</b> ${saving(session, one)}</p>
        ${gains(document, one, "advice_gains")}
        ${gains(document, one, "advice_more")}
        ${one.cites.length > 0
          ? html`<p class="soft">${say(session, "from_clause", { at: one.cites.map(({ at }) => at).join("、") })}</p>`
          : nothing}
        ${session.alone ? nothing : source(document)}
      </li>`)}</ul>
    </details>
  `;
}

/** What is to be changed: a status to apply for, or something to choose. */
function change(document: Document, { change }: Advice): string {
  return Object.entries(change).map(([path, value]) => {
    const ask = parseAsk(path);
    if (ask.kind !== "fact") return "";
    if (factOf(document, ask.fact)?.change === "prove") return say(document, "advice_apply", { what: askWords(document, ask) });
    return say(document, "advice_if", { what: `${askWords(document, ask)}${say(document, "colon")}${valueWords(document, ask.fact, value)}` });
  }).join("");
}

/** The provisions that then give something that they do not give now, or more than now; with what they give. */
function gains(document: Document, { gains, outcomes }: Advice, words: "advice_gains" | "advice_more"): TemplateResult | typeof nothing {
  const all = gains.flatMap((id, at) => {
    const told = document.verdicts.find(({ verdict }) => verdict.provision === id);
    if (!told || (told.verdict.status === "granted") !== (words === "advice_more")) return [];
    const given = (outcomes[at] ?? []).map((outcome) => outcomeWords(document, outcome)).join(say(document, "or_else"));
    return say(document, "with_values", { what: titleOf(told), values: given });
  });
  return all.length > 0 ? html`<p>${say(document, words, { what: all.join(say(document, "comma")) })}</p>` : nothing;
}

function saving(session: Session, { saves: { least, most } }: Advice): string {
  if (least === null || most === null || most === "0.00") return "";
  if (least === most) return say(session, "saves", { n: yuan(most) });
  return least === "0.00"
    ? say(session, "saves_up_to", { n: yuan(most) })
    : say(session, "saves_range", { least: yuan(least), most: yuan(most) });
}
