// `cargo xtask screenshots`: the pictures of README, of docs/journey.md and of the office page's guides, each as the screen
// comes up. First argument: the folder.
//
// docs/journey.md: one resident of Wuhan, of a family just above the low-income allowance, with a hospital's settlement sheet: from the first
// screen to the printed card.

import { chromium } from "@playwright/test";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { office } from "./screenshots-office.mjs";

const FILE = fileURLToPath(new URL("../../www/dist/mingbai.html", import.meta.url));
const into = process.argv[2] ?? "results/screenshots";
const ON = "2026-11-26";
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 860 };
const KIOSK = { width: 1080, height: 1920 };
/** What is known; everything else is not. Flags that are not named are false. */
const KNOWN = { scheme: "resident", dibao_margin: "true", age: "52", sex: "male", hospital_stay: "true", care: "inpatient",
  hospital_level: "level_3", referred: "true", in_province: "true", designated_hospital: "true", transfer: "none", birth_stay: "false", disabled: "none" };
const SHEET = { total: "22000", in_scope: "20000", "paid-basic": "11520", "paid-major_illness": "0", "paid-assistance": "3000" };

mkdirSync(into, { recursive: true });
// Other commands draw there too.
for (const name of readdirSync(into)) if (name.endsWith(".png")) rmSync(`${into}/${name}`);
const browser = await chromium.launch({
  ...(process.env.MINGBAI_CHROMIUM ? { executablePath: process.env.MINGBAI_CHROMIUM } : {}),
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});

async function open(viewport, settings) {
  const page = await browser.newPage({ viewport, deviceScaleFactor: viewport === PHONE ? 2 : 1 });
  await page.goto(`file://${FILE}?${new URLSearchParams({ on: ON, ...settings })}`);
  await page.locator("[data-question], .choice").first().waitFor();
  return page;
}

const picture = (page, name) => page.screenshot({ path: `${into}/${name}.png` });

/** Answers the question on the screen with what is known, or "I don't know". */
async function answer(page) {
  const question = page.locator("[data-question]");
  const facts = (await question.getAttribute("data-question")).split(" ");
  if (facts.length > 1) {
    const ticked = facts.filter((fact) => KNOWN[fact] === "true");
    for (const fact of ticked) await question.locator(`input[name="${fact}"]`).check();
    if (ticked.length === 0) await question.locator("input[name=rest][value=none]").check();
  } else {
    const [fact] = facts;
    const known = KNOWN[fact];
    const typed = question.locator(`input[type=text][name="${fact}"]`);
    if (known !== undefined && (await typed.count()) > 0) await typed.fill(known);
    else await question.locator(`input[name="${fact}"][value="${known ?? "unknown"}"]`).check();
  }
  await page.locator("[data-action=next]").click();
}

async function answerAll(page) {
  while ((await page.locator("[data-question]").count()) > 0) await answer(page);
}

/** The settlement sheet of the stay, typed in as it is printed. */
async function typeSheet(page) {
  await page.locator("[data-room=bill]").click();
  await page.locator("[data-action=add-sheet]").click();
  await page.locator("#stay-0-total").waitFor();
  for (const [fact, value] of Object.entries(KNOWN)) {
    const choice = page.locator(`input[name="stay-0-${fact}"][value="${value}"]`);
    // What is folded changes no amount yet.
    if ((await choice.count()) > 0 && (await choice.isVisible())) await choice.check();
  }
  for (const [entry, amount] of Object.entries(SHEET)) {
    const field = page.locator(`#stay-0-${entry}`);
    if ((await field.count()) === 0 || !(await field.isVisible())) continue;
    await field.fill(amount);
    await field.press("Tab");
  }
}

for (const lang of ["zh", "en"]) {
  const page = await open(PHONE, { lang });
  await picture(page, `journey-1-place-${lang}`);
  await page.goto(`file://${FILE}?${new URLSearchParams({ on: ON, lang, place: "wuhan" })}`);
  await page.locator("[data-question]").waitFor();
  while ((await page.locator("[data-question]").getAttribute("data-question")).split(" ").length === 1) await answer(page);
  await picture(page, `journey-2-question-${lang}`);
  await answerAll(page);
  await page.locator("[data-lead=results]").click();
  await picture(page, `journey-3-results-${lang}`);
  await typeSheet(page);
  await page.locator("[data-check=assistance]").locator("..").screenshot({ path: `${into}/journey-4-sheet-${lang}.png` });
  await page.locator("[data-room=card]").click();
  // As it comes out of the printer, one A5 sheet.
  const card = page.locator("[data-card]");
  await page.setViewportSize({ width: 559, height: 794 });
  await page.emulateMedia({ media: "print" });
  await card.evaluate((card) => card.classList.add("as-printed"));
  await card.screenshot({ path: `${into}/journey-5-card-${lang}.png` });
  await page.close();

  const desk = await open(DESK, { lang, place: "wuhan" });
  for (let answered = 0; answered < 2; answered++) await answer(desk);
  await picture(desk, `question-desk-${lang}`);
  await desk.close();
  const kiosk = await open(KIOSK, { lang, place: "wuhan", kiosk: "1" });
  await answerAll(kiosk);
  await kiosk.locator("[data-lead=results]").click();
  await picture(kiosk, `results-kiosk-${lang}`);
  await kiosk.close();
}
await office(browser, into);
await browser.close();
