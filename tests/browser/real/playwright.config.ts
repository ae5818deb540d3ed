// The page in browsers that Playwright does not drive; it only runs the tests. The waits of idle.real.ts go on beside
// everything else, one in each browser.

import { defineConfig } from "@playwright/test";
import { BROWSERS } from "./browsers.ts";

const AT_ONCE = 2;
const WAITING = Object.keys(BROWSERS).length;

export default defineConfig({
  testDir: ".",
  outputDir: "../results",
  fullyParallel: true,
  forbidOnly: true,
  workers: AT_ONCE + WAITING,
  // A machine that is busy with something else may miss a moment once; a fault fails every time.
  retries: process.env["CI"] ? 1 : 0,
  timeout: 300_000,
  reporter: [["list"]],
  projects: [
    { name: "idle", testMatch: "idle.real.ts", workers: WAITING, timeout: 400_000 },
    { name: "real", testMatch: "*.real.ts", testIgnore: "idle.real.ts", workers: AT_ONCE },
  ],
});
