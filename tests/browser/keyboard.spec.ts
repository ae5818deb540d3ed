// No mouse, no touch: Tab, arrows, Space and Enter.

import type { Page } from "@playwright/test";
import { expect, test } from "./page.ts";

/** Where the focus is, and Tab until it is where it is wanted. */
function hands(page: Page) {
  const focused = () => page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return { tag: element?.tagName ?? "", name: element?.getAttribute("name") ?? "", value: element?.getAttribute("value") ?? "", action: element?.getAttribute("data-action") ?? "", id: element?.id ?? "", room: element?.getAttribute("data-room") ?? "", look: element?.className ?? "" };
  });
  const tabTo = async (wanted: (at: Awaited<ReturnType<typeof focused>>) => boolean) => {
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press("Tab");
      if (wanted(await focused())) return;
    }
    throw new Error(`Tab does not reach it, it stands on ${JSON.stringify(await focused())}`);
  };
  return { focused, tabTo };
}

test("a whole sitting with the keyboard alone", async ({ resident }) => {
  const { page } = resident;
  await resident.open({ policy: "liangping-2019", on: "2019-11-01" });
  const { focused, tabTo } = hands(page);
  let questions = 0;
  for (;;) {
    const asked = await resident.asked();
    if (asked === null) break;
    await tabTo(({ name }) => name === asked.split(" ")[0]);
    const radio = (await resident.question.locator("input[type=radio]").count()) > 0;
    if (radio) {
      await page.keyboard.press("ArrowUp");
      expect((await focused()).value, "arrows move in the group, the last one is unknown").toBe("unknown");
    } else {
      if ((await focused()).value !== "unknown") await tabTo(({ value }) => value === "unknown");
      await page.keyboard.press("Space");
    }
    await tabTo(({ action }) => action === "next");
    await page.keyboard.press("Enter");
    if ((await resident.asked()) !== null) {
      await expect.poll(async () => (await focused()).tag, "the new question has the focus").toBe("H2");
    }
    questions += 1;
    expect(questions).toBeLessThan(40);
  }
  expect(questions).toBeGreaterThan(9);
  await tabTo(({ action }) => action === "change");
  await page.keyboard.press("Enter");
  await expect(resident.question).toHaveCount(1);
});

test("Enter on a chosen answer goes on", async ({ resident }) => {
  await resident.open({ policy: "liangping-2019" });
  const first = await resident.asked();
  await resident.question.locator("input[value=unknown]").check();
  await resident.page.keyboard.press("Enter");
  await expect(resident.question).not.toHaveAttribute("data-question", first ?? "");
});

test("what an answer settles is told to a screen reader", async ({ resident }) => {
  await resident.open({ policy: "liangping-2019" });
  const news = resident.page.locator("[role=status]");
  await expect(news).toHaveText("");
  await resident.answerAll({ residence: "urban", registered_poor: "none" });
  await resident.change("residence", "rural");
  await expect(news).not.toHaveText("");
});

test("text size, contrast, bill, family, card and code with the keyboard alone", async ({ resident }) => {
  const { page } = resident;
  await page.addInitScript(() => Object.assign(window, { printed: 0, print: () => ((window as unknown as { printed: number }).printed += 1) }));
  await resident.open({ policy: "liangping-2019", on: "2019-11-01" });
  const { focused, tabTo } = hands(page);
  const press = (key: string) => page.keyboard.press(key);
  const checker = page.locator("mingbai-checker");

  await tabTo(({ tag }) => tag === "SUMMARY");
  await press("Enter");
  await tabTo(({ look }) => look === "size-28");
  await press("Enter");
  await expect(checker).toHaveAttribute("data-size", "28");
  await tabTo(({ look }) => look === "contrast");
  await press("Space");
  await expect(checker).toHaveAttribute("data-contrast", "");

  await tabTo(({ room }) => room === "bill");
  await press("Enter");
  await tabTo(({ action }) => action === "add-stay");
  await press("Enter");
  await expect.poll(async () => (await focused()).id, "the first field of the bill has the focus").toBe("stay-0-total");
  await page.keyboard.type("12800");
  await press("Tab");
  await page.keyboard.type("12000");
  await press("Tab");
  await expect(page.locator(".picture")).toContainText("12,800元");
  expect((await focused()).name).toBe("stay-0-hospital_level");
  for (let step = 0; step < 4 && (await focused()).value !== "district"; step++) await press("ArrowUp");
  await expect(page.locator("input[name=stay-0-hospital_level][value=district]")).toBeChecked();
  await tabTo(({ id }) => id === "figures.basic.deductible.district");
  await page.keyboard.type("400");
  await press("Enter");
  await expect(page.locator('[id="figures.basic.deductible.district"]')).toHaveValue("400");

  const back = async (room: string) => {
    await page.locator(`[data-room=${room}]`).focus();
    await press("Enter");
  };
  await back("family");
  await tabTo(({ action }) => action === "add-member");
  await press("Enter");
  await expect.poll(async () => (await focused()).tag, "the new person's first question has the focus").toBe("H2");
  await expect(page.locator(".whose")).toHaveText("第2个人");

  await back("card");
  await tabTo(({ name }) => name === "paper");
  await press("ArrowDown");
  await expect(page.locator("[data-card=receipt]")).toBeVisible();
  await tabTo(({ action }) => action === "print");
  await press("Enter");
  await expect.poll(() => page.evaluate(() => (window as unknown as { printed: number }).printed)).toBe(1);
  await tabTo(({ tag }) => tag === "SUMMARY");
  await press("Enter");
  await tabTo(({ id }) => id === "code");
  await page.keyboard.type("MB1/NONSENSE");
  await press("Enter");
  await expect(page.locator("#code-problem")).toBeVisible();
});

test("a kiosk's fields take a keyboard too, and its keypad never holds the focus", async ({ resident }) => {
  const { page } = resident;
  await resident.open({ policy: "liangping-2019", on: "2019-11-01", kiosk: "1" });
  await page.locator("[data-room=bill]").click();
  await page.locator("[data-action=add-stay]").click();
  const { focused } = hands(page);
  await expect(page.locator("#stay-0-total")).toBeFocused();
  await page.keyboard.type("12.5");
  await page.keyboard.press("Tab");
  await expect(page.locator("#stay-0-total")).toHaveValue("12.5");
  expect((await focused()).id).toBe("stay-0-in_scope");
  await expect(page.locator(".keypad")).toBeVisible();
  await page.locator("[data-key='7']").click();
  expect((await focused()).id).toBe("stay-0-in_scope");
  await page.keyboard.press("Tab");
  await expect(page.locator(".keypad")).toHaveCount(0);
  await expect(page.locator("#stay-0-in_scope")).toHaveValue("7");
});

test("focus is never lost: start again and another place put it on a heading", async ({ resident }) => {
  const { page } = resident;
  await resident.open({ policy: "liangping-2019", on: "2019-11-01" });
  const { focused } = hands(page);
  expect((await focused()).tag, "the page does not take the focus when it opens").toBe("BODY");
  await resident.answer("unknown");
  await page.locator("[data-action=restart]").focus();
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await focused()).tag).toBe("H2");
});
