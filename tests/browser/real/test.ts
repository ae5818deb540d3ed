// A scenario is written once and runs in every browser.

import { expect, test } from "@playwright/test";
import type { Surface } from "../page.ts";
import { BROWSERS } from "./browsers.ts";
import { Page } from "./page.ts";
import { siteOf, type Site } from "./site.ts";

export { expect };

/** What may be asked for: the page itself with its worker, and what belongs to a site. */
const OWN = /^(about:|data:|blob:null\/|file:.*\.html(\?|$)|file:.*\/mingbai-checker\.js$|http:\/\/127\.0\.0\.1:\d+\/(dist\/(\?.*|service-worker\.js|mingbai\.webmanifest|mingbai-checker\.js)?|example\/embed\.html)$)/;

/** Before 97 Chromium does not know the newer word of the policy, and says so. Firefox asks a site for its icon; the example has none. */
const EXPECTED_ERROR = /invalid source: ''wasm-unsafe-eval''|favicon\.ico/;

/** `first` runs before the page's own script. The page must report no error and ask for nothing but itself. */
export function inEveryBrowser(title: string, surfaces: Surface[], act: (page: Page, site: Site) => Promise<void>, first?: () => void): void {
  for (const [name, start] of Object.entries(BROWSERS)) {
    for (const surface of surfaces) {
      test(`${name}, ${surface}: ${title}`, async () => {
        const site = await siteOf(surface, first);
        try {
          const browser = await start();
          try {
            console.log(`${name} is ${browser.version}`);
            await act(new Page(browser), site);
            expect(browser.errors.filter((error) => !EXPECTED_ERROR.test(error)), "no error in the console").toEqual([]);
            expect(browser.requests.filter((address) => !OWN.test(address)), "nothing is asked of the network").toEqual([]);
          } finally {
            await browser.close();
          }
        } finally {
          await site.goAway();
        }
      });
    }
  }
}
