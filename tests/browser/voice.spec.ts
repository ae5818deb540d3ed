// Read aloud by the browser's own voices, and a plain message where there is none.

import { expect, test, type Resident } from "./page.ts";

async function withVoices({ page }: Resident, voices: { lang: string; localService: boolean }[] | null): Promise<void> {
  await page.addInitScript((voices) => {
    const said: string[] = [];
    const speech = voices && { speaking: false, cancel: () => undefined, getVoices: () => voices, addEventListener: () => undefined, speak: (one: { text: string }) => said.push(one.text) };
    Object.defineProperty(window, "speechSynthesis", { value: speech });
    Object.assign(window, { said, SpeechSynthesisUtterance: class { constructor(readonly text: string) {} } });
  }, voices);
}

const said = ({ page }: Resident) => page.evaluate(() => (window as unknown as { said: string[] }).said);

test("the question and the results are read with a voice of this machine", async ({ resident }) => {
  await withVoices(resident, [{ lang: "zh-CN", localService: false }, { lang: "zh-CN", localService: true }]);
  await resident.open({ policy: "liangping-2019", on: "2019-11-01" });
  await resident.question.locator("[data-action=read-aloud]").click();
  await expect.poll(() => said(resident)).toContain("我不知道");
  await resident.page.locator("[data-action=read-results]").click();
  // The sentences that stand there, one after the other.
  const shown = await resident.page.locator("[data-opening] > p:not(.steps), [data-opening] li").allTextContents();
  expect(shown.length).toBeGreaterThan(1);
  await expect.poll(() => said(resident)).toEqual(expect.arrayContaining(shown));
  await expect(resident.page.locator("[data-silence]")).toHaveCount(0);
});

test("a voice that would need the network is not used, and the page says why it is silent", async ({ resident }) => {
  await withVoices(resident, [{ lang: "zh-CN", localService: false }, { lang: "en-GB", localService: true }]);
  await resident.open({ policy: "liangping-2019" });
  await resident.question.locator("[data-action=read-aloud]").click();
  await expect(resident.page.locator("[data-silence]")).toBeVisible();
  expect(await said(resident)).toEqual([]);
});

test("a browser without speech says so", async ({ resident }) => {
  await withVoices(resident, null);
  await resident.open({ policy: "liangping-2019" });
  await resident.question.locator("[data-action=read-aloud]").click();
  await expect(resident.page.locator("[data-silence]")).toBeVisible();
});

test("a browser whose speech only fails says so, and nothing else stops", async ({ resident }) => {
  const { page } = resident;
  await page.addInitScript(() => {
    const fail = () => { throw new DOMException("no", "NotAllowedError"); };
    Object.defineProperty(window, "speechSynthesis", { value: { speaking: false, cancel: fail, getVoices: fail, speak: fail } });
  });
  await resident.open({ policy: "liangping-2019", kiosk: "1" });
  await resident.question.locator("[data-action=read-aloud]").click();
  await expect(page.locator("[data-silence]")).toBeVisible();
  await resident.answer("unknown");
  await resident.act("kiosk-finish");
  await expect(page.locator("[data-answered], [data-silence]")).toHaveCount(0);
  await expect(resident.question).toHaveCount(1);
});
