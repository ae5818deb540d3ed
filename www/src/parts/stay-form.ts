// One hospital stay: what stands on the bill or the settlement sheet, where it was, and whether the sheet is right.

import { html, nothing, type TemplateResult } from "lit";
import type { FactDescription, Settlement } from "../engine/types.ts";
import "./fact-entry.ts";
import { field } from "./field.ts";
import { mattering } from "./mattering.ts";
import { sheetChecks, sheetChoice, sheetEntries } from "./sheet.ts";
import { factWords, titleOf } from "../words/names.ts";
import type { Given } from "../state/person.ts";
import type { Session } from "../state/session.ts";
import { entryProblem, type Entry, type Stay } from "../state/stays.ts";
import { say, text } from "../words/say.ts";

/** `rules`: the bills as the document settles them, whatever sheets say. */
export function stayForm(session: Session, stay: Stay, index: number, rules: Settlement | null): TemplateResult {
  const facts = session.paying?.facts.filter(({ scope }) => scope === "admission") ?? [];
  const asked = [session.settlement, rules].flatMap((part) => part?.asks ?? []);
  const title = say(session, "stay", { n: index + 1 });
  return html`
    <section class="stay" data-stay=${index} aria-labelledby="stay-${index}">
      <h3 id="stay-${index}">${title}</h3>
      ${sheetChoice(session, stay, index)}
      ${entry(session, stay, index, "total")}
      ${entry(session, stay, index, "in_scope")}
      ${sheetEntries(session, stay, index)}
      ${mattering(session, facts.map(({ id }) => id), (id) => session.settlement === null || stay.facts.has(id) || asked.includes(`admissions[${index}].${id}`),
        (id) => facts.filter((fact) => fact.id === id).map((fact) => factOf(session, stay, index, fact)))}
      ${session.room === "bill" ? thisBill(session, stay) : nothing}
      ${sheetChecks(session, index, rules)}
      <p><button type="button" class="link" data-action="remove-stay" aria-label="${say(session, "remove_stay")}${say(session, "colon")}${title}"
        @click=${() => session.removeStay(stay)}>${say(session, "remove_stay")}</button></p>
    </section>
  `;
}

/** What the document gives on this bill, where it hangs on the bill. */
function thisBill(session: Session, stay: Stay): TemplateResult | typeof nothing {
  const given = session.givenOn(stay);
  if (given.length === 0) return nothing;
  return html`
    <details class="terms"><summary>${say(session, "this_bill")}</summary>
      <ul>${given.map((told) => html`<li data-this-bill=${told.verdict.provision}>${titleOf(told)}${say(session, "colon")}<b>${say(session, told.verdict.status)}</b></li>`)}</ul>
    </details>`;
}

function entry(session: Session, stay: Stay, index: number, name: Entry): TemplateResult {
  const problem = entryProblem(stay, name);
  return field({
    id: `stay-${index}-${name}`,
    label: say(session, `bill_${name}`),
    help: say(session, `bill_${name}_help`),
    unit: say(session, "yuan_unit"),
    value: stay[name],
    problem: problem ? say(session, problem) : session.refused.has(`admissions[${index}].${name}`) ? say(session, "refused_entry") : "",
    keypad: session.settings.kiosk,
    changed: (typed) => {
      stay[name] = typed;
      session.update();
    },
  });
}

function factOf(session: Session, stay: Stay, index: number, fact: FactDescription): TemplateResult {
  const choose = (given: Given) => {
    stay.facts.set(fact.id, given);
    session.update();
  };
  return html`<mingbai-fact .session=${session} .fact=${fact} .given=${stay.facts.get(fact.id) ?? null} .name="stay-${index}-${fact.id}"
    .legend=${text(session, factWords(session, fact.id)?.question) || fact.id} .changed=${choose}
    .refused=${session.refused.has(`admissions[${index}].${fact.id}`)}></mingbai-fact>`;
}
