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

test("Mandarin of the mainland is taken first, Cantonese last", async ({ resident }) => {
  const { page } = resident;
  await withVoices(resident, []);
  await resident.open({ policy: "liangping-2019" });
  const taken = (langs: string[]) => page.evaluate(async (langs) => {
    const voices = langs.map((lang) => ({ lang, localService: true }));
    const used: string[] = [];
    Object.assign(speechSynthesis, { getVoices: () => voices, speak: (one: SpeechSynthesisUtterance) => used.push(one.lang) });
    document.querySelector("mingbai-checker")?.shadowRoot?.querySelector<HTMLElement>("[data-action=read-aloud]")?.click();
    await new Promise((done) => setTimeout(done));
    return used[0];
  }, langs);
  expect(await taken(["en-GB", "zh-HK", "zh-TW", "zh-CN"])).toBe("zh-CN");
  expect(await taken(["zh_HK_#Hant", "zh_TW_#Hant", "cmn_CN_#Hans"])).toBe("cmn_CN_#Hans");
  expect(await taken(["zh-HK", "zh"])).toBe("zh");
  expect(await taken(["zh-HK", "zh-TW"])).toBe("zh-TW");
  expect(await taken(["yue-HK", "zh-HK"])).toBe("zh-HK");
});

test("what is read when it changes is read anew; pressed again it stops, and in another room it is not read on", async ({ resident }) => {
  const { page } = resident;
  await withVoices(resident, [{ lang: "zh-CN", localService: true }]);
  await resident.open({ policy: "liangping-2019", on: "2019-11-01" });
  // Speech that goes on until it is stopped.
  await page.evaluate(() => {
    const speech = window.speechSynthesis as unknown as { speaking: boolean; cancel: () => void; speak: (one: { text: string }) => void };
    const { said } = window as unknown as { said: string[] };
    speech.speak = ({ text }) => (said.push(text), (speech.speaking = true));
    speech.cancel = () => (said.splice(0), (speech.speaking = false));
  });
  const question = () => resident.question.locator("h2, legend").first().textContent();
  const read = resident.question.locator("[data-action=read-aloud]");
  const spoken = async () => (await said(resident))[0];
  await read.click();
  const first = await question();
  await expect.poll(spoken).toBe(first?.trim());
  await resident.answer("unknown");
  expect(await question()).not.toBe(first);
  await expect.poll(spoken).toBe((await question())?.trim());
  await read.click();
  await expect.poll(spoken).toBeUndefined();
  // Stopped, it is not begun again by an answer.
  await resident.answer("unknown");
  expect(await spoken()).toBeUndefined();
  await read.click();
  await expect.poll(spoken).toBe((await question())?.trim());
  await page.locator("[data-room=card]").click();
  await expect.poll(spoken).toBeUndefined();
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
