// What a resident reads first: on the results, on one screen of a small phone, word for word as openings.txt has it.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PERSONS, type PersonName } from "./persons.ts";
import { expect, test, type Known, type Resident } from "./page.ts";
import type { Told } from "./sitting.ts";

const TABLE = readFileSync(fileURLToPath(new URL("openings.txt", import.meta.url)), "utf8");

/** The lines of a person in a language, lists and the first thing to do among them. */
function lines(name: PersonName, language: "zh" | "en"): string[] {
  const [, zh = "", en = ""] = new RegExp(`^## ${name}\\n([^]*?)\\n\\n([^]*?)\\n(?:\\n|$)`, "m").exec(TABLE) ?? [];
  return (language === "zh" ? zh : en).split("\n").map((line) => line.replace(/^ {2}· |^→ \w+: /, ""));
}

/** Opens the page, answers as this person does, and goes to the results. */
async function seesResults(resident: Resident, name: PersonName, lang: "zh" | "en", settings: Record<string, string> = {}): Promise<void> {
  const { place, policy, on, people: [answers = {}] }: Told = PERSONS[name];
  await resident.open({ on, lang, ...(place ? { place } : {}), ...(policy ? { policy } : {}), ...settings });
  const known: Known = {};
  for (const [fact, value] of Object.entries(answers)) if (value !== null) known[fact] = Array.isArray(value) ? (value.length > 0 ? value : ["none"]) : String(value);
  await resident.answerAll(known);
  await resident.page.locator(".done .main").click();
}

const opening = ({ page }: Resident) => page.locator("[data-opening] > p:not(.steps), [data-opening] li").allTextContents();

test.describe("on a phone of 360 by 740", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  for (const [name, lang] of [["widow", "zh"], ["widow", "en"], ["dibao, not insured", "zh"], ["Liangping now, dibao", "zh"], ["Wuhan, dibao", "zh"], ["Wuhan, class three", "en"], ["urban, not poor", "en"]] as const) {
    test(`${name}, ${lang}: the sentences and the first thing to do are on one screen`, async ({ resident }) => {
      const { page } = resident;
      await seesResults(resident, name, lang);
      expect(await opening(resident)).toEqual(lines(name, lang));
      const box = async (selector: string) => page.locator(selector).first().evaluate((element) => element.getBoundingClientRect().toJSON() as DOMRect);
      const [heading, button] = [await box("#results"), await box("[data-opening] .main")];
      expect(heading.top).toBeGreaterThan(-2);
      expect(button.bottom).toBeLessThanOrEqual(740);
    });
  }
});

test("what was to be found out is answered from there", async ({ resident }) => {
  const { page } = resident;
  await seesResults(resident, "widow", "zh");
  await expect(page.locator("[data-to-do=find_out]")).toContainText("您参加的是哪一种医保？");
  await page.locator("[data-action=found-out]").click();
  await expect(resident.question).toHaveAttribute("data-question", "scheme");
  await expect(resident.question.locator("h2")).toBeFocused();
  await resident.answer("resident");
  await expect(page.locator("[data-point=gives]")).toHaveText("您吃低保。您能得到：");
});

test("while questions are left, the first thing to do is to answer them", async ({ resident }) => {
  const { page } = resident;
  await resident.open({ policy: "liangping-2019", on: "2019-11-01" });
  await expect(page.locator("[data-point=waiting]")).toBeVisible();
  await resident.answer("unknown");
  await page.locator("[data-room=card]").click();
  await page.locator("[data-room=family]").click();
  await page.locator("[data-action=go-on]").click();
  await expect(resident.question.locator("h2")).toBeFocused();
});

test("what is refused is one folded line with its reason, what everybody has is folded", async ({ resident }) => {
  const { page } = resident;
  await seesResults(resident, "urban, not poor", "zh");
  const refused = page.locator("[data-fold=refused]");
  await expect(refused.locator("> summary")).toContainText("没有给您的（主要因为您家的户口是城镇的）");
  await expect(refused.locator("[data-provision=premium-aid]")).toBeHidden();
  await refused.locator("> summary").click();
  await expect(refused.locator("[data-provision=premium-aid]")).toBeVisible();
  const everybody = page.locator("[data-fold=everybody]");
  await expect(everybody.locator("[data-provision=hiv-services]")).toBeHidden();
  await expect(page.locator("div.group.granted [data-provision=hiv-services]")).toHaveCount(0);
});

test("at a kiosk what shows an illness is folded, granted or not", async ({ resident }) => {
  const { page } = resident;
  await seesResults(resident, "tuberculosis and HIV", "zh", { kiosk: "1" });
  const hidden = page.locator("[data-fold=private]");
  for (const provision of ["tb-free-drugs", "tb-diagnosis-subsidy", "hiv-services", "hiv-follow-up"]) {
    await expect(page.locator(`[data-provision=${provision}]`)).toHaveCount(1);
    await expect(hidden.locator(`[data-provision=${provision}]`)).toBeHidden();
  }
});
