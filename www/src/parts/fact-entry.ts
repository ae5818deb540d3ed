// Where a fact is entered, whatever its kind and whosever it is: in a question, or of a stay in hospital. Native
// inputs, so that keyboard, touch and screen reader simply work.

import { html, nothing, type TemplateResult } from "lit";
import type { FactDescription } from "../engine/types.ts";
import { entered, kindOf, shownAs } from "../state/kinds.ts";
import type { Given } from "../state/person.ts";
import { factWords, optionWords } from "../words/names.ts";
import { say, text } from "../words/say.ts";
import { Room } from "./room.ts";

/** The options that stand for themselves alone. */
const ALONE = ["none", "unknown"];

export class FactEntry extends Room {
  static override properties = {
    ...Room.properties,
    fact: { attribute: false },
    given: { attribute: false },
    legend: { attribute: false },
    name: { attribute: false },
    changed: { attribute: false },
    refused: { attribute: false },
    problem: { state: true },
  };

  declare fact: FactDescription;
  /** What was entered before; undefined while nothing was. */
  declare given: Given | undefined;
  /** What stands over it: the question. */
  declare legend: TemplateResult | string;
  /** The name of its inputs. */
  declare name: string;
  /** Takes what is entered at once; without it, it is read when the question is answered. */
  declare changed: ((given: Given) => void) | undefined;
  /** The engine refused what was entered. */
  declare refused: boolean;
  /** Why what is entered is no answer. */
  declare problem: string;

  /** Text that is no value, left to be mended. */
  private draft: string | null = null;

  constructor() {
    super();
    this.problem = "";
  }

  override render(): TemplateResult {
    const { session, fact, name, draft } = this;
    const { input, options } = kindOf(fact);
    const words = factWords(session, fact.id);
    const { ticked, typed } = draft === null ? shownAs(this.given, fact.kind) : { ticked: [], typed: draft };
    const unit = fact.kind === "money" ? say(session, "yuan_unit") : text(session, words?.unit);
    const problem = this.problem || (this.refused ? say(session, "refused_entry") : "");
    const described = [words?.help && `${name}-help`, problem && `${name}-problem`].filter(Boolean).join(" ") || nothing;
    return html`
      <fieldset class=${this.changed ? "field" : ""} aria-describedby=${described} @input=${this.tidy} @change=${this.take}>
        <legend>${this.legend}</legend>
        <div class="options ${this.changed ? "short" : ""}">
          ${input === "text"
            ? html`<label class="typed">
                <input type="text" inputmode=${session.settings.kiosk ? "none" : fact.kind === "money" ? "decimal" : "numeric"} pattern=${fact.kind === "money" ? nothing : "[0-9]*"} name=${name} autocomplete="off"
                  aria-label="${text(session, words?.question)} ${unit}" aria-invalid=${problem ? "true" : nothing} .value=${typed}>
                <span>${unit}</span>
              </label>`
            : nothing}
          ${[...options(fact), "unknown"].map((value) => html`
            <label class="option ${value === "unknown" ? "unsure" : ""}">
              <input type=${input === "text" ? "checkbox" : input} name=${name} value=${value} .checked=${ticked.includes(value)}>
              <span>${optionWords(session, fact.id, value)}</span>
            </label>`)}
        </div>
        ${words?.help ? html`<p class="help" id="${name}-help">${text(session, words.help)}</p>` : nothing}
        ${problem ? html`<p class="problem" id="${name}-problem" role="alert">${problem}</p>` : nothing}
      </fieldset>
    `;
  }

  private get inputs(): HTMLInputElement[] {
    return [...this.querySelectorAll("input")];
  }

  private get entered(): Given | undefined {
    const ticked = this.inputs.filter(({ type, checked }) => type !== "text" && checked).map(({ value }) => value);
    return entered(this.fact, ticked, this.typed);
  }

  private get typed(): string {
    return this.inputs.find(({ type }) => type === "text")?.value ?? "";
  }

  /** What is entered; where that is no answer, says so at the field and puts the focus there. */
  read(): Given | undefined {
    const given = this.entered;
    if (given === undefined) {
      this.problem = this.whatIsWrong();
      this.inputs[0]?.focus();
    }
    return given;
  }

  private whatIsWrong(): string {
    const { min = 0, max = Number.MAX_SAFE_INTEGER } = this.fact;
    if (this.fact.kind === "money") return say(this.session, "please_amount");
    return kindOf(this.fact).input === "text" ? say(this.session, "please_number", { min, max }) : say(this.session, "please_choose");
  }

  /** "None of these" and "I don't know" exclude the others, as a resident would expect. */
  private readonly tidy = (event: Event): void => {
    this.problem = "";
    const input = event.target as HTMLInputElement;
    if (input.type === "checkbox" && !input.checked) return;
    const alone = ALONE.includes(input.value);
    for (const other of this.inputs) {
      if (other === input) continue;
      if (other.type === "text") other.value = "";
      else if (other.type === "checkbox" && (alone || ALONE.includes(other.value) || input.type === "text")) other.checked = false;
    }
  };

  private readonly take = (): void => {
    if (!this.changed) return;
    const given = this.entered;
    // What is no value counts as not known.
    this.draft = given === undefined && this.typed !== "" ? this.typed : null;
    if (this.draft !== null) this.problem = this.whatIsWrong();
    this.changed(given ?? null);
  };
}

customElements.define("mingbai-fact", FactEntry);
