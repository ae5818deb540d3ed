// The clauses of a document: cut from its pasted text, each with what has become of it.

import { html, nothing, svg, type TemplateResult } from "lit";
import { at as contentAt, textsOf } from "./contents.ts";
import { menu, type Desk } from "./fields.ts";
import { begunProvision, titleOf } from "./provision.ts";
import type { Clause } from "./types.ts";
import { called, say } from "./words.ts";

const FATES = ["provision", "elsewhere", "open"] as const;

type Fate = (typeof FATES)[number];

const fateOf = ({ provisions, elsewhere }: Clause): Fate => (provisions.length > 0 ? "provision" : elsewhere !== null ? "elsewhere" : "open");

/** `lead` shows a provision. */
export function clauses(desk: Desk, lead: (provision: string) => void): TemplateResult {
  const { studio, language } = desk;
  const all = studio.checked?.coverage ?? [];
  return html`
    <h2 id="clauses">${say(language, "clauses")}</h2>
    ${all.length > 0 ? covered(desk, all, lead) : html`<p class="soft">${say(language, "no_coverage")}</p>`}
    <details class="pasting" ?open=${all.length === 0}>
      <summary>${say(language, "paste")}</summary>
      <textarea id="pasted" aria-label=${say(language, "paste")} rows="6" .value=${studio.pasted.text}
        @input=${(event: Event) => studio.paste((event.target as HTMLTextAreaElement).value)}></textarea>
      <p class="row"><button type="button" data-action="cut" @click=${() => void studio.cut(studio.pasted.text)}>${say(language, "cut")}</button></p>
    </details>`;
}

function covered(desk: Desk, all: Clause[], lead: (provision: string) => void): TemplateResult {
  const { language } = desk;
  const counts = { provision: 0, elsewhere: 0, open: 0 };
  for (const clause of all) counts[fateOf(clause)] += 1;
  let from = 0;
  const part = (fate: Fate) => {
    const width = (100 * counts[fate]) / all.length;
    from += width;
    return svg`<rect class="fate-${fate}" x=${from - width} y="0" width=${width} height="10"></rect>`;
  };
  return html`
    <p role="status" data-coverage=${counts.open}>${say(language, "covered", { all: all.length, ...counts })}</p>
    <svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${FATES.map(part)}</svg>
    <ul class="clauses" tabindex="0" aria-labelledby="clauses">${all.map((one) => clause(desk, one, lead))}</ul>`;
}

function clause(desk: Desk, own: Clause, lead: (provision: string) => void): TemplateResult {
  const { forms, language } = desk;
  const fate = fateOf(own);
  const { at, text, provisions, elsewhere } = own;
  const all = forms.shown?.policy.provisions ?? [];
  const named = (id: string) => {
    const provision = all.find((own) => own.id === id);
    return provision ? titleOf(desk, provision) : id;
  };
  const why = (reason: string) => void forms.edit("policy", { insert: { list: "elsewhere", index: 1_000_000, entries: [["at", { text: at }], ["reason", { text: reason }]] } });
  const begin = () => void begunProvision(desk, [at]).then((made) => {
    const last = forms.shown?.policy.provisions.at(-1);
    if (made && last) lead(last.id);
  });
  const cite = (id: string) => {
    const provision = all.find((own) => own.id === id);
    if (provision) void forms.set("policy", `${provision.place}.at`, { texts: [...textsOf(contentAt(provision, "at")), at] }).then(() => lead(id));
  };
  return html`
    <li data-clause=${at} data-fate=${fate}>
      <p><b>${at}</b> <span class="fate fate-${fate}">${say(language, `fate_${fate}`)}</span>
        ${fate === "provision"
          ? provisions.map((id) => html` <button type="button" class="small" data-action="open-provision" @click=${() => lead(id)}>${named(id)}</button>`)
          : elsewhere ? html`<span class="soft">${elsewhere}</span>` : nothing}</p>
      <p class="clause-text">${text}</p>
      ${fate === "open" && forms.shown
        ? html`
          <form class="row" @submit=${(event: Event) => {
            event.preventDefault();
            const input = (event.target as HTMLElement).querySelector("input");
            if (input?.value.trim()) why(input.value.trim());
          }}>
            <input type="text" autocomplete="off" aria-label=${called(language, at, say(language, "why_not"))} placeholder=${say(language, "why_not")}>
            <button type="submit" data-action="elsewhere">${say(language, "write_why_not")}</button>
          </form>
          <p class="row">
            <button type="button" data-action="make-provision" aria-label=${called(language, at, say(language, "make_provision"))} @click=${begin}>${say(language, "make_provision")}</button>
            ${all.length > 0 ? menu(desk, say(language, "cite_in"), all.map((own): [string, string] => [own.id, titleOf(desk, own)]), cite, "cite-in") : nothing}
          </p>`
        : nothing}
    </li>`;
}
