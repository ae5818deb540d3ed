// Residents of Liangping: what they answer and what they see.

import { expect, test, type Resident } from "./page.ts";

const LIANGPING = { policy: "liangping-2019", on: "2019-11-01" };

const PROVISIONS = 35;

test("a resident on dibao at tier 2 has the tier-1 contribution paid in full", async ({ resident }) => {
  await resident.open(LIANGPING);
  const asked = await resident.answerAll({ residence: "rural", registered_poor: "none", dibao: "true", scheme: "resident", tier: "tier_2" });
  expect(asked).toContain("residence");
  expect(await resident.status("premium-aid")).toBe("granted");
  expect(await resident.status("major-illness-deductible")).toBe("granted");
  expect(await resident.status("triple-coverage")).toBe("granted");
  const card = resident.provision("premium-aid");
  await card.locator("> summary").click();
  await expect(card).toContainText("二(四)1");
  await card.locator(".readings > summary").click();
  await expect(card.locator("[data-reading]").first()).toBeVisible();
});

test("one who answers nothing is asked everything once and is told what must be known", async ({ resident }) => {
  await resident.open(LIANGPING);
  const asked = await resident.answerAll({});
  expect(asked.length).toBeGreaterThan(9);
  expect(await resident.status("premium-aid")).toBe("open");
  await expect(resident.page.locator("[data-answered]")).toHaveCount(asked.length);
  await expect(resident.page.locator("[data-question]")).toHaveCount(0);
  await expect(resident.provision("premium-aid")).toBeVisible();
});

test("one who changes an answer sees the result change and may be asked again", async ({ resident }) => {
  await resident.open(LIANGPING);
  await resident.answerAll({ residence: "urban", registered_poor: "none", orphan: "false" });
  expect(await resident.status("premium-aid")).toBe("refused");
  await resident.change("residence", "rural");
  expect(await resident.status("premium-aid")).toBe("open");
  expect(await resident.asked()).not.toBeNull();
  await resident.answerAll({});
  await resident.change("dibao", "true");
  await resident.change("scheme", "resident");
  expect(await resident.status("premium-aid")).toBe("granted");
  await resident.change("scheme", "employee");
  expect(await resident.status("premium-aid")).toBe("refused");
  await expect(resident.page.locator("[data-amount]")).toHaveCount(0);
});

test("a town household off the poverty register is refused premium aid once it is said that nobody is an orphan", async ({ resident }) => {
  await resident.open(LIANGPING);
  const known: Record<string, string> = { residence: "urban", registered_poor: "none", orphan: "false" };
  const asked: (string | null)[] = [];
  while ((await resident.status("premium-aid")) === "open") {
    asked.push(...((await resident.asked())?.split(" ") ?? []));
    await resident.answer(known);
    expect(asked.length).toBeLessThan(20);
  }
  expect(await resident.status("premium-aid")).toBe("refused");
  expect(asked.slice(0, 2).sort()).toEqual(["registered_poor", "residence"]);
  expect(asked).toContain("orphan");
});

test("every provision is in the page from the first question on", async ({ resident }) => {
  await resident.open(LIANGPING);
  await expect(resident.question).toHaveCount(1);
  const statuses = await resident.statuses();
  expect(Object.keys(statuses)).toHaveLength(PROVISIONS);
  expect(Object.values(statuses).filter((status) => status === "stated")).toHaveLength(16);
});

test("premium amounts are in the page from the first question on", async ({ resident }) => {
  await resident.open(LIANGPING);
  for (const name of ["premium.aid", "premium.pays"]) {
    const amount = resident.page.locator(`[data-amount="${name}"]`);
    await expect(amount).toHaveCount(1);
    expect(await amount.getAttribute("data-least")).not.toBeNull();
    expect(await amount.getAttribute("data-most")).not.toBeNull();
  }
});

test("back shows the last question with its answer, and next without a choice asks for one", async ({ resident }) => {
  await resident.open(LIANGPING);
  const first = await resident.asked();
  await expect(resident.page.locator("[data-action=back]")).toHaveCount(0);
  await resident.act("next");
  await expect(resident.page.getByRole("alert")).toBeVisible();
  expect(await resident.asked()).toBe(first);
  await resident.answer("unknown");
  expect(await resident.asked()).not.toBe(first);
  await resident.act("back");
  expect(await resident.asked()).toBe(first);
  await expect(resident.question.locator("input[value=unknown]")).toBeChecked();
});

test("start again forgets every answer", async ({ resident }) => {
  await resident.open(LIANGPING);
  const first = await resident.asked();
  await resident.answer("unknown");
  await resident.answer("unknown");
  await resident.act("restart");
  expect(await resident.asked()).toBe(first);
  await expect(resident.page.locator("[data-answered]")).toHaveCount(0);
  await expect(resident.question.locator("input:checked")).toHaveCount(0);
});

test("in a set, none and unknown exclude the diseases", async ({ resident }) => {
  await resident.open(LIANGPING);
  while ((await resident.asked()) !== "diseases") await resident.answer("unknown");
  const box = (value: string) => resident.question.locator(`input[value="${value}"]`);
  await box("tuberculosis").check();
  await box("hiv").check();
  await box("none").check();
  await expect(box("hiv")).not.toBeChecked();
  await box("tuberculosis").check();
  await expect(box("none")).not.toBeChecked();
  await resident.act("next");
  await expect(resident.page.locator("[data-answered=diseases]")).toBeVisible();
  expect(await resident.status("tb-diagnosis-subsidy")).toBe("granted");
});

test("a lapsed document says so on every screen, and changes no result", async ({ resident }) => {
  await resident.open({ policy: "liangping-2019", on: "2021-01-01" });
  const lapsed = resident.page.locator("[data-validity=lapsed]");
  await expect(lapsed).toBeVisible();
  await resident.answerAll({ residence: "rural", dibao: "true", scheme: "resident" });
  await expect(lapsed).toBeVisible();
  expect(await resident.status("premium-aid")).toBe("granted");
  await resident.open({ policy: "liangping-2019", on: "2020-12-31" });
  await expect(lapsed).toHaveCount(0);
});

test("the shares still possible are said in one phrase, the least first", async ({ resident }) => {
  await resident.open(LIANGPING);
  const aid = resident.page.locator('[data-amount="premium.aid"]').first();
  await expect(aid).toHaveText("一档缴费的50%、70%，或者100%；也可能没有，要看还没弄清的");
  await resident.answerAll({ residence: "rural", registered_poor: "none", dibao: "true", scheme: "resident" });
  await expect(aid).toHaveText("一档缴费的全部");
});

test("that nothing may be given is never said without what it hangs on", async ({ resident }) => {
  const { page } = resident;
  await resident.open(LIANGPING);
  for (let language = 0; language < 2; language++) {
    const words = (await page.locator("mingbai-results").textContent()) ?? "";
    expect(words).not.toMatch(/或者没有|or nothing(?!, depending)/);
    expect(words).toMatch(/也可能没有，要看还没弄清的|or nothing, depending on what is not yet known/);
    await page.locator(".language").click();
  }
});

test("what only a stay in hospital decides does not stay open for one who has none", async ({ resident }) => {
  const { page } = resident;
  await resident.open(LIANGPING);
  await resident.answerAll({ residence: "rural", registered_poor: "none", dibao: "true", scheme: "resident", hospital_stay: "false" });
  const ofStay = page.locator("[data-fold=of-stay]");
  await expect(ofStay.locator("> summary")).toContainText("住院才用得上的");
  await expect(ofStay.locator("[data-provision=inpatient-tilt][data-status=open]")).toHaveCount(1);
  await expect(page.locator("div.group.open [data-provision=inpatient-tilt]")).toHaveCount(0);
  // A bill is a stay.
  await page.locator("[data-room=bill]").click();
  await page.locator("[data-action=add-stay]").click();
  await expect(page.locator("[data-fold=of-stay] [data-provision=inpatient-tilt]")).toHaveCount(0);
});

test.describe("on a phone of 360 by 740", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  /** How far the first words of the second option reach. */
  const second = ({ page }: Resident) => page.locator("[data-question] .option").nth(1).evaluate((option) => {
    const { top } = option.getBoundingClientRect();
    return top + parseFloat(getComputedStyle(option).paddingTop) + parseFloat(getComputedStyle(option).lineHeight);
  });

  for (const lang of ["zh", "en"]) {
    test(`two options of the first question are seen on the first screen, ${lang}`, async ({ resident }) => {
      for (const place of ["liangping", "shangyu", "jiangsu", "lincang", "shaoxing", "wuhan", "beijing", "china"]) {
        await resident.open({ place, lang, on: "2026-11-26" });
        expect(await second(resident), place).toBeLessThanOrEqual(740);
      }
    });
  }

  test("nothing is wider than a screen of 320 px in the largest letters", async ({ resident }) => {
    const { page } = resident;
    await page.setViewportSize({ width: 320, height: 740 });
    await resident.open({ lang: "en", on: "2026-11-26" });
    await page.locator(".looks > summary").click();
    await page.locator(".size-28").click();
    await page.locator(".looks > summary").click();
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await width()).toBe(320);
    await page.locator("[data-place=wuhan]").click();
    for (const room of ["ask", "bill", "family", "card"]) {
      await page.locator(`[data-room=${room}]`).click();
      expect(await width(), room).toBe(320);
    }
  });

  for (const lang of ["zh", "en"]) {
    test(`in the largest letters too, in every place and when they are chosen at a question, ${lang}`, async ({ resident }) => {
      const { page } = resident;
      const largest = async () => {
        await page.locator(".looks > summary").click();
        await page.locator(".size-28").click();
        await page.locator(".looks > summary").click();
      };
      await resident.open({ lang, on: "2026-11-26" });
      await largest();
      for (const place of ["liangping", "shangyu", "jiangsu", "lincang", "shaoxing", "wuhan", "beijing", "china"]) {
        await page.locator(`[data-place=${place}]`).click();
        await expect(resident.question.locator("h2")).toBeFocused();
        await expect.poll(() => second(resident), place).toBeLessThanOrEqual(740);
        await page.locator(".document .link").click();
      }
      await resident.open({ place: "china", lang, on: "2026-11-26" });
      await largest();
      await expect.poll(() => second(resident)).toBeLessThanOrEqual(740);
    });
  }
});

test("what is being typed when the browser prints by its own menu is kept", async ({ resident }) => {
  const { page } = resident;
  await resident.open(LIANGPING);
  await page.locator("[data-room=bill]").click();
  await page.locator("[data-action=add-stay]").click();
  await page.locator("#stay-0-total").pressSequentially("12800");
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await expect(page.locator("#stay-0-total")).toHaveValue("12800");
});

test("in a frame that may run scripts and no more, questions go on by button and by Enter, and a code opens", async ({ page, surface, baseURL }) => {
  test.skip(surface === "file", "a frame of a file is no other origin");
  await page.setContent(`<iframe sandbox="allow-scripts" src="${baseURL}?policy=liangping-2019&on=2019-11-01" style="width:900px;height:900px"></iframe>`);
  const frame = page.frameLocator("iframe");
  const question = frame.locator("[data-question]");
  const first = await question.getAttribute("data-question");
  await question.locator("input[value=unknown]").check();
  await frame.locator("[data-action=next]").click();
  await expect(question).not.toHaveAttribute("data-question", first ?? "");
  const second = await question.getAttribute("data-question");
  await question.locator("input[value=unknown]").check();
  await page.keyboard.press("Enter");
  await expect(question).not.toHaveAttribute("data-question", second ?? "");
  // And a code is opened by its button, pasted in lines and with blanks as mail leaves it.
  await frame.locator("[data-room=card]").click();
  const code = (await frame.locator("[data-code]").getAttribute("data-code")) ?? "";
  await frame.locator("[data-room=family]").click();
  await frame.locator("[data-action=add-member]").click();
  await frame.locator("[data-room=card]").click();
  await frame.locator(".open-code summary").click();
  await frame.locator("#code").fill(`> ${code.replace(/.{7}/g, "$&\n \u200b")}\n`);
  await frame.locator("[data-action=open-code]").click();
  await expect(frame.locator("nav [data-person]")).toHaveCount(0);
  await expect(frame.locator("[data-answered]")).toHaveCount(2);
});

test("the language can be changed at any time and keeps the answers", async ({ resident }) => {
  await resident.open({ ...LIANGPING, lang: "en" });
  await expect(resident.page.locator("html")).toHaveAttribute("lang", "en");
  await resident.answer("unknown");
  await resident.page.getByRole("button", { name: "中文" }).click();
  await expect(resident.page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(resident.page.locator("[data-answered]")).toHaveCount(1);
  await expect(resident.page.locator("[data-answered]")).toContainText("我不知道");
});

test("commitments and duties are folded away under their own heading", async ({ resident }) => {
  await resident.open(LIANGPING);
  await expect(resident.provision("telemedicine")).toHaveAttribute("data-status", "stated");
  await expect(resident.provision("telemedicine")).toBeHidden();
  await resident.page.locator("[data-fold=others] > summary").click();
  await expect(resident.provision("telemedicine")).toBeVisible();
});

test("a result that is still open says how to find out, and takes the answer", async ({ resident }) => {
  const { page } = resident;
  await resident.open(LIANGPING);
  await resident.answerAll({ residence: "rural", registered_poor: "none", dibao: "true", scheme: "resident" });
  await page.locator("[data-room=family]").click();
  const card = resident.provision("inpatient-tilt");
  await expect(card).toHaveAttribute("data-status", "open");
  await page.locator("[data-fold=of-stay] > summary").click();
  await card.locator("> summary").click();
  await expect(card.locator(".to-find-out")).toContainText("问医院的医保窗口");
  await card.locator("[data-action=change]").first().click();
  await expect(resident.question).toBeVisible();
  await expect(resident.question.locator("h2")).toBeFocused();
  await resident.answer("district");
  await expect(card.locator(".to-find-out")).not.toContainText("医院级别");
});

test("going back never costs the answers", async ({ resident }) => {
  const { page } = resident;
  await resident.open({ on: "2019-11-01" });
  await page.locator(".choice", { hasText: "梁平" }).click();
  await expect(resident.question.locator("h2")).toBeFocused();
  await resident.answer("unknown");
  await resident.answer("unknown");
  await resident.act("back");
  await resident.act("back");
  await expect(page.locator("[data-action=back]")).toHaveCount(0);
  await expect(page.locator("[data-answered]")).toHaveCount(2);
  await resident.act("restart");
  await page.locator(".choice", { hasText: "梁平" }).click();
  await resident.act("back");
  await expect(page.locator(".choice").first()).toBeVisible();
});

test("where figures are missing, a button leads to their fields", async ({ resident }) => {
  const { page } = resident;
  await resident.open(LIANGPING);
  await page.locator("[data-lead=figures]").click();
  await expect(page.locator("#figures")).toBeFocused();
  await expect(page.locator('[id="figures.contribution.tier_1"]')).toBeVisible();
  await page.locator("[data-lead=card]").click();
  await expect(page.locator("#card")).toBeFocused();
  await expect(page.locator("[data-action=print]")).toHaveCount(1);
});

test("what is granted either way but differs is said with or, and asked for", async ({ resident }) => {
  const { page } = resident;
  // Low income, tier not known: 70 % of tier 1, or all of it in tier 2.
  await resident.open(LIANGPING);
  await resident.answerAll({ residence: "rural", registered_poor: "none", dibao: "false", tekun: "false", orphan: "false", low_income: "true", illness_poverty: "false", scheme: "resident" });
  const card = resident.provision("premium-aid");
  await expect(card).toHaveAttribute("data-status", "granted");
  await expect(card.locator(".outcome")).toHaveText(/70%.*，或者|，或者.*70%/);
  await expect(card.locator(".asks")).toContainText("缴费档次");
  await page.locator("[data-room=card]").click();
  await expect(page.locator("[data-card]")).toContainText("先去问一件事：您的居民医保交的是一档还是二档？看缴费的收据，或者问村干部。");
});
