// The unit specs of the page under Vitest: in one process, so that Stryker sees which test meets which mutant.

import { fileURLToPath } from "node:url";

export default {
  resolve: { alias: { "@playwright/test": fileURLToPath(new URL("./playwright.ts", import.meta.url)) } },
  test: {
    // Not those that read the sources as text, and those of the office page and of the build.
    include: ["../browser/{ask,amounts,case,code,flow,kinds,money,named,opening,outcomes,periods,refusal,settings,statements,sums,undo,voices,journeys}.unit.spec.ts"],
    root: fileURLToPath(new URL(".", import.meta.url)),
    testTimeout: 120_000,
    pool: "threads",
    isolate: false,
  },
};
