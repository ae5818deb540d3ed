// One hospital stay: what stands on the bill, and where it was.

import { html, nothing, type TemplateResult } from "lit";
import type { FactDescription } from "../engine/types.ts";
import { field } from "./field.ts";
import { factWords } from "../words/names.ts";
import type { Given } from "../state/person.ts";
import type { Session } from "../state/session.ts";
import { entryProblem, type Entry, type Stay } from "../state/stays.ts";
import { say, text } from "../words/say.ts";

export function stayForm(session: Session, stay: Stay, index: number): TemplateResult {
  const facts = session.description?.facts.filter(({ scope }) => scope === "admission") ?? [];
  const title = say(session, "stay", { n: index + 1 });
  return html`
    <section class="stay" data-stay=${index} aria-labelledby="stay-${index}">
      <h3 id="stay-${index}">${title}</h3>
      ${entry(session, stay, index, "total")}
      ${entry(session, stay, index, "in_scope")}
      ${facts.map((fact) => choice(session, stay, index, fact))}
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
    problem: problem ? say(session, problem) : "",
    keypad: session.settings.kiosk,
    changed: (typed) => {
      stay[name] = typed;
      session.update();
    },
  });
}

function choice(session: Session, stay: Stay, index: number, fact: FactDescription): TemplateResult {
  const words = factWords(session, fact.id);
  const values: [Given, string, string][] =
    fact.kind === "flag"
      ? [[true, "true", say(session, "yes")], [false, "false", say(session, "no")]]
      : fact.values.map((value) => [value, value, text(session, words?.values?.[value]) || value]);
  values.push([null, "unknown", say(session, "unknown")]);
  const given = stay.facts.get(fact.id) ?? null;
  const choose = (value: Given) => {
    stay.facts.set(fact.id, value);
    session.update();
  };
  return html`
    <fieldset class="field">
      <legend>${text(session, words?.question) || fact.id}</legend>
      ${words?.help ? html`<p class="help">${text(session, words.help)}</p>` : nothing}
      <div class="options short">
        ${values.map(([value, id, label]) => html`
          <label class="option ${value === null ? "unsure" : ""}">
            <input type="radio" name="stay-${index}-${fact.id}" value=${id} .checked=${given === value} @change=${() => choose(value)}>
            <span>${label}</span>
          </label>`)}
      </div>
    </fieldset>
  `;
}
