// The paper that is printed on: an A5 sheet, or a strip of 80 mm as long as the card.

import type { Paper } from "../state/settings.ts";

const PX_PER_MM = 96 / 25.4;
const RECEIPT_MARGIN = 4;
const A5_MARGIN = 8;
const A5_HEIGHT = 210 - 2 * A5_MARGIN;

/** The letters of an A5 card, points: the largest with which all of it is one sheet; the smallest, if none are. */
const LETTERS = [11, 10.5, 10, 9.5, 9, 8.5, 8];

let sheet: CSSStyleSheet | undefined;

/** Sets the size of the page, and of the letters of the card, which stands there as it is printed; the style goes in as an
 * object, for the page allows no style from a script's text. */
export function choosePaper(paper: Paper, card: HTMLElement): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  const millimetres = () => card.scrollHeight / PX_PER_MM;
  if (paper === "a5") {
    const fits = (points: number) => {
      card.style.setProperty("--letters", `${points}pt`);
      return millimetres() <= A5_HEIGHT;
    };
    LETTERS.some(fits);
  }
  const length = Math.ceil(millimetres()) + 2 * RECEIPT_MARGIN + 4;
  sheet.replaceSync(paper === "a5" ? `@page{size:A5;margin:${A5_MARGIN}mm}` : `@page{size:80mm ${Math.max(length, 80)}mm;margin:${RECEIPT_MARGIN}mm}`);
}
