// The paper that is printed on: an A5 sheet, or a strip of 80 mm as long as the card.

import type { Paper } from "../state/settings.ts";

const PX_PER_MM = 96 / 25.4;
const RECEIPT_MARGIN = 4;
const A5_MARGIN = 8;
/** What is laid out for paper is sometimes a line higher than it was on the screen. */
const A5_HEIGHT = 210 - 2 * A5_MARGIN - 4;

/** The letters of an A5 card, points: the largest with which all of it is one sheet; the smallest, if none are. */
const LETTERS = [11, 10.5, 10, 9.5, 9, 8.5, 8];

/** Sets the letters of the card, which stands there as it is printed, and gives the rule of its page. */
export function fitted(paper: Paper, card: HTMLElement): string {
  const millimetres = () => card.scrollHeight / PX_PER_MM;
  if (paper === "a5") {
    const fits = (points: number) => {
      card.style.setProperty("--letters", `${points}pt`);
      return millimetres() <= A5_HEIGHT;
    };
    LETTERS.some(fits);
  }
  const length = Math.ceil(millimetres()) + 2 * RECEIPT_MARGIN + 4;
  return paper === "a5" ? `@page{size:A5;margin:${A5_MARGIN}mm}` : `@page{size:80mm ${Math.max(length, 80)}mm;margin:${RECEIPT_MARGIN}mm}`;
}

let sheet: CSSStyleSheet | undefined;

/** Puts this rule into the document, null none: it is there only while a card is printed, for the document may be another
 * site's. As an object, for the page allows no style from a script's text. */
export function pageRule(rule: string | null): void {
  if (!sheet && rule === null) return;
  sheet ??= new CSSStyleSheet();
  sheet.replaceSync(rule ?? "");
  const others = document.adoptedStyleSheets.filter((one) => one !== sheet);
  document.adoptedStyleSheets = rule === null ? others : [...others, sheet];
}
