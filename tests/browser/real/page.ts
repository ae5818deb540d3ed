// What a resident does with the page in a real browser: look for something, press it, type.

import type { Driver } from "./driver.ts";

/** Milliseconds until something must have come true. A busy machine is slow, a fault never ends. */
const PATIENCE = 30_000;

declare global {
  interface Window {
    /** The page's elements: those in the checker, or in the office page. */
    root: () => ShadowRoot;
    /** Those of the selector that are shown. */
    shown: (selector: string) => HTMLElement[];
  }
}

/** Runs in the page before each script: how a test reaches into it. */
const reach = () => {
  window.root = () => document.querySelector("mingbai-checker, mingbai-office")?.shadowRoot as ShadowRoot;
  window.shown = (selector) => [...(window.root()?.querySelectorAll<HTMLElement>(selector) ?? [])].filter((one) => one.getClientRects().length > 0);
};

export class Page {
  constructor(readonly browser: Driver) {}

  /** What the function gives, run in the page. It sees only what it is given. */
  async run<Given extends unknown[], T>(script: (...given: Given) => T, ...given: Given): Promise<Awaited<T>> {
    return JSON.parse(await this.browser.evaluate(`((${reach})(), (${script})(...${JSON.stringify(given)})) ?? null`)) as Awaited<T>;
  }

  /** Waits until the function gives something true, and gives that. */
  async until<Given extends unknown[], T>(script: (...given: Given) => T, ...given: Given): Promise<NonNullable<Awaited<T>>> {
    const start = Date.now();
    for (;;) {
      const value = await this.run(script, ...given).catch((error: Error) => error);
      if (value && !(value instanceof Error)) return value as NonNullable<Awaited<T>>;
      if (Date.now() - start > PATIENCE) throw new Error(`in vain: ${script}(${JSON.stringify(given)}): ${String(value)}; errors: ${this.browser.errors.join("\n")}`);
      await new Promise((done) => setTimeout(done, 40));
    }
  }

  /** Until as many of the selector are shown. */
  async shows(selector: string, count = 1): Promise<void> {
    await this.until((selector, count) => window.shown(selector).length === count, selector, count);
  }

  /** Presses the first that is shown, where it is, as soon as nothing lies over it. */
  async click(selector: string): Promise<void> {
    const [x, y] = await this.until((selector) => {
      const [element] = window.shown(selector);
      if (!element) return null;
      const { left, top, width, height } = element.getBoundingClientRect();
      const point: [number, number] = [left + width / 2, top + height / 2];
      const hit = window.root().elementFromPoint(...point);
      if (hit && (element.contains(hit) || hit.contains(element))) return point;
      element.scrollIntoView({ block: "center" });
      return null;
    }, selector);
    await this.browser.click(x, y);
  }

  /** Types into an empty field. It is left, and the page takes what was typed, when something else is pressed. */
  async fill(id: string, text: string): Promise<void> {
    await this.click(`[id="${id}"]`);
    await this.until((id) => window.root().activeElement === window.root().getElementById(id), id);
    await this.browser.type(text);
    await this.until((id, text) => (window.root().getElementById(id) as HTMLInputElement).value === text, id, text);
  }

  /** What the elements of the selector say of themselves in this attribute. */
  all(selector: string, attribute: string): Promise<string[]> {
    return this.run((selector, attribute) => [...window.root().querySelectorAll(selector)].map((one) => one.getAttribute(attribute) ?? ""), selector, attribute);
  }

  /** The text of what is shown. */
  text(selector: string): Promise<string> {
    return this.until((selector) => window.shown(selector).map((one) => one.innerText).join("\n"), selector);
  }
}
