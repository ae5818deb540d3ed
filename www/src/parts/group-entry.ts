// Where several flags are entered at once: a checkbox a flag, and what is so of the rest.

import { html, nothing, type TemplateResult } from "lit";
import { enteredTogether, shownTogether } from "../state/kinds.ts";
import type { Given } from "../state/person.ts";
import { groupWords, optionWords } from "../words/names.ts";
import { say, text } from "../words/say.ts";
import { Room } from "./room.ts";

/** What is said of the flags that are not ticked. */
const REST = ["none", "unknown"] as const;

export class GroupEntry extends Room {
  static override properties = {
    ...Room.properties,
    flags: { attribute: false },
    legend: { attribute: false },
    problem: { state: true },
  };

  declare flags: string[];
  /** What stands over it: the question. */
  declare legend: TemplateResult | string;
  /** Why what is entered is no answer. */
  declare problem: string;

  constructor() {
    super();
    this.problem = "";
  }

  override render(): TemplateResult {
    const { session, flags, problem } = this;
    const words = groupWords(session, flags);
    const { ticked, rest } = shownTogether(flags, flags.map((flag) => session.answers.get(flag)));
    const box = (name: string, value: string, checked: boolean, words: string) => html`
      <label class="option ${value === "unknown" ? "unsure" : ""}">
        <input type="checkbox" name=${name} value=${value} .checked=${checked}>
        <span>${words}</span>
      </label>`;
    return html`
      <fieldset aria-describedby="group-how group-help${problem ? " group-problem" : ""}" @input=${this.tidy}>
        <legend>${this.legend}</legend>
        <p class="help" id="group-how">${say(session, "tick_all")}</p>
        <div class="options">
          ${flags.map((flag) => box(flag, "true", ticked.includes(flag), text(session, words?.facts[flag])))}
          ${REST.map((value) => box("rest", value, rest.includes(value), value === "none" ? optionWords(session, "", value) : say(session, "rest_unknown")))}
        </div>
        <p class="help" id="group-help">${text(session, words?.help)}</p>
        ${problem ? html`<p class="problem" id="group-problem" role="alert">${problem}</p>` : nothing}
      </fieldset>
    `;
  }

  private get inputs(): HTMLInputElement[] {
    return [...this.querySelectorAll("input")];
  }

  /** What is entered; where nothing is, says so and puts the focus there. */
  read(): [flag: string, given: Given][] | undefined {
    const checked = this.inputs.filter(({ checked }) => checked);
    const of = (rest: boolean) => checked.filter(({ name }) => (name === "rest") === rest);
    const given = enteredTogether(this.flags, of(false).map(({ name }) => name), of(true).map(({ value }) => value));
    if (given === undefined) {
      this.problem = say(this.session, "please_tick");
      this.inputs[0]?.focus();
    }
    return given;
  }

  /** "None of these" goes with nothing else. */
  private readonly tidy = (event: Event): void => {
    this.problem = "";
    const input = event.target as HTMLInputElement;
    if (!input.checked) return;
    const isNone = (input: HTMLInputElement) => input.name === "rest" && input.value === "none";
    for (const other of this.inputs) {
      if (other !== input && (isNone(input) || isNone(other))) other.checked = false;
    }
  };
}

customElements.define("mingbai-group", GroupEntry);
