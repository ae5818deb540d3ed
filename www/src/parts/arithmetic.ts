// The steps of the arithmetic, unfolded on demand, each with its clause or the source of its figure.

import { html, nothing, type TemplateResult } from "lit";
import type { Step } from "../engine/types.ts";
import { yuan } from "../state/money.ts";
import { askWords } from "../words/outcome.ts";
import type { Session } from "../state/session.ts";
import { WORDS, type WordId } from "../words/words.ts";

export function arithmetic(session: Session, steps: Step[]): TemplateResult | typeof nothing {
  if (steps.length === 0) return nothing;
  const groups: Step[][] = [];
  for (const step of steps) {
    const last = groups[groups.length - 1];
    if (last?.[0]?.layer === step.layer && last[0].admission === step.admission) last.push(step);
    else groups.push([step]);
  }
  return html`
    <details class="arithmetic">
      <summary>${session.say("arithmetic")}</summary>
      ${groups.map((group) => html`
        <h4>${heading(session, group[0])}</h4>
        <ol>${group.map((step) => html`<li data-step=${step.what}>
          <span>${wordFor(session, step.what)}</span> <b>${numbers(session, step)}</b>
          ${step.from ? html`<span class="from">${from(session, step.from)}</span>` : nothing}
        </li>`)}</ol>`)}
    </details>
  `;
}

function heading(session: Session, step: Step | undefined): string {
  if (!step) return "";
  const layer = session.say(step.layer === "premium" ? "premium" : step.layer === "patient" ? "layer_patient_pays" : `layer_${step.layer}`);
  return step.admission === undefined ? layer : `${session.say("stay", { n: step.admission + 1 })}${session.say("colon")}${layer}`;
}

function wordFor(session: Session, what: string): string {
  const id = `step_${what}`;
  return id in WORDS ? session.say(id as WordId) : what;
}

function numbers(session: Session, { what, value, percent }: Step): string {
  const n = percent ?? "";
  const share = percent === undefined ? "" : what === "rate_plus" ? session.say("points", { n }) : `${n}%`;
  return [value === undefined ? "" : session.say("yuan", { n: yuan(value) }), share].filter(Boolean).join(session.say("comma"));
}

/** The clause of a provision, the source of a figure, or the bill. */
function from(session: Session, path: string): string {
  const provision = session.description?.provisions.find(({ id }) => id === path);
  if (provision) return session.say("from_clause", { at: provision.at[0] ?? "" });
  if (path.startsWith("admissions[")) return session.say("from_bill");
  if (session.figures.has(path)) return session.say("from_you");
  const found = session.data.figures?.sources[path.replace(/^figures\./, "")];
  if (!found) return askWords(session, path);
  const source = typeof found.source === "string" ? found.source : session.text(found.source);
  return session.say("from_source", { source, date: found.date });
}
