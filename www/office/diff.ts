// What changes for whom from another version of the policy to what stands in the studio: what `mingbai diff` says.

import { html, nothing, type TemplateResult } from "lit";
import { Asking } from "./asking.ts";
import type { Change, Edit, Effect, Part, Told } from "./diff-types.ts";
import { NAMES, textOf } from "./files.ts";
import { isProject, unpacked } from "./project.ts";
import type { Offered } from "./types.ts";
import { say, type Language, type WordId } from "./words.ts";

const EDITS = { added: "diff_added", removed: "diff_removed", renamed: "diff_renamed", changed: "diff_changed", same: "diff_changed" } as const satisfies Record<Edit, WordId>;

const EFFECTS = { more: "diff_more", less: "diff_less", open: "diff_open" } as const satisfies Record<Effect | "open", WordId>;

/** The older version: what it is called, and its policy.toml. */
interface Older {
  name: string;
  text: string;
}

/** What was read of a choice: an older version, or why there is none. */
interface Chosen {
  older?: Older;
  wrong?: string;
}

export class OfficeDiff extends Asking<"compared"> {
  static override properties = { offered: { attribute: false }, older: { state: true }, wrong: { state: true } };

  declare offered: Offered[];
  declare older: Older | undefined;
  /** Why a file that was opened is no older version. */
  declare wrong: string;

  constructor() {
    super();
    this.wrong = "";
  }

  protected override get question(): ["compared", string, string, string, Language] | undefined {
    const { older, policy, language } = this;
    return older && policy.trim() !== "" ? ["compared", older.name, older.text, policy, language] : undefined;
  }

  /** How often something was chosen: what is read is taken unless something else was chosen meanwhile. */
  private choice = 0;

  private async choose(read: Promise<Chosen>): Promise<void> {
    const choice = (this.choice += 1);
    const { older, wrong = "" } = await read;
    if (choice === this.choice) [this.older, this.wrong] = [older, wrong];
  }

  private async shipped(id: string): Promise<Chosen> {
    const texts = id === "" ? undefined : await this.studio.ask("texts", id);
    return texts ? { older: { name: id, text: texts.policy } } : {};
  }

  private async opened(file: File): Promise<Chosen> {
    const { name } = file;
    const text = await textOf(file);
    if (text === undefined) return { wrong: say(this.language, "not_text", { names: name }) };
    if (!isProject(name)) return { older: { name, text } };
    const parts = unpacked(text);
    if ("word" in parts) return { wrong: say(this.language, parts.word, { names: name, line: parts.line, part: parts.part }) };
    return { older: { name, text: parts.find((part) => part.name === NAMES.policy)?.text ?? "" } };
  }

  private open(file: File | undefined): void {
    if (!file) return;
    const select = this.querySelector("select");
    if (select) select.value = "";
    void this.choose(this.opened(file));
  }

  private chosen(input: HTMLInputElement): void {
    const [file] = input.files ?? [];
    // The same file may be opened again.
    input.value = "";
    this.open(file);
  }

  private readonly dropped = (event: DragEvent): void => {
    event.preventDefault();
    // It is not opened in the studio.
    event.stopPropagation();
    this.open(event.dataTransfer?.files[0]);
  };

  override render(): TemplateResult {
    const { language, offered, older, policy, answer, wrong } = this;
    return html`
      <details class="sheet pasting" data-drop-zone="diff" @drop=${this.dropped}>
        <summary><h2>${say(language, "diff")}</h2></summary>
        <p class="soft">${say(language, "diff_help")}</p>
        <p class="row">
          <label for="diff-shipped">${say(language, "diff_shipped")}</label>
          <select id="diff-shipped" @change=${(event: Event) => void this.choose(this.shipped((event.target as HTMLSelectElement).value))}>
            <option value="">${say(language, "pick")}</option>
            ${offered.map(({ id, place, title }) => html`<option value=${id}>${place[language]} · ${title[language]}</option>`)}
          </select>
          <span class="opening-files">
            <label for="diff-file">${say(language, "diff_file")}</label>
            <input id="diff-file" type="file" accept=".toml,.mingbai" @change=${(event: Event) => this.chosen(event.target as HTMLInputElement)}>
          </span>
        </p>
        ${wrong ? html`<p class="problem" role="alert">${wrong}</p>` : nothing}
        ${older && policy.trim() === "" ? html`<p role="status" class="soft">${say(language, "forms_none")}</p>` : nothing}
        ${answer === undefined ? nothing : "refused" in answer ? html`<p class="problem" role="alert">${answer.refused}</p>` : this.whole(answer, older?.name ?? "")}
      </details>`;
  }

  private whole({ summary, parts }: Told, name: string): TemplateResult {
    const { language } = this;
    return html`
      <div class="told" data-told>
        <p class="soft">${say(language, "diff_from", { name })}</p>
        <p role="status"><b>${summary}</b></p>
        ${parts.map((part) => told(part, language))}
      </div>
      <p class="row"><button type="button" data-action="print-diff" @click=${() => {
        const told = this.querySelector(".told");
        if (told) this.studio.print(told.cloneNode(true) as Element);
      }}>${say(language, "print_diff")}</button></p>`;
  }
}

function told({ edit, title, clauses, notes, changes, words }: Part, language: Language): TemplateResult {
  return html`
    <section data-told-part=${edit}>
      <h3><span class="fate fate-open">${say(language, EDITS[edit])}</span> ${title}${clauses === "" ? nothing : html` <small>${say(language, "key_at")} ${clauses}</small>`}</h3>
      ${notes.map((note) => html`<p>${note}</p>`)}
      ${changes.map((one) => change(one, language))}
      ${words.map(({ what, was, now }) => html`<div class="change"><p><b>${what}</b></p>${sides(was, now, language)}</div>`)}
    </section>`;
}

/** For whom first: that is what a meeting asks. */
function change({ was, now, effect, who }: Change, language: Language): TemplateResult {
  const known = effect ?? "open";
  return html`
    <div class="change" data-effect=${known}>
      <p><b class="effect-${known}">${say(language, EFFECTS[known])}</b></p>
      <ul>${who.map((one) => html`<li>${one}</li>`)}</ul>
      ${sides(was, now, language)}
    </div>`;
}

const sides = (was: string, now: string, language: Language): TemplateResult =>
  html`<dl><dt>${say(language, "diff_was")}</dt><dd>${was}</dd><dt>${say(language, "diff_now")}</dt><dd>${now}</dd></dl>`;

customElements.define("office-diff", OfficeDiff);
