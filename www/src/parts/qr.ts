// A QR code as an SVG path.

import { correction, generate } from "lean-qr";
import { html, type TemplateResult } from "lit";

const QUIET = 4;

export function qr(text: string, words: string): TemplateResult {
  const code = generate(text, { minCorrectionLevel: correction.M });
  let path = "";
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) if (code.get(x, y)) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
  }
  const size = code.size + 2 * QUIET;
  return html`<svg class="qr" role="img" aria-label=${words} viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">
    <rect width=${size} height=${size} fill="#fff"></rect><path d=${path} fill="#000"></path></svg>`;
}
