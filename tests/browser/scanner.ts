// A printed code as scanners see it: black dots of a receipt's printer on white, read by two libraries that have nothing in
// common.

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
