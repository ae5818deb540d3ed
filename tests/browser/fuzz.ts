// New inputs for as long as there is time: two seconds a kind, or MINGBAI_FUZZ_SECONDS.

import { expect, test } from "@playwright/test";
import fc from "fast-check";

const SECONDS = Number(process.env["MINGBAI_FUZZ_SECONDS"] ?? 2);

/** Runs the property on new inputs until the time is over. */
export function fuzz<T>(what: string, inputs: fc.Arbitrary<T>, holds: (input: T) => void): void {
  let runs = 0;
  const property = fc.property(inputs, (input) => {
    runs += 1;
    const start = performance.now();
    holds(input);
    expect(performance.now() - start, "no input takes longer than a second").toBeLessThan(1000);
  });
  test.setTimeout(SECONDS * 1000 + 60_000);
  // However busy the machine is, a hundred; then for as long as there is time.
  fc.assert(property, { seed: 20191008, numRuns: 100, maxSkipsPerRun: 1000 });
  fc.assert(property, { seed: 20191009, numRuns: Number.MAX_SAFE_INTEGER, maxSkipsPerRun: 1000, interruptAfterTimeLimit: SECONDS * 1000 });
  console.log(`${what}: ${runs} inputs`);
}
