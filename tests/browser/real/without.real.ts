// Browsers inside other programs: what they lack is taken away before the page runs. Everything works; where a resident would press a
// button and nothing would happen, the page says so.

import type { Page } from "./page.ts";
import { amounts, AMOUNTS, answerAll, asked, LIANGPING, typeBill } from "./resident.ts";
import { expect, inEveryBrowser } from "./test.ts";

const missing = () => {
  const drop = (name: string, from: object) => {
    for (let owner: object | null = from; owner; owner = Object.getPrototypeOf(owner) as object | null) delete (owner as Record<string, unknown>)[name];
    if (name in from) throw new Error(`${name} is still there`);
  };
  for (const name of ["print", "speechSynthesis", "SpeechSynthesisUtterance"]) drop(name, window);
  for (const name of ["serviceWorker", "clipboard", "share"]) drop(name, navigator);
  drop("subtle", crypto);
};

/** There, and of no use: what is pressed fails, or nothing comes of it. */
const useless = () => {
  const refuse = () => {
    throw new DOMException("not here", "NotAllowedError");
  };
  const refused = () => Promise.reject(new DOMException("not here", "NotAllowedError"));
  const set = (name: string, on: object, value: unknown) => Object.defineProperty(on, name, { value, configurable: true });
  set("print", window, () => undefined);
  set("speechSynthesis", window, { speaking: false, cancel: refuse, getVoices: refuse, speak: refuse });
  set("serviceWorker", navigator, { register: refused, ready: new Promise(() => undefined) });
  set("clipboard", navigator, { writeText: refused });
  set("subtle", crypto, undefined);
};

/** Presses what cannot work here: each time the page says so. */
async function isToldWhatFails(page: Page, address: string): Promise<void> {
  await page.browser.open(address + LIANGPING);
  await asked(page);
  await page.click("[data-action=read-aloud]");
  await page.shows("[data-silence]");
  await answerAll(page);
  await page.click("[data-action=read-results]");
  await page.shows("[data-silence]");
  // From the results: the card comes, with the reason why it is not on paper.
  await page.click("[data-opening] [data-action=print]");
  await page.until(() => {
    const { top = -1, bottom = 0 } = window.shown(".card-room .problem")[0]?.getBoundingClientRect() ?? {};
    return top >= 0 && bottom <= innerHeight;
  });
  await page.shows("[data-card]");
  expect(await page.text(".card-room .problem")).toContain("没有打出来");
}

inEveryBrowser("without printing, speech, service worker, clipboard, crypto.subtle", ["file", "site"], async (page, site) => {
  await isToldWhatFails(page, site.page);
  await typeBill(page);
  expect(await amounts(page)).toEqual(AMOUNTS);
}, missing);

inEveryBrowser("with all of them there and of no use", ["site"], (page, site) => isToldWhatFails(page, site.page), useless);
