// A kiosk's clock: it warns after 90 seconds without a sign of anyone, and 30 seconds later wipes everything. Time goes on
// only as the test says, in the calendar, in the browser's clock and in its timers.

import { isClean, KIOSK } from "./kiosk.ts";
import { expect, test, type Resident } from "./page.ts";

/** Opens a kiosk, gives two answers, and stops the clock. */
async function begin(resident: Resident, settings: Record<string, string> = KIOSK): Promise<void> {
  const { page } = resident;
  await page.clock.install({ time: new Date(2026, 10, 27, 9) });
  await resident.open(settings);
  await resident.answer("unknown");
  await resident.answer("unknown");
  await page.clock.pauseAt(new Date(2026, 10, 27, 10));
  // The hour has passed without a sign: whoever was there is gone.
  await isClean(resident);
  await resident.answer("unknown");
  await resident.answer("unknown");
}

const warning = ({ page }: Resident) => page.locator("[data-idle-warning]");
const seconds = async (resident: Resident) => Number(/\d+/.exec((await warning(resident).locator("p").first().textContent()) ?? "")?.[0]);

async function isKept({ page }: Resident): Promise<void> {
  await expect(page.locator("[data-idle-warning]")).toHaveCount(0);
  await expect(page.locator("[data-answered]")).toHaveCount(2);
}

test("90 seconds without a sign, then 30 to go on, then all is wiped", async ({ resident }) => {
  const { page } = resident;
  await begin(resident);
  await page.clock.runFor(89_000);
  await isKept(resident);
  await page.clock.runFor(1_000);
  await expect(warning(resident)).toBeVisible();
  expect(await seconds(resident)).toBe(30);
  await page.clock.runFor(29_000);
  expect(await seconds(resident)).toBe(1);
  await expect(page.locator("[data-answered]")).toHaveCount(2);
  await page.clock.runFor(1_000);
  await isClean(resident);
  await expect(resident.question).toHaveCount(1);
});

const ANSWERS: Record<string, (resident: Resident) => Promise<void>> = {
  "its button": ({ page }) => page.locator("[data-action=stay]").click(),
  "a touch on its words": ({ page }) => page.locator("#idle-text").click(),
  "a touch beside it": ({ page }) => page.mouse.click(5, 400),
  "Enter": ({ page }) => page.keyboard.press("Enter"),
  "the space bar": ({ page }) => page.keyboard.press("Space"),
  "a letter": ({ page }) => page.keyboard.press("a"),
};

for (const [how, answer] of Object.entries(ANSWERS)) {
  test(`${how} answers the warning, does nothing else, and the time begins anew`, async ({ resident }) => {
    const { page } = resident;
    await begin(resident);
    const next = page.locator("[data-action=next]");
    await next.focus();
    const asked = await resident.asked();
    await page.clock.runFor(119_000);
    expect(await seconds(resident)).toBe(1);
    await answer(resident);
    await isKept(resident);
    await expect(next).toBeFocused();
    expect(await resident.asked()).toBe(asked);
    await expect(page.locator(".problem")).toHaveCount(0);
    await page.clock.runFor(89_000);
    await isKept(resident);
    await page.clock.runFor(1_000);
    await expect(warning(resident)).toBeVisible();
  });
}

test("a finger on the warning presses nothing below it", async ({ browser, surface }) => {
  const context = await browser.newContext({ hasTouch: true, viewport: { width: 1080, height: 1920 } });
  const { Resident } = await import("./page.ts");
  const resident = new Resident(await context.newPage(), surface);
  const { page } = resident;
  await begin(resident);
  const next = await page.locator("[data-action=next]").boundingBox();
  const [x, y] = [(next?.x ?? 0) + 20, (next?.y ?? 0) + 20];
  await page.clock.runFor(95_000);
  await expect(warning(resident)).toBeVisible();
  await page.touchscreen.tap(x, y);
  await isKept(resident);
  await expect(page.locator(".problem")).toHaveCount(0);
  // The same touch without a warning does press it, with nothing chosen.
  await page.touchscreen.tap(x, y);
  await expect(page.locator(".problem")).toHaveCount(1);
  await context.close();
});

test("the warning offers to finish", async ({ resident }) => {
  const { page } = resident;
  await begin(resident);
  await page.clock.runFor(95_000);
  await warning(resident).locator("[data-action=kiosk-finish]").click();
  await isClean(resident);
});

for (const [what, gap] of [["the warning", 100_000], ["the wipe", 8 * 3_600_000]] as const) {
  test(`a machine that slept until ${what} would have come`, async ({ resident }) => {
    const { page } = resident;
    await begin(resident);
    // Timers do not run meanwhile; each that is due runs once.
    await page.clock.fastForward(gap);
    if (what === "the wipe") return isClean(resident);
    await expect(warning(resident)).toBeVisible();
    expect(await seconds(resident)).toBe(20);
  });
}

for (const clock of ["calendar", "browser"] as const) {
  test(`the first touch after a long sleep keeps nothing, before any timer runs: the ${clock}'s clock has gone on`, async ({ resident }) => {
    const { page } = resident;
    await begin(resident);
    await resident.question.locator("input").first().check();
    const next = await page.locator("[data-action=next]").boundingBox();
    await page.evaluate((clock) => {
      const [date, running] = [Date.now(), performance.now()];
      if (clock === "calendar") Date.now = () => date + 8 * 3_600_000;
      else performance.now = () => running + 8 * 3_600_000;
    }, clock);
    await page.mouse.click((next?.x ?? 0) + 20, (next?.y ?? 0) + 20);
    await isClean(resident);
    await expect(page.locator(".problem")).toHaveCount(0);
  });
}

test("a calendar set back keeps nobody's answers longer", async ({ resident }) => {
  const { page } = resident;
  await begin(resident);
  await page.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() - 8 * 3_600_000;
  });
  await page.clock.runFor(120_000);
  await isClean(resident);
});

test("a kiosk that nobody uses does not warn", async ({ resident }) => {
  const { page } = resident;
  await page.clock.install();
  await resident.open(KIOSK);
  await page.clock.runFor(119_000);
  await expect(warning(resident)).toHaveCount(0);
});

test("what was chosen but not yet given is a trace too", async ({ resident }) => {
  const { page, question } = resident;
  await begin(resident);
  await question.locator("input").first().check();
  await page.locator(".verdict > summary").first().click();
  await page.locator(".looks summary").click();
  await page.clock.runFor(120_000);
  await isClean(resident);
  await expect(page.locator("details[open]")).toHaveCount(0);
});

test("out of sight the page is covered; who comes back in time goes on, later nothing is left", async ({ resident }) => {
  const { page } = resident;
  await begin(resident);
  const show = (hidden: boolean) => page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, value: hidden });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
  const covered = () => page.evaluate(() => {
    const root = document.querySelector("mingbai-checker")?.shadowRoot;
    const over = root?.elementFromPoint(innerWidth / 2, innerHeight / 2);
    return over ? over.matches(".shut") && !getComputedStyle(over).backgroundColor.startsWith("rgba") : null;
  });
  expect(await covered()).toBe(false);
  await show(true);
  await expect.poll(covered).toBe(true);
  await page.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() + 60_000;
  });
  await show(false);
  await expect.poll(covered).toBe(false);
  await isKept(resident);
  await show(true);
  await page.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() + 60_000;
  });
  await show(false);
  await isClean(resident);
  expect(await covered()).toBe(false);
});

test("a print preview that was left open keeps nothing: the first touch after it is the next resident's", async ({ resident }) => {
  const { page } = resident;
  await begin(resident);
  // While the preview is open nothing of the page runs.
  await page.evaluate(() => Object.assign(window, { print: () => {
    dispatchEvent(new Event("beforeprint"));
    const [date, running] = [Date.now(), performance.now()];
    Date.now = () => date + 300_000;
    performance.now = () => running + 300_000;
    dispatchEvent(new Event("afterprint"));
  } }));
  await page.locator("[data-room=card]").click();
  await expect(page.locator("[data-card]")).toHaveCount(1);
  await resident.act("print");
  await page.clock.runFor(1);
  await page.mouse.click(540, 960);
  await isClean(resident);
});

test("whoever leaves the page leaves nothing to go back to", async ({ resident }) => {
  const { page } = resident;
  await begin(resident);
  await page.evaluate(() => {
    Object.assign(window, { left: true });
    dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
  });
  await isClean(resident);
});

test("reading aloud is a sign of someone; a browser that only says it reads is believed for five minutes", async ({ resident }) => {
  const { page } = resident;
  await page.addInitScript(() => {
    const speech = { speaking: false, pending: false, cancel: () => (speech.speaking = false), speak: () => (speech.speaking = true), getVoices: () => [{ lang: "zh-CN", localService: true }] };
    Object.defineProperty(window, "speechSynthesis", { value: speech });
    Object.assign(window, { SpeechSynthesisUtterance: class { constructor(readonly text: string) {} } });
  });
  await begin(resident);
  await resident.question.locator("[data-action=read-aloud]").click();
  await page.clock.runFor(280_000);
  await isKept(resident);
  await page.evaluate(() => Object.assign(speechSynthesis, { speaking: false }));
  await page.clock.runFor(89_000);
  await isKept(resident);
  await page.clock.runFor(2_000);
  await expect(warning(resident)).toBeVisible();
  await page.locator("[data-action=stay]").click();
  await resident.question.locator("[data-action=read-aloud]").click();
  await page.clock.runFor(299_000 + 122_000);
  await isClean(resident);
});

test("the next resident has the day that it is then, though nobody touched the kiosk since", async ({ resident }) => {
  const { page } = resident;
  await page.clock.install({ time: new Date(2020, 11, 31, 23, 50) });
  await resident.open({ policy: "liangping-2019", kiosk: "1" });
  await resident.answer("unknown");
  await resident.act("kiosk-finish");
  await expect(page.locator("footer")).toContainText("2020-12-31");
  await expect(page.locator("[data-validity]")).toHaveCount(0);
  await page.clock.fastForward(3_600_000);
  await expect(page.locator("footer")).toContainText("2021-01-01");
  await expect(page.locator("[data-validity=lapsed]")).toBeVisible();
});
