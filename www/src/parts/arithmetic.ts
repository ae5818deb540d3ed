// The steps of the arithmetic, unfolded on demand: each with its sum, its clause or the source of its figure.

import { html, nothing, type TemplateResult } from "lit";
import { parseSource } from "../engine/ask.ts";
import type { Step } from "../engine/types.ts";
import { yuan } from "../state/money.ts";
import { sumsOf, type Sum } from "../state/sums.ts";
import { askWords } from "../words/ask.ts";
import type { Session } from "../state/session.ts";
import { layerName, ownLayerName } from "../words/outcome.ts";
import { isWord } from "../words/words.ts";
import { say } from "../words/say.ts";

export function arithmetic(session: Session, steps: Step[]): TemplateResult | typeof nothing {
  if (steps.length === 0) return nothing;
  const sums = sumsOf(steps);
  const groups: { step: Step; sum: Sum | null }[][] = [];
  for (const [at, step] of steps.entries()) {
    const last = groups[groups.length - 1];
    const one = { step, sum: sums[at] ?? null };
    if (last?.[0]?.step.layer === step.layer && last[0].step.admission === step.admission) last.push(one);
    else groups.push([one]);
  }
  return html`
    <details class="arithmetic">
      <summary>${say(session, "arithmetic")}</summary>
      ${groups.map((group) => html`
        <h4>${heading(session, group[0]?.step)}</h4>
        <ol>${group.map(({ step, sum }) => html`<li data-step=${step.what}>
          <span>${wordFor(session, step.what)}</span> ${sumWords(session, sum, step)}
          ${step.from ? html`<span class="from">${from(session, step.from)}</span>` : nothing}
        </li>`)}</ol>`)}
    </details>
  `;
}

/** The number of a step, with the sum it comes from or is a part of. */
function sumWords(session: Session, sum: Sum | null, step: Step): TemplateResult {
  const number = numbers(session, step);
  if (!sum) return html`<b>${number}</b>`;
  const { text, result, over, rounded, below } = sum;
  if (below) return html`<b>${number}</b> ${say(session, "sum_below")}`;
  // A sum of one number is that number.
  const unlimited = over === undefined ? [] : [over];
  const left = [text, ...unlimited].filter((part, at, all) => part !== all[at + 1]).join(" = ");
  if (result !== undefined) {
    const comesTo = /%$/.test(result) ? result : say(session, "yuan", { n: result });
    const what = step.what === "out_of_scope" ? `${say(session, "layer_patient_pays")}${say(session, "colon")}` : "";
    return html`<b>${number}</b> <span class="sum">${what}${text === result ? "" : `${left}${over === undefined ? " = " : say(session, "sum_at_most")}`}${comesTo}</span>`;
  }
  if (over !== undefined) return html`<span class="sum">${left}${say(session, "sum_at_most")}</span><b>${number}</b>`;
  return html`<span class="sum">${text} ${rounded ? "≈" : "="} </span><b>${number}</b>`;
}

function heading(session: Session, step: Step | undefined): string {
  if (!step) return "";
  const id = step.layer === "premium" ? "premium" : step.layer === "patient" ? "layer_patient_pays" : `layer_${step.layer}`;
  const layer = isWord(id) && ownLayerName(session, step.layer) === undefined ? say(session, id) : layerName(session, step.layer);
  return step.admission === undefined ? layer : `${say(session, "stay", { n: step.admission + 1 })}${say(session, "colon")}${layer}`;
}

function wordFor(session: Session, what: string): string {
  const id = `step_${what}`;
  return isWord(id) ? say(session, id) : what;
}

function numbers(session: Session, { what, value, percent }: Step): string {
  const n = percent ?? "";
  const share = percent === undefined ? "" : what === "rate_plus" || what === "rate_less" ? say(session, "points", { n }) : `${n}%`;
  return [value === undefined ? "" : say(session, "yuan", { n: yuan(value) }), share].filter(Boolean).join(say(session, "comma"));
}

/** The clause of a provision, the source of a figure, the bill or its settlement sheet. */
function from(session: Session, path: string): string {
  const source = parseSource(path);
  if (source.kind === "provision") {
    const provision = session.paying?.description.provisions.find(({ id }) => id === source.provision);
    return say(session, "from_clause", { at: provision?.at[0] ?? "" });
  }
  if (source.kind !== "figure") return say(session, source.kind === "paid" ? "from_sheet" : "from_bill");
  if (session.figures.has(path)) return say(session, "from_you");
  const found = session.data.figures?.sources[source.inFile];
  if (!found) return askWords(session, source);
  return say(session, "from_source", { source: found.source, date: found.date });
}
