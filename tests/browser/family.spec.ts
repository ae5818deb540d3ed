// Several members: the household's answers are shared, each has a verdict, and there are totals.

import { checked } from "../../www/src/state/code.ts";
import { expect, test } from "./page.ts";
import { sheets } from "./scanner.ts";

const LIANGPING = { policy: "liangping-2019", on: "2019-11-01" };
const SHARED = ["residence", "registered_poor"];

test("a second person is asked only what differs, and each has results of their own", async ({ resident }) => {
  test.slow();
  const { page } = resident;
  await resident.open(LIANGPING);
  const first = await resident.answerAll({ residence: "rural", registered_poor: "none", dibao: "true", scheme: "resident", tier: "tier_2" });
  expect(first).toEqual(expect.arrayContaining(["residence"]));
  expect(await resident.status("premium-aid")).toBe("granted");
  await page.locator("[data-room=family]").click();
  await resident.act("add-member");
  await expect(resident.question).toHaveCount(1);
  const second = await resident.answerAll({ dibao: "false", tekun: "false", orphan: "false", low_income: "false", illness_poverty: "false", scheme: "resident", tier: "tier_1" });
  for (const fact of SHARED.filter((fact) => first.includes(fact))) expect(second).not.toContain(fact);
  // Rural, but in no group and not registered: nothing is paid for the second person.
  expect(await resident.status("premium-aid")).toBe("refused");
  await resident.statuses();
  // The figures are the household's: 200 and 500, all of tier 1 paid for the first. 300 + 200 = 500 to pay.
  await page.locator("[data-room=bill]").click();
  for (const [tier, amount] of [["tier_1", "200"], ["tier_2", "500"]]) {
    const entry = page.locator(`[id="figures.contribution.${tier}"]`);
    if ((await entry.count()) === 0) continue;
    await entry.fill(amount ?? "");
    await entry.press("Tab");
  }
  await page.locator("[data-room=family]").click();
  await expect(page.locator("[data-member]")).toHaveCount(2);
  await page.locator("[data-member='0'] [data-action=look-at]").click();
  expect(await resident.status("premium-aid")).toBe("granted");
  await page.locator("[data-room=bill]").click();
  const entry = page.locator('[id="figures.contribution.tier_2"]');
  await entry.fill("500");
  await entry.press("Tab");
  await page.locator("[data-room=family]").click();
  const total = page.locator('[data-total="premium.pays"]');
  await expect(total).toHaveAttribute("data-least", "500.00");
  await expect(total).toHaveAttribute("data-most", "500.00");
  await expect(page.locator("[data-member='0']")).toContainText("300元");
  await page.locator("[data-member='1'] [data-action=remove-member]").click();
  await expect(page.locator("[data-member]")).toHaveCount(1);
});

test("the family is told apart by who each is, not by name or place, and who was removed comes back", async ({ resident }) => {
  const { page } = resident;
  await resident.open({ ...LIANGPING, lang: "en" });
  await resident.answer("unknown");
  for (let more = 0; more < 2; more += 1) {
    await page.locator("[data-room=family]").click();
    await resident.act("add-member");
  }
  const chips = page.locator("nav [data-person]");
  await expect(chips).toHaveText(["Person 1", "Person 2", "Person 3"]);
  await expect(page.locator("nav [data-person][aria-current]")).toHaveText("Person 3");
  await page.locator("[data-room=family]").click();
  for (const [member, relation] of [[0, "me"], [1, "child"], [2, "child"]] as const) {
    await page.locator(`[data-member="${member}"] [data-relation=${relation}]`).click();
  }
  await expect(chips).toHaveText(["Myself", "Child 1", "Child 2"]);
  await page.locator('[data-person="1"]').click();
  await expect(page.locator("#results")).toContainText("Myself");
  // A double click takes away one; the others keep who they are.
  await page.locator("[data-member='0'] [data-action=remove-member]").dblclick();
  await expect(page.locator("[data-member]")).toHaveCount(2);
  await expect(chips).toHaveText(["Child 1", "Child 2"]);
  await resident.act("undo");
  await expect(chips).toHaveText(["Myself", "Child 1", "Child 2"]);
  // With the keyboard, the way back has the focus.
  await page.locator("[data-member='2'] [data-action=remove-member]").press("Enter");
  await expect(page.locator("[data-action=undo]")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(chips).toHaveText(["Myself", "Child 1", "Child 2"]);
  await expect(page.locator("[data-action=undo]")).toHaveCount(0);
});

test("what is ticked for one person and not yet answered is not another's", async ({ resident }) => {
  const { page } = resident;
  await resident.open(LIANGPING);
  await resident.answer({ registered_poor: "none" });
  await resident.answer({ residence: "rural" });
  const asked = await resident.asked();
  await page.locator("[data-room=family]").click();
  await resident.act("add-member");
  expect(await resident.asked(), "both are asked the same").toBe(asked);
  const option = resident.question.locator("input[type=checkbox]").first();
  await option.check();
  await page.locator('[data-person="1"]').click();
  await expect(option).not.toBeChecked();
  await resident.act("next");
  await expect(page.locator("[data-question] .problem")).toBeVisible();
  await option.check();
  await resident.act("next");
  await page.locator('[data-person="2"]').click();
  expect(await resident.asked()).toBe(asked);
  await expect(option).not.toBeChecked();
  await expect(page.locator("[data-answered]")).toHaveCount(2);
});

test("start again can be taken back with all answers", async ({ resident }) => {
  const { page } = resident;
  await resident.open(LIANGPING);
  await resident.answer("unknown");
  await resident.answer("unknown");
  await resident.act("restart");
  await expect(page.locator("[data-answered]")).toHaveCount(0);
  await resident.act("undo");
  await expect(page.locator("[data-answered]")).toHaveCount(2);
});

test("changing the place can be taken back, and the way is in sight", async ({ resident }) => {
  const { page } = resident;
  await page.setViewportSize({ width: 360, height: 740 });
  await resident.open({ on: "2019-11-01" });
  await page.locator("[data-place=liangping]").click();
  const first = await resident.asked();
  await resident.answer("unknown");
  await resident.act("restart");
  await expect(page.locator("[data-action=undo]")).toBeInViewport({ ratio: 1 });
  await expect(page.locator("[data-action=undo]")).toBeFocused();
  await resident.act("undo");
  await expect(page.locator(`[data-answered="${first}"]`)).toHaveCount(1);
});

test("one card for the family: each by relation, the sums, one thing to do, no illness, one sheet; its code opens all of it", async ({ resident }) => {
  test.slow();
  const { page } = resident;
  const members = page.locator("[data-card] [data-card-member]");
  const open = async (code: string) => {
    await page.locator(".open-code summary").click();
    await page.locator("#code").fill(code);
    await resident.act("open-code");
    await expect(page.locator("nav [data-person]")).toHaveCount(5);
    await page.locator("[data-room=card]").click();
  };
  await resident.open(LIANGPING);
  await resident.answerAll({ residence: "rural", registered_poor: "none", dibao: "true", scheme: "resident", tier: "tier_2", diseases: ["tuberculosis", "hiv"] });
  await page.locator("[data-room=bill]").click();
  for (const [tier, amount] of [["tier_2", "500"], ["tier_1", "200"]]) {
    const entry = page.locator(`[id="figures.contribution.${tier}"]`);
    await entry.fill(amount ?? "");
    await entry.press("Tab");
  }
  await page.locator("[data-room=card]").click();
  await page.locator("input[name=with-illness]").check();
  const [mark, place, version, own, ...rest] = ((await page.locator("[data-code]").getAttribute("data-code")) ?? "").split("/");
  await expect(members).toHaveCount(0);
  // All five answered the same: 200 of 500 yuan are paid for each.
  await open(checked([mark, place, version, ...[0, 1, 2, 3, 4].map((who) => `${who}*${own}`), ...rest.slice(0, -1)].join("/")));
  await expect(members.locator("h3")).toHaveText(["我自己", "爱人", "孩子", "父母", "别的家里人"]);
  for (let at = 0; at < 5; at++) {
    await expect(members.nth(at)).toContainText("居民医保费，政府帮交");
    await expect(members.nth(at)).toContainText("一年缴费自己交：300元");
  }
  const card = page.locator("[data-card]");
  await expect(card).toContainText("一年缴费自己交：1,500元");
  await expect(card.locator(".to-do")).toHaveText(/^我自己：先去问一件事：/);
  await expect(card).not.toContainText(/结核|艾滋/);
  expect((await sheets(page)).count).toBe(1);
  await page.locator("input[name=paper][value=receipt]").check();
  await expect(page.locator("[data-card=receipt]")).toBeVisible();
  expect((await sheets(page)).count).toBe(1);
  const code = (await page.locator("[data-code]").getAttribute("data-code")) ?? "";
  // One of them alone, where that is wanted.
  await page.locator("input[name=card_of][value=false]").check();
  await expect(members).toHaveCount(0);
  await expect(card.locator("[data-point=gives]")).toContainText("您能得到");
  await resident.open({ on: LIANGPING.on });
  await open(code);
  await expect(members.locator("h3")).toHaveText(["我自己", "爱人", "孩子", "父母", "别的家里人"]);
});
