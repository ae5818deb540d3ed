// No mouse, no touch: Tab, arrows, Space and Enter.

import { expect, test } from "./page.ts";

test("a whole sitting with the keyboard alone", async ({ resident }) => {
  const { page } = resident;
  await resident.open({ policy: "liangping-2019", on: "2019-11-01" });
  const focused = () => page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return { tag: element?.tagName ?? "", name: element?.getAttribute("name") ?? "", value: element?.getAttribute("value") ?? "", action: element?.getAttribute("data-action") ?? "" };
  });
  const tabTo = async (wanted: (at: Awaited<ReturnType<typeof focused>>) => boolean) => {
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press("Tab");
      if (wanted(await focused())) return;
    }
    throw new Error(`Tab does not reach it, it stands on ${JSON.stringify(await focused())}`);
  };
  let questions = 0;
  for (;;) {
    const fact = await resident.asked();
    if (fact === null) break;
    await tabTo(({ name }) => name === fact);
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
