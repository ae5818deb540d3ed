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
    await page.locator("[data-provision=premium-aid] > summary").click();
    await page.locator("#results").evaluate((heading) => heading.scrollIntoView());
    await take("results");
    await page.locator("[data-room=bill]").click();
    await page.locator("[data-action=add-stay]").click();
    await page.locator("#stay-0-total").fill("12800");
    await page.locator("#stay-0-in_scope").fill("12000");
    await page.locator("input[name=stay-0-hospital_level][value=district]").check();
    const figures = { "basic.deductible.district": "400", "basic.rate.tier_2.district": "67", "basic.cap.tier_2": "110000", "major_illness.deductible": "12000", "assistance.cap": "9000" };
    for (const [id, value] of Object.entries(figures)) {
      const entry = page.locator(`[id="figures.${id}"]`);
      if ((await entry.count()) === 0) continue;
      await entry.fill(value);
      await entry.press("Tab");
    }
    await page.locator("#picture").evaluate((heading) => heading.scrollIntoView());
    await take("bill");
    await page.locator("[data-room=card]").click();
    await page.locator("[data-card]").evaluate((card) => card.scrollIntoView());
    await take("card");
    await page.close();
  }
}
await browser.close();
