// The paper that is printed on: an A5 sheet, or a strip of 80 mm as long as the card.

import type { Paper } from "../state/session.ts";

const PX_PER_MM = 96 / 25.4;
const RECEIPT_MARGIN = 4;

let sheet: CSSStyleSheet | undefined;

/** Sets the size of the page; the style goes in as an object, for the page allows no style from a script's text. */
export function choosePaper(paper: Paper, height: number): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  const length = Math.ceil(height / PX_PER_MM) + 2 * RECEIPT_MARGIN + 4;
  sheet.replaceSync(paper === "a5" ? "@page{size:A5;margin:10mm}" : `@page{size:80mm ${Math.max(length, 80)}mm;margin:${RECEIPT_MARGIN}mm}`);
}
