// A provision as the picture that `mingbai explain --format svg` draws: shown, saved, printed for a meeting.

import { html, nothing, type TemplateResult } from "lit";
import { Asking } from "./asking.ts";
import { save } from "./files.ts";
import { say, type Language } from "./words.ts";

export class OfficePicture extends Asking<"picture"> {
  static override properties = { provision: {}, open: { state: true } };

  /** Its id. */
  declare provision: string;
  declare open: boolean;

  constructor() {
    super();
    this.open = false;
  }

  protected override get question(): ["picture", string, string, Language] | undefined {
    return this.open ? ["picture", this.policy, this.provision, this.language] : undefined;
  }

  override render(): TemplateResult {
    const { language } = this;
    return html`
      <details class="pasting" data-picture=${this.provision} @toggle=${(event: Event) => (this.open = (event.target as HTMLDetailsElement).open)}>
        <summary>${say(language, "picture")}</summary>
        ${this.open ? this.content() : nothing}
      </details>`;
  }

  private content(): TemplateResult | typeof nothing {
    const { answer, language } = this;
    if (answer === undefined) return nothing;
    if (typeof answer !== "string") return html`<p role="status" class="bad">${answer.refused}</p>`;
    return html`
      <p class="row">
        <button type="button" data-action="print-picture" @click=${() => this.studio.print(drawing(answer))}>${say(language, "print_picture")}</button>
        <button type="button" data-action="save-picture" @click=${() => save(`${this.provision}.svg`, answer, "image/svg+xml")}>${say(language, "save_picture")}</button>
      </p>
      <div class="picture" tabindex="0" role="region" aria-label=${say(language, "picture")}>${drawing(answer)}</div>`;
  }
}

/** SVG as a part of the page: the page's content policy lets no image in, whatever its address. */
const drawing = (svg: string): Element => document.importNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement, true);

customElements.define("office-picture", OfficePicture);
