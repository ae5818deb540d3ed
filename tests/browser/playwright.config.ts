// The tests of the page run against the single file on file:// without a network, and against the served site. The
// site's document is the same file, so what happens within it alone is tested there once (MINGBAI_NIGHTLY=1: twice).

import { defineConfig } from "@playwright/test";
import type { Surface } from "./page.ts";

const PORT = Number(process.env["MINGBAI_TEST_PORT"] ?? 8417);

const WITHIN_THE_DOCUMENT = ["accessibility", "bill", "code", "days", "family", "hooks", "keyboard", "kiosk", "kiosk-idle", "opening", "paper", "places", "readings", "spoken", "touch", "translated", "voice"].map((name) => `${name}.spec.ts`);

/** The office page is a file; what a served one may do is told to it. */
const FILES = ["*.unit.spec.ts", "office-*.spec.ts", "copies.spec.ts"];

const chromium = process.env["MINGBAI_CHROMIUM"];

export default defineConfig<{ surface: Surface }>({
  testDir: ".",
  outputDir: "results",
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  // A machine that is busy with something else may miss a moment once; a fault fails every time.
  retries: process.env["CI"] ? 2 : 0,
  timeout: 60_000,
  reporter: [["list"]],
  use: {
    baseURL: `http://127.0.0.1:${PORT}/`,
    locale: "zh-CN",
    launchOptions: {
      args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
      ...(chromium ? { executablePath: chromium } : {}),
    },
  },
  webServer: { command: `node ../../www/build/serve.mjs ${PORT}`, port: PORT, reuseExistingServer: false },
  projects: [
    { name: "file", testMatch: "*.spec.ts", use: { surface: "file" } },
    { name: "site", testMatch: "*.spec.ts", testIgnore: [...FILES, ...(process.env["MINGBAI_NIGHTLY"] ? [] : WITHIN_THE_DOCUMENT)], use: { surface: "site" } },
  ],
});
