// The oldest browsers there are, themselves: Chromium 80, which the page promises to start in, and 109, the last
// one for Windows 7. The built file on file:// without a network, and the site, a whole sitting; the element on
// another site.
// `cargo xtask test` fetches them (fetch-old-chromium.mjs) and says where in MINGBAI_OLD_CHROMIUM; other versions
// in that folder are tried too.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { OldChromium } from "./old-chromium.ts";
import { expect, SINGLE_FILE, test, type Surface } from "./page.ts";

const EXAMPLE = fileURLToPath(new URL("../../www/example/embed.html", import.meta.url));

const FOLDER = process.env["MINGBAI_OLD_CHROMIUM"];

const VERSIONS = [...new Set(["80", "109", ...(FOLDER ? readdirSync(FOLDER) : [])])].filter((name) => /^\d+$/.test(name));

/** What the page asks the network for: itself, and what belongs to a site. */
const OWN = /^(file:|data:)|\/(\?.*|service-worker\.js|mingbai\.webmanifest)$/;

/** Runs the test in this Chromium; it must report no error and ask the network for nothing but the page. */
async function inChromium(version: string, surface: Surface, sit: (browser: OldChromium) => Promise<void>): Promise<void> {
  if (!FOLDER) throw new Error("MINGBAI_OLD_CHROMIUM names no folder: run cargo xtask test --only browser, or node fetch-old-chromium.mjs FOLDER");
  const browser = await OldChromium.start(join(FOLDER, version, "chromium"), { offline: surface === "file" });
  try {
    await sit(browser);
    // Before 97 the newer word of the policy is not known, and that is said.
    expect(browser.errors.filter((error) => !error.includes("invalid source: ''wasm-unsafe-eval''"))).toEqual([]);
    expect(browser.requests.filter((address) => !OWN.test(address))).toEqual([]);
    expect(String((await browser.send("Browser.getVersion"))["product"])).toContain(`/${version}.`);
  } finally {
    await browser.stop();
  }
}

declare global {
  interface Window {
    root: () => ShadowRoot;
    press: (selector: string) => void;
    trap: boolean;
    engines: number;
  }
}

/** Runs before the page: how a test reaches into it. */
const reach = () => {
  window.root = () => document.querySelector("mingbai-checker")?.shadowRoot as ShadowRoot;
  window.press = (selector) => {
    const found = [...window.root().querySelectorAll<HTMLElement>(selector)].filter((one) => one.offsetParent !== null);
    if (!found[0]) throw new Error(`nothing to press: ${selector}`);
    found[0].click();
  };
};

/** Runs before the page: an engine that traps once when told to. */
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

/** The fact asked, once there is a question; "" when nothing is left to ask. */
const asked = (browser: OldChromium) =>
  browser.until(() => {
    const question = window.root()?.querySelector("[data-question]");
    return question ? question.getAttribute("data-question") : window.root()?.querySelector(".done") && " ";
  }).then((fact) => String(fact).trim());

/** Answers the question as far as it is known; what else it asks is not. */
async function answer(browser: OldChromium, question: string, known: Record<string, string> = {}): Promise<void> {
  const facts = question.split(" ");
  const [fact = ""] = facts;
  const boxes = facts.filter((flag) => known[flag] === "true").map((flag) => `input[name="${flag}"]`);
  const wanted = facts.length > 1 ? [...boxes, ...(facts.every((flag) => flag in known) ? [] : ["input[value=unknown]"])] : [`input[value="${known[fact] ?? "unknown"}"]`];
  await browser.run((wanted) => {
    const inputs = [...window.root().querySelectorAll<HTMLInputElement>("[data-question] input")];
    for (const selector of wanted) (inputs.find((input) => input.matches(selector)) ?? inputs[inputs.length - 1])?.click();
    window.press("[data-action=next]");
  }, wanted);
  await new Promise((done) => setTimeout(done, 20));
}

const KNOWN: Record<string, string> = {
  residence: "rural", registered_poor: "none", dibao: "true", scheme: "resident", tier: "tier_2", diseases: "tuberculosis",
  tekun: "false", low_income: "false", illness_poverty: "false", orphan: "false", village_doctor: "false",
};

/** What the document does not state. */
const FIGURES: Record<string, string> = {
  "figures.contribution.tier_1": "300",
  "figures.contribution.tier_2": "700",
  "figures.basic.deductible.district": "500",
  "figures.basic.rate.tier_2.district": "60",
  "figures.basic.cap.tier_2": "200，000",
  "figures.major_illness.deductible": "4000",
  "figures.major_illness.bands.0.from": "0",
  "figures.major_illness.bands.0.percent": "60",
  "figures.major_illness.cap": "200000",
  "figures.assistance.cap": "60000",
};

/** By hand: tier 1 is paid for, tier 2 costs 400 more; the tilt halves 500 and adds 10 points, (12000 − 250) × 70%; half of 4000 is the deductible of the rural
 * poor, (3775 − 2000) × 60%; at least 70% of the 2710 left. */
const AMOUNTS: Record<string, [least: string, most: string]> = {
  "premium.pays": ["400.00", "400.00"],
  "settlement.basic": ["8225.00", "8225.00"],
  "settlement.major_illness": ["1065.00", "1065.00"],
  "settlement.assistance": ["1897.00", "1897.00"],
  "settlement.patient_pays": ["1613.00", "1613.00"],
};

async function answerAll(browser: OldChromium): Promise<number> {
  for (let answered = 0; answered < 40; answered++) {
    const fact = await asked(browser);
    if (fact === "") return answered;
    await answer(browser, fact, KNOWN);
    await browser.until((fact) => window.root().querySelector(`[data-answered="${fact}"]`) !== null, fact.split(" ")[0] ?? "");
  }
  throw new Error("the questions do not end");
}

async function fill(browser: OldChromium, id: string, text: string): Promise<void> {
  await browser.until((id) => window.root().getElementById(id) !== null, id);
  await browser.run((id) => (window.root().getElementById(id) as HTMLInputElement).focus(), id);
  await browser.type(text);
  await browser.run((id) => (window.root().getElementById(id) as HTMLInputElement).blur(), id);
}

const amount = (browser: OldChromium, name: string) =>
  browser.until((name) => {
    const found = window.root().querySelector(`[data-amount="${name}"]`);
    const [least, most] = [found?.getAttribute("data-least"), found?.getAttribute("data-most")];
    return least && most ? [least, most] : null;
  }, name);

for (const version of VERSIONS) {
  test.describe(`Chromium ${version}`, () => {
    test.skip(process.platform !== "linux" || process.arch !== "x64", "these Chromiums are for Linux on x86-64");
    test.describe.configure({ timeout: 120_000 });

    test("a whole sitting: questions, results with amounts, a bill, restart, finish", ({ surface, baseURL }) => inChromium(version, surface, async (browser) => {
      await browser.beforeEveryPage(reach);
      await browser.open(`${surface === "file" ? `file://${SINGLE_FILE}` : baseURL}?policy=liangping-2019&on=2019-11-01&kiosk=1`);
      expect(await asked(browser)).not.toBe("");
      expect(await browser.run(() => getComputedStyle(window.root().querySelector(".desk") as Element).gridTemplateColumns.split(" ").length)).toBe(2);
      expect(await answerAll(browser)).toBeGreaterThan(5);
      expect(await browser.run(() => window.root().querySelector("[data-provision=premium-aid]")?.getAttribute("data-status"))).toBe("granted");

      await browser.run(() => window.press("[data-room=bill]"));
      await browser.until(() => window.root().querySelector("[data-action=add-stay]") !== null);
      await browser.run(() => window.press("[data-action=add-stay]"));
      await fill(browser, "stay-0-total", "12800");
      await fill(browser, "stay-0-in_scope", "12000");
      for (const input of ["stay-0-hospital_level][value=district", "stay-0-in_district][value=true", "stay-0-designated_hospital][value=true"]) {
        await browser.until((input) => window.root().querySelector(`input[name=${input}]`) !== null, input);
        await browser.run((input) => window.press(`input[name=${input}]`), input);
      }
      await browser.run(() => window.press("input[name='figures.major_illness.bands_from'][value=zero]"));
      for (const [id, text] of Object.entries(FIGURES)) await fill(browser, id, text);
      for (const [name, bounds] of Object.entries(AMOUNTS)) expect(await amount(browser, name), name).toEqual(bounds);

      await browser.run(() => window.press("[data-room=card]"));
      await browser.until(() => window.root().querySelector("svg.qr") !== null);
      await browser.run(() => window.press("[data-room=ask]"));
      await browser.until(() => (window.root().querySelector("[data-action=restart]") as HTMLElement).offsetParent !== null);
      await browser.run(() => window.press("[data-action=restart]"));
      await browser.until(() => window.root().querySelector("[data-answered]") === null);
      await answer(browser, await asked(browser));
      await browser.until(() => window.root().querySelector("[data-answered]") !== null);
      await browser.run(() => window.press("[data-action=kiosk-finish]"));
      await browser.until(() => window.root().querySelector("[data-answered]") === null);
      expect(await answerAll(browser)).toBeGreaterThan(5);
    }));

    test("after a trap the next engine goes on at once", ({ surface, baseURL }) => inChromium(version, surface, async (browser) => {
      await browser.beforeEveryPage(reach);
      await browser.beforeEveryPage(trapping);
      await browser.open(`${surface === "file" ? `file://${SINGLE_FILE}` : baseURL}?policy=liangping-2019&on=2019-11-01`);
      let answered = 0;
      for (let traps = 1; traps <= 3; traps++) {
        const fact = await asked(browser);
        answered += fact.split(" ").length;
        await browser.until((engines) => window.engines === engines, traps + 1);
        await browser.run(() => (window.trap = true));
        await answer(browser, fact, KNOWN);
        expect(await browser.run(() => [window.trap, window.root().querySelectorAll("[data-answered]").length])).toEqual([false, answered]);
      }
      await answerAll(browser);
      expect(await browser.run(() => window.root().querySelector("[data-provision=premium-aid]")?.getAttribute("data-status"))).toBe("granted");
    }));

    test("the element starts on another site", ({ surface }) => {
      test.skip(surface === "site", "the example is a file");
      return inChromium(version, surface, async (browser) => {
        await browser.beforeEveryPage(reach);
        await browser.open(`file://${EXAMPLE}`);
        await answer(browser, await asked(browser));
        await browser.until(() => window.root().querySelector("[data-answered]") !== null);
      });
    });
  });
}
