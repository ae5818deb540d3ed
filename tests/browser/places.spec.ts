// Places: the resident says where they are insured; the page answers with every document that holds there.

import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test, type Resident } from "./page.ts";

const ON = "2026-11-26";
const LAW = "social-assistance-law-2026";

/** By the province's regulation this person's contribution is subsidised; the national law names others. */
const MARGIN = { scheme: "resident", dibao: "false", tekun: "false", dibao_margin: "true" };

/** The provisions that stand in the one list, not in a fold of documents that do not hold, as `policy/provision`. */
const listed = ({ page }: Resident, status: string) =>
  page.locator(`.group [data-provision][data-status=${status}]`).evaluateAll((all) =>
    all.map((one) => `${one.getAttribute("data-policy")}/${one.getAttribute("data-provision")}`));

test("without a place in the address the page asks where the resident is insured, in Chinese first", async ({ resident }) => {
  await resident.open({ on: ON });
  await expect(resident.question).toHaveCount(0);
  await expect(resident.page.locator("#which-place")).toHaveText("您的医保在哪里？");
  const choices = resident.page.locator("[data-place]");
  expect(await choices.evaluateAll((all) => all.map((one) => one.getAttribute("data-place")))).toEqual(
    ["shangyu", "shaoxing", "wuhan", "beijing", "liangping", "jiangsu", "lincang", "china"]);
  await choices.first().click();
  await expect(resident.question).toHaveCount(1);
});

test("one whose place is not there is led to the national laws, and told whom to ask for the rest", async ({ resident }) => {
  const { page } = resident;
  await resident.open({ on: ON });
  const last = page.locator("[data-place]").last();
  await expect(last).toContainText("没有我的地方");
  await last.click();
  await expect(page.locator("[data-only-national]")).toHaveText(/只有全国的法律.*12345.*医保窗口/);
  await resident.open({ place: "wuhan", on: ON });
  await expect(page.locator("[data-only-national]")).toHaveCount(0);
});

test("a place or a policy that is not there is said to be missing, and a place can be chosen", async ({ resident }) => {
  for (const setting of ["policy", "place"]) {
    await resident.open({ [setting]: "nowhere-1999" });
    // What stands in an address is not put into the page's mouth.
    await expect(resident.page.getByRole("alert")).toHaveText("网址里写的地方或文件，这里没有。请在下面选一个。");
    await expect(resident.page.locator("mingbai-checker")).not.toContainText("nowhere-1999");
    await resident.page.locator("[data-place=shaoxing]").click();
    await expect(resident.question).toHaveCount(1);
  }
});

test("every place can be answered to its end, knowing nothing", async ({ resident }) => {
  test.slow();
  await resident.open({ on: ON });
  const places = await resident.page.locator("[data-place]").count();
  for (let place = 0; place < places; place++) {
    await resident.open({ on: ON });
    await resident.page.locator("[data-place]").nth(place).click();
    await resident.answerAll({});
    const provisions = await resident.page.locator("[data-provision]").evaluateAll((all) =>
      all.map((one) => `${one.getAttribute("data-policy")}/${one.getAttribute("data-provision")}`));
    expect(provisions.length).toBeGreaterThan(5);
    expect(new Set(provisions).size, "each provision of each document once").toBe(provisions.length);
    await expect(resident.page.locator("[data-answered]").first()).toBeVisible();
  }
});

test("Liangping: besides that the document has lapsed, what the national law gives now and where to ask", async ({ resident }) => {
  const { page } = resident;
  await resident.open({ place: "liangping", on: ON });
  const notice = page.locator("main > .notice[data-validity=lapsed]");
  await expect(notice).toHaveCount(1);
  await expect(notice).toHaveAttribute("data-policy", "liangping-2019");
  await expect(notice).toContainText("2020年12月31日");
  const asked = await resident.answerAll({ residence: "rural", registered_poor: "none", dibao: "true", scheme: "resident" });
  // Only what the law in force asks; what the lapsed document alone asks is not put.
  expect(asked).toContain("dibao");
  expect(asked).not.toContain("tier");
  const granted = await listed(resident, "granted");
  expect(granted).toContain(`${LAW}/dibao`);
  expect(granted).toContain(`${LAW}/medical-assistance`);
  expect(granted.every((one) => one.startsWith(LAW))).toBe(true);
  await expect(page.locator("[data-amount]")).toHaveCount(0);

  const card = page.locator(`[data-provision=medical-assistance][data-policy=${LAW}]`);
  await expect(card.locator("> summary .source")).toHaveText("社会救助法");
  await card.locator("> summary").click();
  await expect(card).toContainText("由谁办");
  await expect(card).toContainText("中华人民共和国社会救助法");
  await expect(card).toContainText(/第.+条/);

  // The older document stands behind, folded, with all its provisions.
  const older = page.locator("[data-older=lapsed]");
  await expect(older).not.toHaveAttribute("open", /.*/);
  await expect(older.locator("[data-provision][data-policy=liangping-2019]")).toHaveCount(35);
  await expect(page.locator("[data-older=not_yet_in_force] [data-provision][data-policy=medical-security-law-2026]").first()).toBeAttached();
});

test("an old bill: the time is chosen, the answers stay, every screen says which rules these are, in the past; and back", async ({ resident }) => {
  const { page } = resident;
  await resident.open({ place: "liangping", on: ON });
  await resident.answerAll({ dibao: "true", scheme: "resident" });
  await page.locator("[data-older=lapsed] > summary").click();
  const times = page.locator("[data-older=lapsed] [data-read-on]");
  await expect(times).toHaveCount(1);
  await expect(times).toContainText("2019年10月8日到2020年12月31日");
  await times.click();

  const notice = page.locator("main > [data-read-for]");
  await expect(notice).toHaveText("以前的规定 您看的是2019年10月8日到2020年12月31日的规定，不是现在的。");
  await expect(page.locator("[data-provision]:not([data-policy=liangping-2019])")).toHaveCount(0);
  await expect(page.locator("[data-answered=dibao]")).toBeVisible();
  const more = await resident.answerAll({ residence: "rural", tier: "tier_2" });
  expect(more).toContain("tier");
  expect(more).not.toContain("dibao");
  expect(await resident.status("premium-aid")).toBe("granted");
  await expect(page.locator("[data-point=gives]")).toHaveText("您吃低保。按当时的规定，您能得到：");
  await expect(page.locator("[data-to-do=not_in_force]")).toContainText("旧账单的事");
  await expect(page.locator("[data-provision=premium-aid] > summary .status")).toHaveText("当时有");
  await expect(page.locator("#premium")).toHaveText("当时一年的医保缴费");
  await expect(page.locator(".advice")).toHaveCount(0);
  for (const room of ["bill", "family", "ask", "card"]) {
    await page.locator(`[data-room=${room}]`).click();
    await expect(notice).toBeVisible();
  }
  await expect(page.locator("[data-card] [data-read-for]")).toBeVisible();
  await page.locator(".language").click();
  await expect(page.locator("[data-card]")).toContainText("Under the rules of that time, you got");
  await expect(page.locator("[data-card]")).not.toContainText(/you (get|pay)\b/i);

  await page.locator("[data-action=read-now]").click();
  await expect(notice).toHaveCount(0);
  expect(await listed(resident, "granted")).toContain(`${LAW}/medical-assistance`);
  await page.locator("[data-room=ask]").click();
  await expect(page.locator("[data-answered=tier]")).toBeVisible();
});

test("a bill of an older time where the document still holds; start again reads today's rules", async ({ resident }) => {
  const { page } = resident;
  await resident.open({ place: "wuhan", on: ON });
  await resident.answer("resident");
  await page.locator("[data-room=bill]").click();
  await page.locator("[data-old-bill] > summary").click();
  await page.locator("[data-old-bill] [data-read-on='2026-06-30']").click();
  await expect(page.locator("[data-read-for='2026-06-30']").first()).toBeVisible();
  await expect(page.locator(`[data-policy=${LAW}]`)).toHaveCount(0);
  await page.locator("[data-action=add-stay]").click();
  await expect(page.locator("#stay-0-total")).toBeVisible();
  await page.locator("[data-room=ask]").click();
  await resident.act("restart");
  await expect(page.locator("[data-read-for]")).toHaveCount(0);
  await expect(page.locator(`[data-policy=${LAW}]`).first()).toBeAttached();
  // Taken back, the time is the one that was chosen.
  await resident.act("undo");
  await expect(page.locator("[data-read-for='2026-06-30']").first()).toBeVisible();
});

test("a day in the address that is none is said, and today's rules are shown", async ({ resident }) => {
  const { page } = resident;
  for (const on of ["2026-02-30", "2026-1-1", "gestern", "20260101"]) {
    await resident.open({ place: "wuhan", on });
    await expect(page.locator("[data-bad-day]")).toHaveText("网址里的日子读不懂，按今天的算。");
    await expect(resident.question).toHaveCount(1);
  }
  await resident.open({ place: "wuhan", on: "2024-02-29" });
  await expect(page.locator("[data-bad-day]")).toHaveCount(0);
});

test("Shaoxing: three documents, one list, each fact asked once, the higher of two named and both cited", async ({ resident }) => {
  const { page } = resident;
  await resident.open({ place: "shaoxing", on: ON });
  await expect(page.locator("[data-validity=lapsed]")).toHaveCount(0);
  // It is asked once, though several documents ask it; `answerAll` finds a fact that comes twice.
  const asked = await resident.answerAll(MARGIN);
  expect(asked).toEqual(expect.arrayContaining(Object.keys(MARGIN).filter((fact) => fact !== "tekun")));
  const granted = await listed(resident, "granted");
  for (const policy of ["shaoxing-2023", "zhejiang-regulation-2021", LAW]) {
    expect((await page.locator(`.results [data-provision][data-policy=${policy}]`).count()), policy).toBeGreaterThan(3);
  }
  expect(granted).toContain("zhejiang-regulation-2021/premium-aid");
  expect(await listed(resident, "refused")).toContain(`${LAW}/premium-aid`);
  const compared = page.locator("[data-compared=premium-aid]");
  await expect(compared).toHaveAttribute("data-higher", "zhejiang-regulation-2021/premium-aid");
  await expect(compared).toContainText("高的是浙江省医疗保障条例");
  await expect(compared).toContainText("社会救助法 第");
  await page.locator(".language").click();
  await expect(compared).toContainText("the higher is Zhejiang's regulation on health insurance");
});

test("two provisions of one name keep apart: each opens by itself and names its own document", async ({ resident }) => {
  const { page } = resident;
  await resident.open({ place: "shaoxing", on: ON, lang: "en" });
  const of = (policy: string) => page.locator(`[data-provision=premium-aid][data-policy=${policy}]`);
  await of(LAW).locator("> summary").click();
  await expect(of(LAW)).toHaveAttribute("open", "");
  await expect(of("zhejiang-regulation-2021")).not.toHaveAttribute("open", /.*/);
  await expect(of("zhejiang-regulation-2021").locator(".source")).toContainText("Zhejiang's regulation");
  await expect(of(LAW).locator(".source")).toContainText("Social Assistance Law");
});

test("start again leads back to the places, and with a place in the address to its first question", async ({ resident }) => {
  const { page } = resident;
  await resident.open({ on: ON });
  await page.locator("[data-place=shaoxing]").click();
  const first = await resident.asked();
  await resident.answer("unknown");
  await page.goBack();
  await expect(resident.question).toHaveAttribute("data-question", first ?? "");
  await resident.answer("unknown");
  await resident.act("restart");
  await expect(page.locator("[data-place]").first()).toBeVisible();
  await expect(resident.question).toHaveCount(0);

  await resident.open({ place: "shaoxing", on: ON });
  expect(await resident.asked()).toBe(first);
  await expect(page.locator("[data-action=back]")).toHaveCount(0);
  await resident.answer("unknown");
  await resident.act("restart");
  expect(await resident.asked()).toBe(first);
  await expect(page.locator("[data-answered]")).toHaveCount(0);
});

test("a family in a place: shared answers once, results and counts for each", async ({ resident }) => {
  const { page } = resident;
  await resident.open({ place: "shaoxing", on: ON });
  await resident.answerAll(MARGIN);
  await resident.act("add-member");
  await resident.answerAll({ ...MARGIN, dibao_margin: "false", dibao: "true" });
  expect(await listed(resident, "granted")).toContain(`${LAW}/dibao`);
  await page.locator("[data-room=family]").click();
  await expect(page.locator("[data-member]")).toHaveCount(2);
  await page.locator("[data-member='0'] [data-action=look-at]").click();
  expect(await listed(resident, "granted")).not.toContain(`${LAW}/dibao`);
  await expect(page.locator("[data-compared=premium-aid]")).toHaveCount(1);
});

test("the card of a place names each result's document, and its code opens the place with the answers", async ({ resident }) => {
  const { page } = resident;
  await resident.open({ place: "shaoxing", on: ON });
  await resident.answerAll(MARGIN);
  const before = await listed(resident, "granted");
  await page.locator("[data-room=card]").click();
  const card = page.locator("[data-card]");
  for (const words of ["浙江省绍兴市", "浙江省医疗保障条例", "社会救助法", "高的是"]) await expect(card).toContainText(words);
  const code = (await page.locator("[data-code]").getAttribute("data-code")) ?? "";
  expect(code).toMatch(/^MB1\/SHAOXING\//);

  await resident.open({ on: ON });
  await page.locator(".open-code summary").click();
  await page.locator("#code").fill(code);
  await resident.act("open-code");
  await expect(page.locator("[data-answered=dibao_margin]")).toBeVisible();
  expect(await listed(resident, "granted")).toEqual(before);
});

test("read aloud, that the local document has lapsed comes before what holds now", async ({ resident }) => {
  const { page } = resident;
  await page.addInitScript(() => {
    const said: string[] = [];
    const speech = { speaking: false, cancel: () => undefined, getVoices: () => [{ lang: "zh-CN", localService: true }], addEventListener: () => undefined, speak: (one: { text: string }) => said.push(one.text) };
    Object.defineProperty(window, "speechSynthesis", { value: speech });
    Object.assign(window, { said, SpeechSynthesisUtterance: class { constructor(readonly text: string) {} } });
  });
  await resident.open({ place: "liangping", on: ON });
  await resident.answerAll({ dibao: "true" });
  await page.locator("[data-action=read-results]").click();
  const said = async () => (await page.evaluate(() => (window as unknown as { said: string[] }).said)).join(" ");
  await expect.poll(said).toMatch(/只管到2020年12月31日.*您吃低保。.*低保金/);
});

test.describe("the file of one place", () => {
  const ROOT = fileURLToPath(new URL("../../", import.meta.url));
  const PAGE = fileURLToPath(new URL("results/shaoxing.html", import.meta.url));

  test("opens at its first question, from a file without a network", async ({ resident, surface }) => {
    test.skip(surface === "site", "it is a file");
    test.setTimeout(300_000);
    mkdirSync(dirname(PAGE), { recursive: true });
    execFileSync("cargo", ["run", "--quiet", "--bin", "mingbai", "--", "bundle", "--place", "shaoxing", "--template", `${ROOT}www/dist/template.html`, "-o", PAGE], { cwd: ROOT });
    const { page } = resident;
    await page.goto(`file://${PAGE}?on=${ON}`);
    await expect(resident.question).toHaveCount(1);
    await expect(page.locator("[data-place]")).toHaveCount(0);
    await resident.answerAll(MARGIN);
    await expect(page.locator("[data-compared=premium-aid]")).toHaveCount(1);
    await resident.act("restart");
    await expect(resident.question).toHaveCount(1);
    // One of its documents alone.
    await page.goto(`file://${PAGE}?on=${ON}&policy=shaoxing-2023`);
    await expect(page.locator("[data-provision]:not([data-policy=shaoxing-2023])")).toHaveCount(0);
    await expect(resident.question).toHaveCount(1);
  });
});
