// The clauses of a document: cut from its pasted text, each with what has become of it.

import { html, nothing, svg, type TemplateResult } from "lit";
import type { Studio } from "./studio-state.ts";
import type { Clause } from "./types.ts";
import { say, type Language } from "./words.ts";

const FATES = ["provision", "elsewhere", "open"] as const;

type Fate = (typeof FATES)[number];

const fateOf = ({ provisions, elsewhere }: Clause): Fate => (provisions.length > 0 ? "provision" : elsewhere !== null ? "elsewhere" : "open");

export function clauses(studio: Studio, language: Language): TemplateResult {
  const all = studio.checked?.coverage ?? [];
  return html`
    <h2 id="clauses">${say(language, "clauses")}</h2>
    ${all.length > 0 ? covered(studio, all, language) : html`<p class="soft">${say(language, "no_coverage")}</p>`}
    <details class="pasting" ?open=${all.length === 0}>
      <summary>${say(language, "paste")}</summary>
      <textarea id="pasted" aria-label=${say(language, "paste")} rows="6" .value=${studio.pasted.text}
        @input=${(event: Event) => studio.paste((event.target as HTMLTextAreaElement).value)}></textarea>
      <p class="row"><button type="button" data-action="cut" @click=${() => void studio.cut(studio.pasted.text)}>${say(language, "cut")}</button></p>
    </details>`;
}

function covered(studio: Studio, all: Clause[], language: Language): TemplateResult {
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
    <ul class="clauses" tabindex="0" aria-labelledby="clauses">${all.map((one) => clause(studio, one, language))}</ul>`;
}

function clause(studio: Studio, own: Clause, language: Language): TemplateResult {
  const fate = fateOf(own);
  const { at, text, provisions, elsewhere } = own;
  const words = fate === "provision" ? provisions.join("、") : (elsewhere ?? "");
  return html`
    <li data-clause=${at} data-fate=${fate}>
      <p><b>${at}</b> <span class="fate fate-${fate}">${say(language, `fate_${fate}`)}</span> ${words === "" ? nothing : html`<span class="soft">${words}</span>`}</p>
      <p class="clause-text">${text}</p>
      ${fate === "open"
        ? html`
          <form class="row" @submit=${(event: Event) => {
            event.preventDefault();
            const input = (event.target as HTMLElement).querySelector("input");
            if (input?.value.trim()) void studio.elsewhere(at, input.value.trim(), language);
          }}>
            <input type="text" autocomplete="off" aria-label=${`${at}：${say(language, "why_not")}`} placeholder=${say(language, "why_not")}>
            <button type="submit" data-action="elsewhere">${say(language, "write_why_not")}</button>
          </form>`
        : nothing}
    </li>`;
}
