// The element on another site: docs/embedding.md's example page.

import { answer, asked } from "./resident.ts";
import { expect, inEveryBrowser } from "./test.ts";

inEveryBrowser("the element answers on another site, in the site's colours", ["file", "site"], async (page, site) => {
  await page.browser.open(site.example);
  const facts = await asked(page);
  expect(await page.run(() => getComputedStyle(window.shown("[data-action=next]")[0] as Element).backgroundColor)).toBe("rgb(122, 31, 43)");
  await answer(page, facts);
  expect(await page.run(() => document.title)).toBe("A county's own site with Mingbai in it");
});
