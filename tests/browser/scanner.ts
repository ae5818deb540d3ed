// A printed card: its codes as scanners see them, black dots of a receipt's printer on white, read by two libraries that
// have nothing in common; and the paper it comes out on.

import type { Locator, Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PNG } from "pngjs";
import decodeQr from "qr/decode.js";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { expect } from "./page.ts";

/** A receipt's printer has 203 dots an inch, and no grey. */
export const DOTS = { deviceScaleFactor: 203 / 96 };

const zxing = prepareZXingModule({
  overrides: { wasmBinary: readFileSync(fileURLToPath(import.meta.resolve("zxing-wasm/reader/zxing_reader.wasm"))).buffer as ArrayBuffer },
  fireImmediately: true,
});

async function dots(printed: Locator): Promise<{ width: number; height: number; data: Uint8ClampedArray<ArrayBuffer> }> {
  const { width, height, data } = PNG.sync.read(await printed.screenshot());
  return { width, height, data: Uint8ClampedArray.from(data, (value, at) => (at % 4 === 3 || (data[at - (at % 4)] ?? 0) > 127 ? 255 : 0 * value)) };
}

/** The texts of the codes of the card, in their order, as both libraries read them off the paper. */
export async function scanned(page: Page): Promise<string[]> {
  await zxing;
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect(page.locator(".card.as-printed")).toBeVisible();
  const texts: string[] = [];
  for (const code of await page.locator("svg.qr").all()) {
    const image = await dots(code);
    const [one] = await readBarcodes(image as ImageData, { formats: ["QRCode"], tryHarder: true });
    const other = decodeQr(image);
    expect(one?.text, "both decoders read the same").toBe(other);
    texts.push(other);
  }
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: null });
  return texts;
}

/** The paper as it comes out of the printer. */
export async function sheets(page: Page): Promise<{ width: number; height: number; count: number }> {
  const text = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const box = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(text) ?? [];
  const millimetres = (points: string | undefined) => Math.round((Number(points) / 72) * 25.4);
  return { width: millimetres(box[1]), height: millimetres(box[2]), count: (text.match(/\/Type\s*\/Page\b/g) ?? []).length };
}
