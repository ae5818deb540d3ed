// The hospital bill: docs/contract.md's example case and its neighbours, worked out by hand.

import { expect, test, type Resident } from "./page.ts";

const LIANGPING = { policy: "liangping-2019", on: "2019-11-01" };

/** Everything about the person that money depends on. */
const DIBAO = { residence: "rural", registered_poor: "none", dibao: "true", tekun: "false", orphan: "false", low_income: "false", illness_poverty: "false", scheme: "resident", tier: "tier_2" };

/** The figures of docs/contract.md's example: invented, no county has them. */
const FIGURES: Record<string, string> = {
  "figures.contribution.tier_1": "200.00", "figures.contribution.tier_2": "500.00",
  "figures.basic.deductible.village": "50", "figures.basic.deductible.township": "100", "figures.basic.deductible.district": "400", "figures.basic.deductible.municipal": "900",
  "figures.basic.rate.tier_1.village": "82", "figures.basic.rate.tier_1.township": "78", "figures.basic.rate.tier_1.district": "62", "figures.basic.rate.tier_1.municipal": "41",
  "figures.basic.rate.tier_2.village": "86", "figures.basic.rate.tier_2.township": "83", "figures.basic.rate.tier_2.district": "67", "figures.basic.rate.tier_2.municipal": "46",
  "figures.basic.cap.tier_1": "70000", "figures.basic.cap.tier_2": "110000",
  "figures.major_illness.deductible": "12000", "figures.major_illness.cap": "180000", "figures.assistance.cap": "9000",
};

/** Types every figure that is asked for, until none is. */
async function typeFigures({ page }: Resident): Promise<void> {
  for (let round = 0; round < 8; round++) {
    await page.locator(".more-figures").evaluateAll((all) => all.forEach((one) => one.setAttribute("open", "")));
    const asked = await page.locator(".figures [data-entry]").evaluateAll((all) => all.filter((one) => (one as HTMLInputElement).value === "").map((one) => one.id));
    const known = asked.filter((id) => id in FIGURES);
    for (const id of known) {
      const entry = page.locator(`[id="${id}"]`);
      if ((await entry.count()) === 0) continue;
      await entry.fill(FIGURES[id] ?? "");
      await entry.press("Tab");
    }
    const band = page.locator('[id="figures.major_illness.bands.0.percent"]');
    if ((await band.count()) > 0 && (await band.inputValue()) === "") {
      await band.fill("60");
      await band.press("Tab");
    }
    const from = page.locator('[name="figures.major_illness.bands_from"][value=deductible]');
    if ((await from.count()) > 0) await from.check();
    if (known.length === 0) return;
  }
}

async function addStay({ page }: Resident, index: number, total: string, inScope: string, level: string, inDistrict: string): Promise<void> {
  await page.locator("[data-action=add-stay]").click();
  await page.locator(`#stay-${index}-total`).fill(total);
  await page.locator(`#stay-${index}-in_scope`).fill(inScope);
  await page.locator(`input[name=stay-${index}-hospital_level][value=${level}]`).check();
  await page.locator(`input[name=stay-${index}-in_district][value=${inDistrict}]`).check();
}

async function amounts({ page }: Resident): Promise<Record<string, string>> {
  const pairs = await page.locator("[data-amount^=settlement]").evaluateAll((all) =>
    all.map((one) => [one.getAttribute("data-amount")?.slice(11), `${one.getAttribute("data-least")}..${one.getAttribute("data-most")}`]),
  );
  return Object.fromEntries(pairs);
}

const exactly = (basic: string, major_illness: string, assistance: string, patient_pays: string) =>
  Object.fromEntries(Object.entries({ basic, major_illness, assistance, patient_pays }).map(([name, amount]) => [name, `${amount}..${amount}`]));

test("the example bill to the fen, step by step, and side by side", async ({ resident }) => {
  test.slow();
  const { page } = resident;
  await resident.open(LIANGPING);
  await resident.answerAll(DIBAO);
  await page.locator("[data-room=bill]").click();
  await addStay(resident, 0, "12,800", "12000", "district", "true");
  await typeFigures(resident);
  // Dibao, rural, resident insurance tier 2, a district hospital inside the district:
  // basic: rate 67 + 10 = 77 %, deductible 400 less 50 % = 200; (12000 - 200) x 77 % = 9086.00, under 110000
  // major illness: left 12000 - 9086 = 2914, under the halved deductible of 6000: 0.00
  // assistance: 70 % x 2914 = 2039.80, under 9000; patient: 12800 - 9086 - 2039.80 = 1674.20
  expect(await amounts(resident)).toEqual(exactly("9086.00", "0.00", "2039.80", "1674.20"));
  // 70 % is a floor.
  await expect(page.locator(".layer.assistance dt")).toHaveText("医疗救助至少付");
  await expect(page.locator(".layer.patient_pays dt")).toHaveText("您自己最多付");
  // Premium: tier 2 costs 500, the whole tier-1 contribution of 200 is paid: 300 left.
  await expect(page.locator('[data-amount="premium.aid"]')).toHaveAttribute("data-least", "200.00");
  await expect(page.locator('[data-amount="premium.pays"]')).toHaveAttribute("data-most", "300.00");

  const steps = page.locator("mingbai-bill .arithmetic");
  await steps.locator("summary").click();
  await expect(steps.locator("[data-step=deductible_less]").first()).toContainText("50%");
  await expect(steps.locator("[data-step=deductible_less]").first()).toContainText("二(四)2");
  for (const sum of ["67% + 10% = 77%", "(12,000 − 200) × 77% = 9,086元", "2,914 × 70% = 2,039.80元", "874.20 + 800 = 1,674.20元"]) await expect(steps).toContainText(sum);

  // Tier 1: 62 + 10 = 72 %, (12000 - 200) x 72 % = 8496, left 3504, 70 % = 2452.80; 12800 - 8496 - 2452.80 = 1851.20
  await expect(page.locator('[data-compare="tier_1.district"]')).toContainText("1,851.20元");
  // Tier 2 in a township hospital, no tilt: (12000 - 100) x 83 % = 9877, left 2123, 70 % = 1486.10; 12800 - 9877 - 1486.10 = 1436.90
  await expect(page.locator('[data-compare="tier_2.township"]')).toContainText("1,436.90元");
  await expect(page.locator('[data-compare="tier_2.district"]')).toContainText("现在");
  await page.locator(".advice summary").click();
  // Tier 1 for the year: contribution 200 paid in full saves 300, the bill costs 1851.20 - 1674.20 = 177 more: 123 less.
  await expect(page.locator('[data-advice=tier]')).toContainText("少付123元");
});

test("two stays share the year's limits, and the running sum reaches major-illness insurance", async ({ resident }) => {
  test.slow();
  const { page } = resident;
  await resident.open(LIANGPING);
  await resident.answerAll(DIBAO);
  await page.locator("[data-room=bill]").click();
  await addStay(resident, 0, "12800", "12000", "district", "true");
  await addStay(resident, 1, "30000", "28000", "municipal", "false");
  await typeFigures(resident);
  // Stay 2: no tilt outside the district: (28000 - 900) x 46 % = 12466.00; year's basic 9086 + 12466 = 21552.00
  // running sum: 2914 + (28000 - 12466 = 15534) = 18448; over 6000 (12000 less half): 12448 x 60 % = 7468.80
  // (dibao alone is not raised by 5 points); assistance on stay 2: 15534 - 7468.80 = 8065.20, 70 % = 5645.64,
  // under 9000 - 2039.80 = 6960.20; year: 2039.80 + 5645.64 = 7685.44
  // patient: 42800 - 21552 - 7468.80 - 7685.44 = 6093.76
  expect(await amounts(resident)).toEqual(exactly("21552.00", "7468.80", "7685.44", "6093.76"));
  await page.locator("[data-stay='0'] [data-action=remove-stay]").click();
  // Stay 2 alone: basic 12466; sum 15534 - 6000 = 9534 x 60 % = 5720.40; left 9813.60, 70 % = 6869.52
  // patient: 30000 - 12466 - 5720.40 - 6869.52 = 4944.08
  expect(await amounts(resident)).toEqual(exactly("12466.00", "5720.40", "6869.52", "4944.08"));
});

test("what is not known gives a range, drawn as a range", async ({ resident }) => {
  test.slow();
  const { page } = resident;
  await resident.open(LIANGPING);
  await resident.answerAll(DIBAO);
  await page.locator("[data-room=bill]").click();
  await addStay(resident, 0, "12800", "12000", "district", "unknown");
  await typeFigures(resident);
  // In the district as above. Elsewhere no tilt: (12000 - 400) x 67 % = 7772.00; left 4228, 70 % = 2959.60;
  // patient 12800 - 7772 - 2959.60 = 2068.40
  expect(await amounts(resident)).toEqual({ basic: "7772.00..9086.00", major_illness: "0.00..0.00", assistance: "2039.80..2959.60", patient_pays: "1674.20..2068.40" });
  await expect(page.locator(".layer.patient_pays .reach")).toHaveCount(1);
  await expect(page.locator(".layer.patient_pays .ends span")).toHaveText(["1,674.20元", "2,068.40元"]);
  await expect(page.locator(".layer.patient_pays")).toContainText("1,674.20到2,068.40元");
  // "At most from … to …" would say nothing.
  await expect(page.locator(".layer.patient_pays dt")).toHaveText("您自己付");
});

test("bad entries are said plainly beside the field, and figures are asked for exactly", async ({ resident }) => {
  const { page } = resident;
  await resident.open(LIANGPING);
  await resident.answerAll(DIBAO);
  await page.locator("[data-room=bill]").click();
  await addStay(resident, 0, "abc", "12000", "district", "true");
  await expect(page.locator("#stay-0-total-problem")).toBeVisible();
  await expect(page.locator("#stay-0-total")).toHaveAttribute("aria-invalid", "true");
  await page.locator("#stay-0-total").fill("9000");
  await page.locator("#stay-0-total").press("Tab");
  await expect(page.locator("#stay-0-total-problem")).toHaveCount(0);
  await expect(page.locator("#stay-0-in_scope-problem")).toBeVisible();
  await page.locator("#stay-0-total").fill("１２，８００");
  await page.locator("#stay-0-total").press("Tab");
  await expect(page.locator("#stay-0-in_scope-problem")).toHaveCount(0);
  for (const name of ["basic", "patient_pays"]) {
    await expect(page.locator(`[data-amount="settlement.${name}"]`)).toHaveAttribute("data-least", "");
  }
  // Tier 2 in a district hospital: neither tier 1's rate nor another level's deductible is asked.
  await expect(page.locator('[id="figures.basic.rate.tier_2.district"]')).toBeVisible();
  await expect(page.locator('.figures > .field [id="figures.basic.rate.tier_1.district"]')).toHaveCount(0);
  await expect(page.locator('.figures > .field [id="figures.basic.deductible.village"]')).toHaveCount(0);
  await page.locator('[id="figures.basic.rate.tier_2.district"]').fill("167");
  await page.locator('[id="figures.basic.rate.tier_2.district"]').press("Tab");
  await expect(page.locator('[id="figures.basic.rate.tier_2.district-problem"]')).toBeVisible();
});

test("the level of the hospital spares figures, and the page says so", async ({ resident }) => {
  const { page } = resident;
  await resident.open(LIANGPING);
  await resident.answerAll(DIBAO);
  await page.locator("[data-room=bill]").click();
  await page.locator("[data-action=add-stay]").click();
  await page.locator("#stay-0-total").fill("12800");
  await page.locator("#stay-0-in_scope").fill("12000");
  await page.locator("#stay-0-in_scope").press("Tab");
  const asked = page.locator(".figures > .field [data-entry]");
  const all = await asked.count();
  await expect(page.locator("[data-choose-level]")).toBeVisible();
  await page.locator("input[name=stay-0-hospital_level][value=district]").check();
  await expect(page.locator("[data-choose-level]")).toHaveCount(0);
  expect(await asked.count()).toBeLessThan(all);
  // While nothing can be compared, there is no table of blanks; and the picture says what it waits for.
  await expect(page.locator("#compare")).toHaveCount(0);
  await expect(page.locator(".picture")).toContainText("缺的数字填好了");
});

test("a comma typed into an amount or a rate is its decimal mark, or it is refused beside the field", async ({ resident }) => {
  const { page } = resident;
  await resident.open(LIANGPING);
  await resident.answerAll(DIBAO);
  await page.locator("[data-room=bill]").click();
  const type = async (id: string, typed: string) => {
    await page.locator(`[id="${id}"]`).fill(typed);
    await page.locator(`[id="${id}"]`).press("Tab");
  };
  await type("figures.contribution.tier_1", "300，50");
  await type("figures.contribution.tier_2", "1，300,50");
  await expect(page.locator('[id="figures.contribution.tier_2-problem"]')).toContainText("这里要填钱数");
  await expect(page.locator('[data-amount="premium.contribution"]')).toHaveAttribute("data-least", "");
  await type("figures.contribution.tier_2", "1，300.50");
  await expect(page.locator('[data-amount="premium.contribution"]')).toHaveAttribute("data-least", "1300.50");
  await expect(page.locator('[data-amount="premium.aid"]')).toHaveAttribute("data-most", "300.50");
  await addStay(resident, 0, "20 000", "10000", "district", "true");
  await type("stay-0-in_scope", "10，000,5");
  await expect(page.locator("#stay-0-in_scope-problem")).toBeVisible();
  await type("stay-0-in_scope", "10000，5");
  await type("figures.basic.deductible.district", "400");
  await type("figures.basic.rate.tier_2.district", "6,5");
  await type("figures.basic.cap.tier_2", "110,000");
  // 200 is left of the deductible, and the tilt adds 10 points: (10000.50 − 200) × 16.5%.
  await expect(page.locator('[data-amount="settlement.basic"]')).toHaveAttribute("data-least", "1617.08");
  await type("figures.basic.rate.tier_2.district", "6,500");
  await expect(page.locator('[id="figures.basic.rate.tier_2.district-problem"]')).toContainText("0到100");
});

test("six stays of which hardly anything is known: what to fill in first, and the page goes on", async ({ resident }) => {
  const { page } = resident;
  await resident.open({ ...LIANGPING, lang: "zh" });
  await resident.answerAll(DIBAO);
  await page.locator("[data-room=bill]").click();
  for (let stay = 0; stay < 6; stay++) {
    await page.locator("[data-action=add-stay]").click();
    await page.locator(`#stay-${stay}-total`).fill(`${9000 + stay * 1111}`);
    await page.locator(`#stay-${stay}-in_scope`).fill(`${8000 + stay * 1111}`);
    await page.locator(`#stay-${stay}-in_scope`).press("Tab");
  }
  await expect(page.locator("mingbai-bill")).toContainText("请先填每次住院的医院");
  // What does not hang on the bills is still answered.
  expect(await resident.status("premium-aid")).toBe("granted");
  // Told of all but three, the bills are worked out as far as they can be.
  for (let stay = 0; stay < 3; stay++) {
    await page.locator(`input[name=stay-${stay}-hospital_level][value=village]`).check();
    await page.locator(`input[name=stay-${stay}-in_district][value=true]`).check();
  }
  await expect(page.locator("mingbai-bill")).not.toContainText("请先填每次住院的医院");
  await expect(page.locator("[data-amount='settlement.patient_pays']")).toBeVisible();
});

const WUHAN = { policy: "wuhan-2023", on: "2024-11-01" };

/** A family just above dibao, of class three; nothing else. */
const CLASS_THREE = {
  scheme: "resident", dibao: "false", tekun: "false", orphan: "false", illness_poverty: "false", dibao_margin: "true", returned_to_poverty: "false", monitored: "false",
  district_named_hardship: "false", special_care: "false", disabled: "none", poverty_risk: "false", further_aid_approved: "false",
};

/** Where and how the stay was: all that the document asks of it. */
const STAY: Record<string, string> = { care: "inpatient", hospital_level: "level_3", designated_hospital: "true", transfer: "none", birth_stay: "false", referred: "true", in_province: "true" };

async function sheet({ page }: Resident, index: number, numbers: Record<string, string>, facts: Record<string, string>): Promise<void> {
  await page.locator(index === 0 ? "[data-action=add-sheet]" : "[data-action=add-stay]").click();
  for (const [fact, value] of Object.entries(facts)) {
    // Of many facts only those are in sight on which an amount hangs.
    const input = page.locator(`input[name=stay-${index}-${fact}][value=${value}]`);
    if (await input.isVisible()) await input.check();
  }
  for (const [name, amount] of Object.entries(numbers)) {
    await page.locator(`#stay-${index}-${name}`).fill(amount);
    await page.locator(`#stay-${index}-${name}`).press("Tab");
  }
}

test("a settlement sheet that pays too little: by how much, by which clause, whom to ask", async ({ resident }) => {
  test.slow();
  const { page } = resident;
  await resident.open(WUHAN);
  await resident.answerAll(CLASS_THREE);
  await page.locator("[data-room=bill]").click();
  // (20000 - 800) x 60% = 11520; 8480 left, under 12000 for major illness; (8480 - 3000) x 70% = 3836.
  await sheet(resident, 0, { total: "20000元", in_scope: "¥20,000", "paid-basic": "11520", "paid-assistance": "3000" }, STAY);
  const check = (layer: string) => page.locator(`[data-check="${layer}"]`);
  await expect(check("basic")).toHaveAttribute("data-differs", "false");
  await expect(check("basic")).toContainText("和照文件算的一样");
  await expect(check("assistance")).toHaveAttribute("data-differs", "true");
  await expect(check("assistance")).toContainText("照文件至少该付3,836元，单子上写3,000元，少836元");
  await expect(check("assistance")).toContainText("救助:二(四)段3");
  await expect(check("assistance")).toContainText("就带上单子，到区（县）医保局");
  // It is said first, and is the first thing to do: on the results, on the card.
  const short = page.locator("[data-opening] [data-point=short]");
  await expect(short).toContainText("少836元");
  await expect(page.locator("[data-opening] > p").first()).toHaveAttribute("data-point", "short");
  await expect(page.locator("[data-opening] [data-to-do=short]")).toContainText("救助:二(四)段3");
  // What is computed goes on with the sheet's own numbers: 20000 - 11520 - 3000.
  expect((await amounts(resident))["patient_pays"]).toBe("5480.00..5480.00");
  // The sum itself, though facts are open on which nothing hangs.
  await page.locator("mingbai-bill .arithmetic summary").click();
  for (const sum of ["(20,000 − 800) × 60% = 11,520元", "(8,480 − 3,000) × 70% = 3,836元"]) await expect(page.locator("mingbai-bill .arithmetic")).toContainText(sum);
  // As it should be, and nothing else is said.
  await page.locator("#stay-0-paid-assistance").fill("3836");
  await page.locator("#stay-0-paid-assistance").press("Tab");
  await expect(check("assistance")).toHaveAttribute("data-differs", "false");
  await expect(check("assistance")).not.toContainText("带上单子");
  await expect(short).toHaveCount(0);
  // More than a stated rate gives need not be a mistake.
  await page.locator("#stay-0-paid-assistance").fill("4000");
  await page.locator("#stay-0-paid-assistance").press("Tab");
  await expect(check("assistance")).toContainText("多了不一定错");
  // More than there is left of the bill cannot be.
  await page.locator("#stay-0-paid-assistance").fill("9000");
  await page.locator("#stay-0-paid-assistance").press("Tab");
  await expect(page.locator("#stay-0-paid-assistance-problem")).toContainText("剩下的还多");
  await expect(check("basic")).toHaveAttribute("data-differs", "false");
});

test("a sheet beside what is not known: nobody is said to be wrong", async ({ resident }) => {
  test.slow();
  const { page } = resident;
  await resident.open(WUHAN);
  await resident.answerAll({ ...CLASS_THREE, dibao_margin: "unknown" });
  await page.locator("[data-room=bill]").click();
  await sheet(resident, 0, { total: "20000", in_scope: "20000", "paid-assistance": "3000" }, STAY);
  // Nothing, or 3836: whether the family is of class three is not known.
  const check = page.locator('[data-check="assistance"]');
  await expect(check).toContainText("还不能说对不对");
  await expect(check).toContainText("先弄清");
  await expect(check).not.toContainText("带上单子");
  // Said not to be there by mistake, the sheet comes back as it was typed.
  await page.locator("input[name=stay-0-sheet][value=false]").check();
  await expect(check).toHaveCount(0);
  await page.locator("input[name=stay-0-sheet][value=true]").check();
  await expect(page.locator("#stay-0-paid-assistance")).toHaveValue("3000");
});

test("a sheet where figures are missing is taken as it is, and what a check needs is folded", async ({ resident }) => {
  test.slow();
  const { page } = resident;
  await resident.open(LIANGPING);
  await resident.answerAll(DIBAO);
  await page.locator("[data-room=bill]").click();
  await sheet(resident, 0, { total: "12800", in_scope: "12000", "paid-basic": "9086", "paid-major_illness": "0", "paid-assistance": "2100" }, { hospital_level: "district", in_district: "true" });
  expect((await amounts(resident))["patient_pays"]).toBe("1614.00..1614.00");
  const check = page.locator('[data-check="assistance"]');
  await expect(check).toContainText("还核对不了");
  await expect(check).toContainText("医疗救助全年封顶线");
  // Nothing but the contribution is asked for what is settled.
  await expect(page.locator('.figures > .field [id^="figures.basic"]')).toHaveCount(0);
  await expect(page.locator('.figures > .field [id^="figures.contribution"]')).not.toHaveCount(0);
  await page.locator(".more-figures summary", { hasText: "想核对单子" }).click();
  await page.locator('[id="figures.assistance.cap"]').fill("9000");
  await page.locator('[id="figures.assistance.cap"]').press("Tab");
  // At least 70% of 2914 is 2039.80: a floor overpaid is no mistake.
  await expect(check).toContainText("不少于文件规定的2,039.80元");
  await expect(check).toHaveAttribute("data-differs", "false");
  // The card's code carries the sheet and the figure to the window.
  await page.locator("[data-room=card]").click();
  const code = (await page.locator("[data-code]").getAttribute("data-code")) ?? "";
  await resident.open(LIANGPING);
  await page.locator("[data-room=card]").click();
  await page.locator(".open-code summary").click();
  await page.locator("#code").fill(code);
  await resident.act("open-code");
  await page.locator("[data-room=bill]").click();
  await expect(page.locator("#stay-0-paid-assistance")).toHaveValue("2100.00");
  await expect(page.locator('[id="figures.assistance.cap"]')).toHaveValue("9000");
  await expect(check).toHaveAttribute("data-differs", "false");
});

test("what one pays lies between two amounts before any figure is typed; figures come in the order of a sheet, limits last", async ({ resident }) => {
  const { page } = resident;
  await resident.open(LIANGPING);
  await resident.answerAll(DIBAO);
  await page.locator("[data-room=bill]").click();
  await addStay(resident, 0, "12800", "12000", "district", "true");
  const bounds = page.locator("[data-bounds]");
  await expect(bounds).toHaveAttribute("data-least", "800.00");
  await expect(bounds).toHaveAttribute("data-most", "4400.00");
  await expect(bounds).toContainText("您自己付800到4,400元");
  await expect(bounds).toContainText("没算医疗救助全年封顶线");
  const order = () => page.locator(".figures > .field [data-entry], .figures > .field [type=radio]").evaluateAll((all) => [...new Set(all.map((one) => one.id || one.getAttribute("name")))]);
  const sheetOrder = [
    "figures.contribution.tier_1", "figures.contribution.tier_2", "figures.basic.deductible.district", "figures.basic.rate.tier_2.district", "figures.major_illness.deductible",
    "figures.major_illness.bands.0.from", "figures.major_illness.bands.0.percent", "figures.major_illness.bands_from",
    "figures.basic.cap.tier_2", "figures.major_illness.cap", "figures.assistance.cap",
  ];
  expect(await order()).toEqual(sheetOrder);
  for (const [id, typed] of [["figures.basic.rate.tier_2.district", "67"], ["figures.basic.deductible.district", "400"]] as const) {
    await page.locator(`[id="${id}"]`).fill(typed);
    await page.locator(`[id="${id}"]`).press("Tab");
  }
  // A field stays where it is, and the bounds close in: 9086 is certain, at least 70% of the 2914 left too.
  expect((await order()).slice(0, 4)).toEqual(sheetOrder.slice(0, 4));
  await expect(bounds).toHaveAttribute("data-most", "1674.20");
});

test("what a bill says is taken over: no verdict asks it again, and the question's answer stands on the first bill", async ({ resident }) => {
  const { page } = resident;
  await resident.open(LIANGPING);
  await resident.answerAll({ ...DIBAO, hospital_stay: "true", in_district: "true" });
  await expect(resident.provision("inpatient-tilt")).toHaveAttribute("data-status", "open");
  await page.locator("[data-room=bill]").click();
  await page.locator("[data-action=add-stay]").click();
  await expect(page.locator("input[name=stay-0-in_district][value=true]")).toBeChecked();
  await page.locator("input[name=stay-0-hospital_level][value=district]").check();
  await expect(resident.provision("inpatient-tilt")).toHaveAttribute("data-status", "granted");
  await expect(page.locator("[data-this-bill=inpatient-tilt]")).toContainText("能得到");
  // A second one elsewhere: then it hangs on the bill.
  await page.locator("[data-action=add-stay]").click();
  await page.locator("input[name=stay-1-hospital_level][value=municipal]").check();
  await expect(resident.provision("inpatient-tilt")).toHaveAttribute("data-status", "open");
  await expect(page.locator("[data-stay='0'] [data-this-bill=inpatient-tilt]")).toContainText("能得到");
  await expect(page.locator("[data-stay='1'] [data-this-bill=inpatient-tilt]")).toContainText("没有");
});
