// The office page from a disk: its studio opens a document and checks what one writes, its ledger answers a village's
// file as it is kept.

import { readFileSync } from "node:fs";
import { FIGURES, MESSY, repository, unexpected } from "../ledgers.ts";
import type { Page } from "./page.ts";
import { OFFICE } from "./site.ts";
import { expect, inEveryBrowser } from "./test.ts";

declare global {
  interface Window {
    /** The last file that was saved. */
    saved: Blob | undefined;
  }
}

async function open(page: Page, tab: "ledger" | "studio"): Promise<void> {
  await page.browser.open(OFFICE);
  await page.click(`[data-tab=${tab}]`);
  await page.shows(`office-${tab}`);
}

/** Chooses from a menu; its list is no part of the page that a test could press. */
const choose = (page: Page, selector: string, value: string) =>
  page.until((selector, value) => {
    const [select] = window.shown(selector) as HTMLSelectElement[];
    if (!select) return false;
    select.value = value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
    return select.value === value;
  }, selector, value);

/** Puts a file into a field; the dialogue of the system is no part of the page. */
const put = (page: Page, selector: string, name: string, bytes: Buffer) =>
  page.run((selector, name, bytes) => {
    const [input] = window.shown(selector) as HTMLInputElement[];
    const files = new DataTransfer();
    files.items.add(new File([Uint8Array.from(atob(bytes), (byte) => byte.charCodeAt(0))], name));
    if (!input) throw new Error(`no ${selector}`);
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }, selector, name, bytes.toString("base64"));

/** Types over what a field holds, and leaves it. */
async function write(page: Page, selector: string, text: string): Promise<void> {
  await page.click(selector);
  await page.until((selector) => window.root().activeElement === window.root().querySelector(selector), selector);
  await page.run((selector) => (window.root().querySelector(selector) as HTMLInputElement).select(), selector);
  await page.browser.type(text);
  await page.run((selector) => (window.root().querySelector(selector) as HTMLInputElement).blur(), selector);
}

/** The file that a button saves, without a dialogue of the browser. */
async function saved(page: Page, action: string): Promise<Buffer> {
  await page.run(() => {
    window.saved = undefined;
    URL.createObjectURL = (file) => ((window.saved = file as Blob), "#saved");
    HTMLAnchorElement.prototype.click = () => undefined;
  });
  await page.click(`[data-action=${action}]`);
  const hex = await page.until(async () => {
    const bytes = window.saved && new Uint8Array(await new Response(window.saved).arrayBuffer());
    return bytes && Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  });
  return Buffer.from(hex, "hex");
}

inEveryBrowser("the studio opens a document, says what is to be put right, and saves", ["file"], async (page) => {
  await open(page, "studio");
  await choose(page, "#begin", "liangping-2019");
  await page.click("[data-action=begin]");
  const found = (count: number) => page.until((count) => window.root().querySelector("[data-lint-count]")?.getAttribute("data-lint-count") === `${count}`, count);
  await found(0);
  const text = await saved(page, "save-policy");
  expect(text.equals(readFileSync(repository("crates/policies/liangping-2019/policy.toml")))).toBe(true);
  await page.click("[data-part=document]");
  const id = '[id="cell-policy-policy.id"]';
  await write(page, id, "not an id");
  await found(1);
  await page.shows("[data-cell-lint]");
  await write(page, id, "liangping-2019");
  await found(0);
  expect((await saved(page, "save-policy")).equals(text), "set back, the text is as before").toBe(true);
});

inEveryBrowser("the ledger answers a village's file as it is kept", ["file"], async (page) => {
  await open(page, "ledger");
  await choose(page, "#ledger-document", "liangping-2019");
  await write(page, "#ledger-on", "2019-11-01");
  await put(page, "#ledger-file", "figures.toml", Buffer.from(FIGURES));
  await page.until(() => window.root().querySelector("office-ledger")?.textContent?.includes("figures.toml"));
  await put(page, "#ledger-file", "messy.xlsx", readFileSync(repository(MESSY.workbook)));
  await page.until((residents) => window.root().querySelector(`[data-residents="${residents}"]`) !== null, MESSY.residents);
  await page.click("[data-action=answer]");
  await page.until((residents) => window.root().querySelector(`[data-ledger-rows="${residents}"]`) !== null, MESSY.residents);
  expect(unexpected(String(await saved(page, "save-csv")))).toEqual(MESSY.otherReading);
  expect((await saved(page, "save-answers")).subarray(0, 2).toString()).toBe("PK");
});
