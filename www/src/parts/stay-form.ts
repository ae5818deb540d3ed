// One hospital stay: what stands on the bill, and where it was.

import { html, type TemplateResult } from "lit";
import type { FactDescription } from "../engine/types.ts";
import "./fact-entry.ts";
import { field } from "./field.ts";
import { factWords } from "../words/names.ts";
import type { Given } from "../state/person.ts";
import type { Session } from "../state/session.ts";
import { entryProblem, type Entry, type Stay } from "../state/stays.ts";
import { say, text } from "../words/say.ts";

export function stayForm(session: Session, stay: Stay, index: number): TemplateResult {
  const facts = session.paying?.facts.filter(({ scope }) => scope === "admission") ?? [];
  const title = say(session, "stay", { n: index + 1 });
  return html`
    <section class="stay" data-stay=${index} aria-labelledby="stay-${index}">
      <h3 id="stay-${index}">${title}</h3>
      ${entry(session, stay, index, "total")}
      ${entry(session, stay, index, "in_scope")}
      ${facts.map((fact) => factOf(session, stay, index, fact))}
      <p><button type="button" class="link" data-action="remove-stay" aria-label=${say(session, "remove_what", { what: title })}
        @click=${() => session.removeStay(stay)}>${say(session, "remove_stay")}</button></p>
    </section>
  `;
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
