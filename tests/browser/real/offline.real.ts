// The site works without a network after one visit: here the server itself goes away.

import { answer, asked, LIANGPING } from "./resident.ts";
import { expect, inEveryBrowser } from "./test.ts";

inEveryBrowser("after one visit the site opens without its server", ["site"], async (page, site) => {
  await page.browser.open(site.page);
  await page.shows("mingbai-place");
  await page.until(() => navigator.serviceWorker.ready.then(() => true));
  await site.goAway();
  await page.browser.open(`${site.page}?policy=liangping-2019&lang=en`);
  await answer(page, await asked(page));
  expect(await page.text("h2")).toMatch(/[a-z]{3}/);
  await page.browser.open(site.page + LIANGPING);
  await answer(page, await asked(page));
});
