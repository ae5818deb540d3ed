// The forms of a document, part after part: nobody who uses them needs to write TOML.

import { html, type TemplateResult } from "lit";
import { casesForm } from "./cases.ts";
import { findingsIn, folded, type Desk } from "./fields.ts";
import { begunProvision, provision, titleOf } from "./provision.ts";
import { conditions, documentForm, facts, figures, offices, readings } from "./sections.ts";
import { textsOf, at } from "./contents.ts";
import { say } from "./words.ts";
import type { One } from "./files.ts";

export const PARTS = ["provisions", "document", "readings", "facts", "figures", "offices", "cases"] as const;

export type Part = (typeof PARTS)[number];

/** Where a part stands: its files, and the beginnings of its places in each. */
const PLACES: Record<Part, [file: One, beginning: string][]> = {
  provisions: [["policy", "provision"]],
  document: [["policy", "policy"]],
  readings: [["policy", "reading"]],
  facts: [["policy", "fact"], ["policy", "condition"]],
  figures: [["policy", "figure"], ...["contribution", "basic", "major_illness", "assistance"].map((own): [One, string] => ["figures", own])],
  offices: [["figures", "office"]],
  cases: [["cases", "case"]],
};

/** The part that shows a place, and what must be open there; nothing where only the text does. */
export function whereIs(file: One, place: string): { part: Part; open: string } | undefined {
  const part = PARTS.find((part) => PLACES[part].some(([own, beginning]) => own === file && (place.startsWith(`${beginning}.`) || place.startsWith(`${beginning}[`))));
  if (!part) return undefined;
  const [open = ""] = /^(?:case\[\d+\]|office\.[^.]+|[a-z_]+\.[^.[]+)/.exec(place) ?? [];
  return { part, open: file === "figures" && part === "figures" ? place.replace(/\.(value|source|date)$/, "") : open };
}

export function forms(desk: Desk, shown: Part, show: (part: Part) => void): TemplateResult {
  const { forms, language, studio } = desk;
  const count = (part: Part) => PLACES[part].reduce((sum, [file, beginning]) => sum + findingsIn(desk, file, beginning).length, 0);
  if (!forms.shown) return html`<p class="soft" data-forms="none">${say(language, studio.files.policy.text === "" ? "forms_none" : "forms_wait")}</p>`;
  return html`
    <div class="row chips" role="group" aria-label=${say(language, "forms")}>
      ${PARTS.map((part) => {
        const found = count(part);
        return html`<button type="button" data-part=${part} aria-pressed=${part === shown} @click=${() => show(part)}>${say(language, `part_${part}`)}${found > 0 ? html` <b class="count">${found}</b>` : ""}</button>`;
      })}
    </div>
    <div data-forms=${shown}>${content(desk, shown)}</div>`;
}

function content(desk: Desk, part: Part): TemplateResult {
  const { policy, figures: county } = desk.forms.shown ?? {};
  if (!policy || !county) return html``;
  switch (part) {
    case "provisions":
      return html`
        ${policy.provisions.map((own) => folded(desk, "policy", own.place, `${textsOf(at(own, "at")).slice(0, 3).join("、")} ${titleOf(desk, own)}`, () => provision(desk, own)))}
        <p class="row"><button type="button" data-action="add-provision" @click=${() => void begunProvision(desk, ["一"])}>${say(desk.language, "add_provision")}</button></p>`;
    case "document":
      return documentForm(desk, policy.policy);
    case "readings":
      return readings(desk, policy.readings);
    case "facts":
      return html`${facts(desk, policy.facts)}${conditions(desk, policy.conditions)}`;
    case "figures":
      return figures(desk, county.figures);
    case "offices":
      return offices(desk, county.offices);
    case "cases":
      return casesForm(desk, desk.forms.cases?.cases ?? []);
  }
}
