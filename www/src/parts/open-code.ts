// At the clerk's window: a code that was scanned or pasted opens the answers again.

import { html, nothing, type TemplateResult } from "lit";
import { Room } from "./room.ts";
import type { CodeProblem } from "../state/code.ts";
import { say } from "../words/say.ts";

class OpenCode extends Room {
  static override properties = { ...Room.properties, problem: { state: true } };

  declare problem: CodeProblem | null;

  constructor() {
    super();
    this.problem = null;
  }

  override render(): TemplateResult | typeof nothing {
    const { session } = this;
    // It is the clerk's: no part of the first screen that each resident at a kiosk finds.
    if (session.settings.kiosk && session.room === "place") return nothing;
    return html`
      <details class="open-code">
        <summary>${say(session, "open_code")}</summary>
        <form autocomplete="off" novalidate @submit=${this.open}>
          <label for="code">${say(session, "open_code_help")}</label>
          <textarea id="code" rows="3" autocomplete="off" spellcheck="false" aria-describedby=${this.problem ? "code-problem" : nothing}
            @keydown=${this.enter}></textarea>
          ${this.problem ? html`<p class="problem" id="code-problem" role="alert">${say(session, `code_${this.problem}`)}</p>` : nothing}
          <p class="steps"><button type="submit" class="other" data-action="open-code">${say(session, "open_code_do")}</button></p>
        </form>
      </details>
    `;
  }

  /** A scanner ends what it types with Enter. */
  private readonly enter = (event: KeyboardEvent): void => {
    if (event.key === "Enter") this.open(event);
  };

  private readonly open = (event: Event): void => {
    event.preventDefault();
    const area = this.querySelector("textarea");
    this.session.openCode(area?.value ?? "", (problem) => {
      this.problem = problem;
      if (area && !problem) area.value = "";
    });
  };
}

customElements.define("mingbai-open-code", OpenCode);
