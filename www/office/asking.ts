// A part of the studio that shows what the engine says of the texts as they are.

import { LitElement, type PropertyDeclarations } from "lit";
import type { Calls, Name } from "./calls.ts";
import type { Studio } from "./studio-state.ts";
import type { Language } from "./words.ts";

/** Asks one call of the engine, and again whenever what it is asked with has changed. */
export abstract class Asking<N extends Name> extends LitElement {
  static override properties: PropertyDeclarations = { studio: { attribute: false }, policy: { attribute: false }, language: {}, answer: { state: true } };

  declare studio: Studio;
  /** The text of policy.toml. */
  declare policy: string;
  declare language: Language;
  /** To what was asked last; undefined where nothing is asked, or the call failed. */
  declare answer: Calls[N][1] | undefined;

  private asked = "";

  /** What the engine is asked with now; undefined where it is to be asked nothing. */
  protected abstract readonly question: [N, ...Calls[N][0]] | undefined;

  /** The shell's style sheet serves it. */
  override createRenderRoot(): HTMLElement {
    return this;
  }

  override updated(): void {
    void this.ask();
  }

  private async ask(): Promise<void> {
    const { question } = this;
    const asked = JSON.stringify(question ?? "");
    if (asked === this.asked) return;
    this.asked = asked;
    const answer = question && (await this.studio.ask(...question));
    if (asked === this.asked) this.answer = answer;
  }
}
