// The unit specs of the page under Vitest: in one process, so that Stryker sees which test meets which mutant.

import { fileURLToPath } from "node:url";
import { BaseSequencer } from "vitest/node";

/** Those that judge (or those of MINGBAI_MUTATION_SPECS, with blanks between), the quick ones first: a mutant's run ends with
 * the first test that notices it. Not those that read the sources as text, and those of the office page and of the build;
 * journeys meets what others judge in a tenth of the time. */
const SPECS = process.env["MINGBAI_MUTATION_SPECS"]?.split(" ") ?? [
  "ask", "case", "figures", "flow", "kinds", "money", "periods", "points", "settings", "sums", "voices",
  "amounts", "named", "outcomes", "statements",
  "undo", "refusal", "sentences", "aloud", "sheets", "cards", "session", "assessment", "opening", "code",
];

const fileOf = (spec) => fileURLToPath(new URL(`../browser/${spec}.unit.spec.ts`, import.meta.url));

class InOrder extends BaseSequencer {
  async sort(files) {
    const place = ({ moduleId }) => SPECS.findIndex((spec) => moduleId === fileOf(spec));
    return [...files].sort((one, other) => place(one) - place(other));
  }
}

export default {
  resolve: { alias: { "@playwright/test": fileURLToPath(new URL("./playwright.ts", import.meta.url)) } },
  test: {
    include: SPECS.map((spec) => `../browser/${spec}.unit.spec.ts`),
    root: fileURLToPath(new URL(".", import.meta.url)),
    testTimeout: 120_000,
    pool: "threads",
    // Data and engine are read once for all of them.
    isolate: false,
    sequence: { sequencer: InOrder },
  },
};
