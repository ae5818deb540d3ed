// The browsers that are tried, themselves: where each is found, and what to do where it is not.

import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { startFirefox } from "./bidi.ts";
import { startChromium } from "./cdp.ts";
import type { Driver } from "./driver.ts";
import { startWebKit } from "./webdriver.ts";

const OF_DEBIAN = "apt-get install --no-install-recommends firefox-esr webkit2gtk-driver xvfb chromium fonts-noto-cjk";

/** The file if there is one. A browser that is missing fails its tests: leaving them out would look like a pass. */
function found(what: string, candidates: string[]): string {
  const file = candidates.find((candidate) => existsSync(candidate));
  if (!file) throw new Error(`${what} is not installed (looked for ${candidates.join(", ")}). Run cargo xtask test --browsers, or on Debian, as root: ${OF_DEBIAN}`);
  return file;
}

const onPath = (program: string) => (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, program));

/** MiniBrowser lies in a folder of its version and the machine's kind. */
const miniBrowsers = () =>
  ["/usr/lib", "/usr/libexec"].filter(existsSync).flatMap((folder) => [folder, ...readdirSync(folder).map((name) => join(folder, name))])
    .flatMap((folder) => ["4.1", "4.0"].map((version) => join(folder, `webkit2gtk-${version}`, "MiniBrowser")));

/** Chromium 80 is the oldest the page promises to start in, 92 the last that many phones' web views are, 109 the last for
 * Windows 7. fetch-old-chromium.mjs has them; other versions in that folder are tried too. */
const FOLDER = process.env["MINGBAI_OLD_CHROMIUM"];
const VERSIONS = [...new Set(["80", "92", "109", ...(FOLDER ? readdirSync(FOLDER) : [])])].filter((name) => /^\d+$/.test(name));

async function oldChromium(version: string): Promise<Driver> {
  if (!FOLDER) throw new Error("MINGBAI_OLD_CHROMIUM names no folder: run cargo xtask test --browsers, or node real/fetch-old-chromium.mjs FOLDER");
  const browser = await startChromium(found(`Chromium ${version}`, [join(FOLDER, version, "chromium")]));
  if (!browser.version.includes(`/${version}.`)) throw new Error(`Chromium ${version} says it is ${browser.version}`);
  return browser;
}

/** By name, how each is started. */
export const BROWSERS: Record<string, () => Promise<Driver>> = {
  Firefox: () => startFirefox(found("Firefox", [...onPath("firefox-esr"), ...onPath("firefox")])),
  WebKit: () => startWebKit(found("WebKitWebDriver", onPath("WebKitWebDriver")), { display: found("Xvfb", onPath("Xvfb")), window: found("MiniBrowser", miniBrowsers()) }),
  ...Object.fromEntries(VERSIONS.map((version) => [`Chromium ${version}`, () => oldChromium(version)])),
};
