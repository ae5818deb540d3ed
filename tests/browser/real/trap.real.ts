// An engine that traps is replaced, although old Chromiums make the next one only after a while: one is always ready ahead.

import { answer, answerAll, asked, LIANGPING } from "./resident.ts";
import { expect, inEveryBrowser } from "./test.ts";

declare global {
  interface Window {
    /** The next call traps. */
    trap: boolean;
    /** How many engines were made. */
    engines: number;
  }
}

/** An engine that traps once when told to. */
const trapping = () => {
  const real = WebAssembly.instantiate as (module: WebAssembly.Module, imports: WebAssembly.Imports) => Promise<WebAssembly.Instance>;
  const made = async (module: WebAssembly.Module, imports: WebAssembly.Imports) => {
    const { exports } = await real(module, imports);
    window.engines = (window.engines || 0) + 1;
    const assess = exports["engine_assess"] as (...given: unknown[]) => unknown;
    const once = (...given: unknown[]) => {
      if (!window.trap) return assess(...given);
      window.trap = false;
      throw new WebAssembly.RuntimeError("unreachable");
    };
    // As an instance: the glue asks whether it is one.
    return Object.create(WebAssembly.Instance.prototype, { exports: { value: { ...exports, engine_assess: once } } });
  };
  WebAssembly.instantiate = made as unknown as typeof WebAssembly.instantiate;
};

inEveryBrowser("after a trap the next engine goes on, with every answer", ["file"], async (page, site) => {
  await page.browser.open(site.page + LIANGPING);
  let answered = 0;
  for (let traps = 1; traps <= 3; traps++) {
    const facts = await asked(page);
    answered += facts.length;
    await page.until((engines) => window.engines === engines, traps + 1);
    await page.run(() => (window.trap = true));
    await answer(page, facts);
    expect(await page.run(() => [window.trap, window.root().querySelectorAll("[data-answered]").length])).toEqual([false, answered]);
  }
  expect(await answerAll(page)).toBeGreaterThan(2);
}, trapping);
