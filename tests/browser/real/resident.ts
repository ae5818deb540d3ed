// A resident of Liangping, rural, on the low-income allowance, with tier 2 and a stay in a district hospital: what she answers and types, and
// what the bill comes to.

import type { Page } from "./page.ts";

/** The settings the page is opened with. */
export const LIANGPING = "?policy=liangping-2019&on=2019-11-01&lang=zh";

const KNOWN: Record<string, string> = {
  residence: "rural", registered_poor: "none", dibao: "true", scheme: "resident", tier: "tier_2", diseases: "tuberculosis",
  tekun: "false", low_income: "false", illness_poverty: "false", orphan: "false", village_doctor: "false",
};

/** What the document does not state. */
const FIGURES: Record<string, string> = {
  "figures.contribution.tier_1": "300",
  "figures.contribution.tier_2": "700",
  "figures.basic.deductible.district": "500",
  "figures.basic.rate.tier_2.district": "60",
  "figures.basic.cap.tier_2": "200，000",
  "figures.major_illness.deductible": "4000",
  "figures.major_illness.bands.0.from": "0",
  "figures.major_illness.bands.0.percent": "60",
  "figures.major_illness.cap": "200000",
  "figures.assistance.cap": "60000",
};

/** By hand: tier 1 is paid for, tier 2 costs 400 more; the tilt halves 500 and adds 10 points, (12000 − 250) × 70%; half of 4000 is the
 * deductible of the rural poor, (3775 − 2000) × 60%; at least 70% of the 2710 left. */
export const AMOUNTS: Record<string, string> = {
  "premium.pays": "400.00",
  "settlement.basic": "8225.00",
  "settlement.major_illness": "1065.00",
  "settlement.assistance": "1897.00",
  "settlement.patient_pays": "1613.00",
};

/** The facts now asked, once there is a question; none when nothing is left to ask. */
export async function asked(page: Page): Promise<string[]> {
  const facts = await page.until(() => {
    const [question] = window.shown("[data-question]");
    return question ? question.getAttribute("data-question") : window.shown(".done").length > 0 && " ";
  });
  return String(facts).split(" ").filter(Boolean);
}

/** Answers the question as far as what it asks is known; the rest is not. */
export async function answer(page: Page, facts: string[], known: Record<string, string> = {}): Promise<void> {
  const [fact = ""] = facts;
  const held = facts.filter((flag) => known[flag] === "true").map((flag) => `[name="${flag}"]`);
  const rest = facts.every((flag) => flag in known) ? (held.length > 0 ? [] : ["[value=none]"]) : ["[value=unknown]"];
  const wanted = facts.length > 1 ? [...held, ...rest] : [`[name="${fact}"][value="${known[fact] ?? "unknown"}"]`];
  for (const input of wanted) await page.click(`[data-question] input${input}`);
  await page.click("[data-action=next]");
  await page.until((fact) => window.root().querySelector(`[data-answered="${fact}"]`) !== null, fact);
}

/** Answers until nothing is asked any more; gives how many questions there were. */
export async function answerAll(page: Page): Promise<number> {
  for (let answered = 0; answered < 40; answered++) {
    const facts = await asked(page);
    if (facts.length === 0) return answered;
    await answer(page, facts, KNOWN);
  }
  throw new Error("the questions do not end");
}

/** Types the stay and the county's figures. */
export async function typeBill(page: Page): Promise<void> {
  await page.click("[data-room=bill]");
  await page.click("[data-action=add-stay]");
  await page.fill("stay-0-total", "12800");
  await page.fill("stay-0-in_scope", "12000");
  for (const [fact, value] of [["hospital_level", "district"], ["in_district", "true"], ["designated_hospital", "true"]]) {
    await page.click(`input[name=stay-0-${fact}][value=${value}]`);
  }
  await page.click("input[name='figures.major_illness.bands_from'][value=zero]");
  for (const [id, text] of Object.entries(FIGURES)) await page.fill(id, text);
  await page.click("main h1");
}

/** The amounts of AMOUNTS as the page shows them, once all are known to the fen: "least..most" where they are not one. */
export async function amounts(page: Page): Promise<Record<string, string>> {
  return page.until((names) => {
    const bounds = names.map((name) => {
      const found = window.root().querySelector(`[data-amount="${name}"]`);
      return [name, [...new Set([found?.getAttribute("data-least"), found?.getAttribute("data-most")])].join("..")] as const;
    });
    return bounds.every(([, range]) => range !== "") ? Object.fromEntries(bounds) : null;
  }, Object.keys(AMOUNTS));
}

/** Which facts are answered, and what comes of it: each provision with its status. */
export async function told(page: Page): Promise<{ answered: string[]; decided: string[] }> {
  const [provisions, statuses] = [await page.all("[data-provision]", "data-provision"), await page.all("[data-provision]", "data-status")];
  return { answered: (await page.all("[data-answered]", "data-answered")).sort(), decided: provisions.map((id, at) => `${id}: ${statuses[at]}`).sort() };
}
