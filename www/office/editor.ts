// A text field with the numbers of its lines. Lines are not wrapped, so that each is as high as its number.

import { html, type TemplateResult } from "lit";

interface Editor {
  /** The attribute by which it is found. */
  id: string;
  label: string;
  text: string;
  hidden: boolean;
  /** The lines with something to put right. */
  marked: Set<number>;
  isPolicy: boolean;
  edit(text: string): void;
}

export const editor = ({ id, label, text, hidden, marked, isPolicy, edit }: Editor): TemplateResult => {
  const count = text.split("\n").length;
  return html`
    <div class="editor" ?hidden=${hidden}>
      <div class="numbers" aria-hidden="true"><pre>${Array.from({ length: count }, (_, index) => `${marked.has(index + 1) ? "▸" : ""}${index + 1}\n`).join("")}</pre></div>
      <textarea id=${id} aria-label=${label} wrap="off" spellcheck="false" autocapitalize="off" ?data-policy-source=${isPolicy}
        .value=${text}
        @input=${(event: Event) => edit((event.target as HTMLTextAreaElement).value)}
        @scroll=${(event: Event) => follow(event.target as HTMLTextAreaElement)}></textarea>
    </div>`;
};

function follow(field: HTMLTextAreaElement): void {
  const numbers = field.previousElementSibling?.firstElementChild;
  if (numbers instanceof HTMLElement) numbers.style.transform = `translateY(${-field.scrollTop}px)`;
}

/** Selects a part of the text, its line in sight. */
export function select(field: HTMLTextAreaElement, line: number, start: number, end: number): void {
  field.focus();
  field.setSelectionRange(start, end);
  const { lineHeight } = getComputedStyle(field);
  field.scrollTop = Math.max(0, (line - 4) * parseFloat(lineHeight));
  field.scrollLeft = 0;
  follow(field);
}
