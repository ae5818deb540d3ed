// What starts a kiosk again: a second fault in one sitting, a fault that a new engine does not mend.

import { isClean, KIOSK } from "./kiosk.ts";
import { expect, Resident, test } from "./page.ts";

test("one fault costs no answers; a second in the same sitting starts the page again", async ({ page, surface }) => {
  const resident = new Resident(page, surface);
  await resident.open(KIOSK);
  await resident.answer("unknown");
  const begun = () => page.evaluate(() => performance.timeOrigin);
  const first = await begun();
  const fault = () => page.evaluate(() => void setTimeout(() => void Promise.reject(new Error("a platform's own fault"))));
  await fault();
  await page.waitForTimeout(3500);
  expect(await begun()).toBe(first);
  await expect(page.locator("[data-answered]")).toHaveCount(1);
  await resident.answer("unknown");
  await fault();
  // In the middle of starting again nothing can be asked.
  await expect.poll(() => begun().catch(() => first), { timeout: 30_000 }).not.toBe(first);
  await expect(resident.question).toHaveCount(1);
  await isClean(resident);
});

test("a fault that a new engine does not mend restarts the kiosk", async ({ resident }) => {
  const { page } = resident;
  await page.addInitScript(() => {
    const instantiate = WebAssembly.instantiate as (module: WebAssembly.Module, imports: WebAssembly.Imports) => Promise<WebAssembly.Instance>;
    const broken = async (module: WebAssembly.Module, imports: WebAssembly.Imports) => {
      const real = await instantiate(module, imports);
      const assess = real.exports["engine_assess"] as (...given: unknown[]) => unknown;
      const failing = (...given: unknown[]) => {
        if ((window as unknown as { fail?: boolean }).fail) throw new RangeError("out of memory");
        return assess(...given);
      };
      // As an instance: the glue asks whether it is one.
      return Object.create(WebAssembly.Instance.prototype, { exports: { value: { ...real.exports, engine_assess: failing } } });
    };
    WebAssembly.instantiate = broken as unknown as typeof WebAssembly.instantiate;
    // The page reports the fault; here it is expected.
    console.error = () => undefined;
  });
  await resident.open(KIOSK);
  await resident.answer("unknown");
  await page.evaluate(() => Object.assign(window, { fail: true }));
  await resident.answer("unknown");
  await expect(page.locator("main [role=alert]")).toBeVisible();
  await expect(resident.question).toHaveCount(1, { timeout: 10_000 });
  await isClean(resident);
});
