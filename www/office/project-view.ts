// What becomes of the texts beyond this visit: the project file, and what the browser keeps where the person allows it.

import { html, nothing, type TemplateResult } from "lit";
import type { Keeping } from "./keep.ts";
import type { Studio } from "./studio-state.ts";
import { say, type Language, type WordId } from "./words.ts";

const WORDS = { nowhere: "keep_nowhere", off: "keep_off", found: "keep_found", on: "keep_on", full: "keep_full", other: "keep_other" } as const satisfies Record<Keeping, WordId>;

export function project(studio: Studio, language: Language): TemplateResult {
  const { keep, names } = studio;
  const { state } = keep;
  const button = (action: string, word: WordId, work: () => void) =>
    html`<button type="button" data-action=${action} @click=${work}>${say(language, word)}</button>`;
  return html`
    <section class="sheet" aria-labelledby="project">
      <h2 id="project">${say(language, "project")}</h2>
      <p class="row"><span>${say(language, "project_help")}</span>
        <button type="button" data-action="save-project" ?disabled=${names.length === 0} @click=${() => studio.saveProject()}>${say(language, "save_project")}</button></p>
      <p class="row" data-keeping=${state}>
        <span role="status">${say(language, WORDS[state], { names: names.join("、") || say(language, "keep_nothing") })}</span>
        ${state === "off" ? button("keep", "keep_begin", () => keep.begin()) : nothing}
        ${state === "found" ? button("resume", "keep_resume", () => studio.resume()) : nothing}
        ${state === "found" || state === "on" || state === "full" ? button("forget", "keep_end", () => keep.end()) : nothing}
      </p>
    </section>`;
}
