// `cargo xtask screenshots`: pictures of the main screens, for README and docs. First argument: the folder.

import { chromium } from "@playwright/test";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FILE = fileURLToPath(new URL("../../www/dist/mingbai.html", import.meta.url));
const into = process.argv[2] ?? "results/screenshots";
const SIZES = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 860 }, kiosk: { width: 1080, height: 1920 } };
const KNOWN = { residence: "rural", registered_poor: "none", dibao: "true", scheme: "resident", tier: "tier_2", diseases: "tuberculosis" };

mkdirSync(into, { recursive: true });
const browser = await chromium.launch({
  ...(process.env.MINGBAI_CHROMIUM ? { executablePath: process.env.MINGBAI_CHROMIUM } : {}),
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});
for (const [name, viewport] of Object.entries(SIZES)) {
  for (const lang of ["zh", "en"]) {
    const page = await browser.newPage({ viewport });
    const take = (screen) => page.screenshot({ path: `${into}/${screen}-${name}-${lang}.png` });
    const settings = new URLSearchParams({ lang, on: "2019-11-01", ...(name === "kiosk" ? { kiosk: "1" } : {}) });
    await page.goto(`file://${FILE}?${settings}`);
    await page.locator(".choice").first().waitFor();
    await take("place");
    await page.goto(`file://${FILE}?policy=liangping-2019&${settings}`);
    const question = page.locator("[data-question]");
    await question.waitFor();
    for (let answered = 0; (await question.count()) > 0; answered++) {
      if (answered === 2) await take("question");
      const fact = await question.getAttribute("data-question");
      await question.locator(`input[value="${KNOWN[fact] ?? "unknown"}"]`).check();
      await page.locator("[data-action=next]").click();
    }
    await page.locator("[data-provision=premium-aid] summary").click();
    await page.locator("#results").evaluate((heading) => heading.scrollIntoView());
    await take("results");
    await page.close();
  }
}
await browser.close();
