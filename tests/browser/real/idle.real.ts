// A kiosk that a resident walks away from, by the real clock: a warning, then nothing of theirs is left. How long it waits is
// the page's affair (shell/idle.ts, kiosk.spec.ts); here it must keep to what its warning says.

import { setTimeout as sleep } from "node:timers/promises";
import { answer, asked, LIANGPING } from "./resident.ts";
import { expect, inEveryBrowser } from "./test.ts";

/** Seconds within which nobody may be warned, and until when somebody must have been. */
const PEACE = 30;
const PATIENCE = 180;

/** Seconds that a busy machine may be late. */
const LATE = 10;

inEveryBrowser("a kiosk that was left warns, and wipes all", ["file"], async (page, site) => {
  const left = () => page.run(() => Number(/\d+/.exec(window.shown("#idle-text")[0]?.innerText ?? "")?.[0] ?? -1));
  const traces = () => page.run(() => [
    ...window.root().querySelectorAll("[data-answered], [data-card], .stay, input:checked, textarea"),
  ].map((one) => one.outerHTML.slice(0, 80)));
  await page.browser.open(`${site.page}${LIANGPING}&kiosk=1`);
  const first = await asked(page);
  await answer(page, first);
  await page.click("[data-room=bill]");
  await page.click("[data-action=add-stay]");
  await page.fill("stay-0-total", "12800");
  await page.click("[data-room=card]");
  await page.shows("[data-card]");
  expect((await traces()).length).toBeGreaterThan(3);
  const quietSince = Date.now();
  const quiet = () => (Date.now() - quietSince) / 1000;

  let warned: { after: number; seconds: number } | null = null;
  for (let seconds = await left(); seconds !== -1 || warned === null; seconds = await left()) {
    expect(quiet(), "it warns, then wipes").toBeLessThan(PATIENCE);
    if (seconds !== -1) {
      warned ??= { after: quiet(), seconds };
      expect(Math.abs(warned.after + warned.seconds - quiet() - seconds), "it counts seconds").toBeLessThan(LATE);
    }
    await sleep(500);
  }
  const { after, seconds } = warned;
  expect(after).toBeGreaterThan(PEACE);
  expect(Math.abs(quiet() - after - seconds), "the wipe comes when it was said").toBeLessThan(LATE);
  expect(await traces()).toEqual([]);
  expect(await asked(page)).toEqual(first);
  // By its own button it does so at once.
  await answer(page, first);
  await page.click("[data-action=kiosk-finish]");
  await page.until(() => window.root().querySelector("[data-answered]") === null);
  expect(await traces()).toEqual([]);
});
