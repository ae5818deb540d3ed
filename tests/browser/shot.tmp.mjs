import { chromium } from "@playwright/test";
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const PAGE = "file:///work/wt/answers/www/dist/mingbai.html";
const WIDOW = { residence: "rural", registered_poor: "none", dibao: "true" };
const W3 = { scheme: "resident", dibao: "false", tekun: "false", dibao_margin: "true", returned_to_poverty: "false", orphan: "false", illness_poverty: "false" };
async function visit(name, query, known, viewport, full) {
  const page = await browser.newPage({ viewport, locale: "zh-CN" });
  await page.goto(`${PAGE}?${query}`);
  const q = page.locator("[data-question]");
  await page.locator("mingbai-checker main").waitFor();
  for (let i = 0; i < 60 && (await q.count()) > 0; i++) {
    const fact = await q.getAttribute("data-question");
    await q.locator(`input[value="${known[fact] ?? "unknown"}"]`).check();
    await page.locator("[data-action=next]").click();
  }
  await page.locator(".done .main").click();
  await page.waitForTimeout(300);
  await page.screenshot({ path: `/tmp/mb/${name}.png`, fullPage: !!full });
  const fit = await page.evaluate(() => { const root = document.querySelector("mingbai-checker").shadowRoot; const r = (s) => root.querySelector(s)?.getBoundingClientRect(); return { h2: r("#results")?.top, todo: r(".to-do")?.bottom, main: r(".opening .main")?.bottom }; });
  console.log(name, JSON.stringify(fit));
  await page.close();
}
const phone = { width: 360, height: 740 };
const which = process.argv[2] ?? "all";
const L = "policy=liangping-2019&on=2019-11-01", W = "place=wuhan&on=2026-11-26";
await visit("widow-zh", L + "&lang=zh", WIDOW, phone);
await visit("widow-en", L + "&lang=en", WIDOW, phone);
await visit("wuhan-zh", W + "&lang=zh", W3, phone);
await visit("wuhan-en", W + "&lang=en", W3, phone);
await visit("kiosk-zh", L + "&lang=zh&kiosk=1", WIDOW, { width: 1080, height: 1920 });
await visit("widow-full", L + "&lang=zh", WIDOW, phone, true);
await browser.close();
