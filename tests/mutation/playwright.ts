// What the unit specs take of Playwright, from Vitest. They start no browser.

import { beforeAll, expect, test as vitest } from "vitest";

/** A case may take as long as its slowest: a mutant's time is limited by Stryker. */
const nothing = (): void => undefined;

export const test = Object.assign((name: string, act: () => unknown) => vitest(name, act as () => Promise<void>), {
  beforeAll,
  slow: nothing,
  setTimeout: nothing,
});
export { expect };
