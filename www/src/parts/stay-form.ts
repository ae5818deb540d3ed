// One hospital stay: what stands on the bill, and where it was.

import { html, nothing, type TemplateResult } from "lit";
import type { FactDescription } from "../engine/types.ts";
import { field } from "./field.ts";
import { factWords } from "../words/outcome.ts";
import type { Given, Session } from "../state/session.ts";
import { entryProblem, type Entry, type Stay } from "../state/stays.ts";

export function stayForm(session: Session, stay: Stay, index: number): TemplateResult {
  const facts = session.description?.facts.filter(({ scope }) => scope === "admission") ?? [];
  const title = session.say("stay", { n: index + 1 });
  return html`
    <section class="stay" data-stay=${index} aria-labelledby="stay-${index}">
      <h3 id="stay-${index}">${title}</h3>
      ${entry(session, stay, index, "total")}
      ${entry(session, stay, index, "in_scope")}
      ${facts.map((fact) => choice(session, stay, index, fact))}
      <p><button type="button" class="link" data-action="remove-stay" aria-label=${session.say("remove_what", { what: title })}
        @click=${() => session.removeStay(stay)}>${session.say("remove_stay")}</button></p>
    </section>
  `;
}

function entry(session: Session, stay: Stay, index: number, name: Entry): TemplateResult {
  const problem = entryProblem(stay, name);
  return field({
    id: `stay-${index}-${name}`,
    label: session.say(`bill_${name}`),
    help: session.say(`bill_${name}_help`),
    unit: session.say("yuan_unit"),
    value: stay[name],
    problem: problem ? session.say(problem) : "",
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
      ? [[true, "true", session.say("yes")], [false, "false", session.say("no")]]
      : fact.values.map((value) => [value, value, session.text(words?.values?.[value]) || value]);
  values.push([null, "unknown", session.say("unknown")]);
  const given = stay.facts.get(fact.id) ?? null;
  const choose = (value: Given) => {
    stay.facts.set(fact.id, value);
    session.update();
  };
  return html`
    <fieldset class="field">
      <legend>${session.text(words?.question) || fact.id}</legend>
      ${words?.help ? html`<p class="help">${session.text(words.help)}</p>` : nothing}
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
