// At the clerk's window: a code that was scanned or pasted opens the answers again. Of several codes each is taken as it comes.
// No form: a frame that may send none, or a page around this one, would swallow that it is sent.

import { html, nothing, type TemplateResult } from "lit";
import { Room } from "./room.ts";
import type { CodeProblem } from "../state/code.ts";
import { codesIn, isIntact, Parts } from "../state/code-parts.ts";
import { say } from "../words/say.ts";

class OpenCode extends Room {
  static override properties = { ...Room.properties, problem: { state: true }, missing: { state: true } };

  declare problem: CodeProblem | null;
  /** The numbers of the codes still to scan. */
  declare missing: number[];

  private readonly parts = new Parts();

  constructor() {
    super();
    this.problem = null;
    this.missing = [];
  }

  override render(): TemplateResult | typeof nothing {
    const { session, missing } = this;
    // It is the clerk's: no part of the first screen that each resident at a kiosk finds.
    if (session.settings.kiosk && session.room === "place") return nothing;
    return html`
      <details class="open-code">
        <summary>${say(session, "open_code")}</summary>
        <label for="code">${say(session, "open_code_help")}</label>
        <textarea id="code" rows="3" autocomplete="off" autocapitalize="off" spellcheck="false" aria-describedby=${this.problem ? "code-problem" : nothing}
          @keydown=${this.enter} @compositionend=${this.composed}></textarea>
        <p class="notice" role="status" data-codes-missing ?hidden=${missing.length === 0}>
          ${missing.length === 0 ? nothing : say(session, "code_missing", { list: missing.join(say(session, "comma")) })}</p>
        ${this.problem ? html`<p class="problem" id="code-problem" role="alert">${say(session, `code_${this.problem}`)}</p>` : nothing}
        <p class="steps"><button type="button" class="other" data-action="open-code" @click=${this.open}>${say(session, "open_code_do")}</button></p>
      </details>
    `;
  }

  /** A scanner ends what it types with Enter; under an input method the first of these only ends its own line. */
  private readonly enter = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && !event.isComposing) this.open(event);
  };

  private readonly composed = (event: Event): void => {
    if (codesIn((event.target as HTMLTextAreaElement).value).every(isIntact)) this.open(event);
  };

  private readonly open = (event: Event): void => {
    event.preventDefault();
    const area = this.querySelector("textarea");
    if (!area) return;
    const whole = codesIn(area.value).map((text) => this.parts.take(text)).find((text) => text !== null);
    this.missing = this.parts.missing;
    this.problem = null;
    // What is scanned next takes the place of what stands there.
    const again = (problem: CodeProblem | null) => {
      this.problem = problem;
      if (!problem) area.value = "";
      area.focus();
      area.select();
    };
    if (whole === undefined) again(null);
    else this.session.openCode(whole, again);
  };
}

customElements.define("mingbai-open-code", OpenCode);
