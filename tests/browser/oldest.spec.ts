// What the oldest browsers lack (Chrome 80, Safari 16.4, Firefox 113): today's browser is made as old as they are.
// Whatever one of them lacks, as MDN's compatibility data has it, is taken away before the page loads. Syntax and
// style are read instead.
//
// This sees what is missing. It does not see limits on what is there: Chromium 80 to 114 have WebAssembly.Instance
// and refuse it on the main thread for modules above 4 KB; Chromium before 110 knows aspect-ratio but not as a
// bare number; Chrome 80 to 96 read the page's policy another way. Nor does it see their faults. For that
// tests/browser/real opens the built file in Chromium 80, 92 and 109 themselves; Safari and Firefox of that age are not
// among the tests.

import { parse } from "acorn";
import bcd, { type Identifier, type SimpleSupportStatement } from "@mdn/browser-compat-data" with { type: "json" };
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { fromDense } from "../../www/src/engine/packed.ts";
import { expect, SINGLE_FILE, test } from "./page.ts";

const TARGETS = { chrome: 80, safari: 16.4, firefox: 113 } as const;

/** Whether every target has it, without prefix or flag. Nothing known counts as yes. */
function everywhere(feature: Identifier | undefined): boolean {
  const support = feature?.__compat?.support;
  if (!support) return true;
  return Object.entries(TARGETS).every(([browser, version]) => {
    const statements = [support[browser as keyof typeof TARGETS] ?? []].flat() as SimpleSupportStatement[];
    return statements.some(({ version_added: added, flags, prefix, alternative_name: other, partial_implementation: partial }) =>
      typeof added === "string" && parseFloat(added.replace("≤", "")) <= version && !flags && !prefix && !other && !partial);
  });
}

/** What some target lacks: "Array.at", "Window.structuredClone", or a whole interface. */
function lacking(): string[] {
  const found: string[] = [];
  for (const group of [bcd.javascript.builtins, bcd.api] as Record<string, Identifier>[]) {
    for (const [owner, feature] of Object.entries(group ?? {})) {
      if (owner === "__compat") continue;
      if (!everywhere(feature)) found.push(owner);
      for (const [member, one] of Object.entries(feature)) {
        if (member === "__compat" || /_event$|^@@/.test(member) || member === owner) continue;
        if (!everywhere(one as Identifier)) found.push(`${owner}.${member.replace(/_static$/, "")}`);
      }
    }
  }
  return found;
}

function takeAway(names: string[]): void {
  const w = window as unknown as Record<string, { prototype?: object } | undefined>;
  let gone = 0;
  for (const name of names) {
    const [owner = "", member] = name.split(".");
    const places = member === undefined || owner === "_globals" ? [window] : [w[owner], w[owner]?.prototype, owner === "Window" ? window : undefined];
    const key = member ?? owner;
    for (const place of places) {
      if (place && Object.prototype.hasOwnProperty.call(place, key) && Reflect.deleteProperty(place, key)) gone += 1;
    }
  }
  Object.assign(window, { takenAway: gone });
}

test("a whole sitting, without anything the oldest browsers lack", async ({ resident }, testInfo) => {
  test.slow();
  const { page } = resident;
  await page.addInitScript(takeAway, lacking());
  await page.addInitScript(() => Object.assign(window, { print: () => undefined }));
  // Chrome 80 does not know 'wasm-unsafe-eval' either.
  const policy = " 'wasm-unsafe-eval'";
  const text = readFileSync(SINGLE_FILE, "utf8");
  expect(text).toContain(policy);
  const copy = testInfo.outputPath("oldest.html");
  writeFileSync(copy, text.replace(policy, ""));
  await page.goto(`file://${copy}?policy=liangping-2019&on=2019-11-01&kiosk=1`);
  await expect(resident.question).toBeVisible();
  const old = await page.evaluate(() => ({
    gone: (window as unknown as { takenAway: number }).takenAway,
    left: [...["structuredClone", "FinalizationRegistry", "WeakRef"].filter((name) => name in window), ...["at", "findLast"].filter((name) => name in Array.prototype), ...["at", "replaceAll"].filter((name) => name in String.prototype)],
  }));
  expect(old.left).toEqual([]);
  expect(old.gone).toBeGreaterThan(500);
  await resident.answerAll({ residence: "rural", registered_poor: "none", dibao: "true", scheme: "resident", tier: "tier_2", diseases: ["tuberculosis"] });
  expect(await resident.status("premium-aid")).toBe("granted");
  await page.locator("[data-room=bill]").click();
  await page.locator("[data-action=add-stay]").click();
  await page.locator("#stay-0-total").fill("12800");
  await page.locator("#stay-0-in_scope").fill("12000");
  await page.locator("#stay-0-in_scope").press("Tab");
  await page.locator("input[name=stay-0-hospital_level][value=district]").check();
  await expect(page.locator("[data-amount='settlement.basic']")).toBeVisible();
  await page.locator("[data-room=family]").click();
  await resident.act("add-member");
  await resident.answer("unknown");
  await page.locator("[data-room=card]").click();
  await expect(page.locator("svg.qr")).toBeVisible();
  await resident.act("print");
  await resident.act("kiosk-finish");
  await expect(page.locator("[data-answered]")).toHaveCount(0);
});

test("the script is written in what they read", () => {
  const page = readFileSync(SINGLE_FILE, "utf8");
  const script = /id="mingbai-script">([^<]*)</.exec(page)?.[1] ?? "";
  const text = gunzipSync(fromDense(script)).toString();
  expect(text.length).toBeGreaterThan(50_000);
  expect(() => parse(text, { ecmaVersion: 2020 })).not.toThrow();
  // The loader must even run where the page does not, to say so.
  const loader = /<script>([^]*?)<\/script>/.exec(page)?.[1] ?? "";
  expect(loader).toContain("mingbai-old");
  expect(() => parse(loader, { ecmaVersion: 5 })).not.toThrow();
  const worker = readFileSync(fileURLToPath(new URL("../../www/site/service-worker.js", import.meta.url)), "utf8");
  expect(() => parse(worker, { ecmaVersion: 2020 })).not.toThrow();
});

/** Newer than the oldest targets: without these the page looks plainer and works the same (and a pull at its top loads it anew). */
const PLAINER = ["accent-color", "align-self: start", "break-after: avoid", "forced-color-adjust", "forced-color-adjust: none", "forced-colors", "outline", "overscroll-behavior-y", "size", "text-size-adjust", "text-underline-offset"];

test("no minifier has written an aspect ratio as a bare number: before Chromium 110 that is no condition", () => {
  const page = readFileSync(SINGLE_FILE, "utf8");
  const text = gunzipSync(fromDense(/id="mingbai-script">([^<]*)</.exec(page)?.[1] ?? "")).toString();
  expect(text).toContain("@media");
  expect(text).not.toMatch(/aspect-ratio:\s*[\d.]+\s*\)/);
});

test("a browser with two engines is told to take the newer one, before it has read much", () => {
  expect(readFileSync(SINGLE_FILE, "utf8").slice(0, 1024)).toContain('<meta name="renderer" content="webkit">');
});

test("the style is written in what they read", () => {
  const css = ["shell/theme.css", "../build/head.css"].map((name) => readFileSync(fileURLToPath(new URL(`../../www/src/${name}`, import.meta.url)), "utf8")).join("\n").replace(/\/\*[^]*?\*\//g, "");
  const newer = new Set<string>();
  const note = (name: string, feature: Identifier | undefined) => {
    if (!everywhere(feature)) newer.add(name);
  };
  let rules = 0;
  for (const [, selector = "", block = ""] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    rules += 1;
    for (const [, name = ""] of selector.matchAll(/(?<!\\)::?([a-z-]+)/g)) note(name, bcd.css.selectors?.[name]);
    for (const declaration of block.split(";")) {
      const [name = "", value = ""] = declaration.split(":").map((part) => part.trim());
      if (name === "" || name.startsWith("--")) continue;
      note(name, bcd.css.properties?.[name]);
      for (const word of value.match(/^[a-z-]+$/g) ?? []) note(`${name}: ${word}`, bcd.css.properties?.[name]?.[word]);
      for (const [, fn = ""] of value.matchAll(/([a-z-]+)\(/g)) note(fn, bcd.css.types?.[fn] ?? bcd.css.types?.["calc"]);
    }
    // Chrome 80 knows gaps in grids only.
    if (/\bgap:/.test(block)) expect(block, selector).toMatch(/display: grid|grid-template/);
  }
  for (const [, feature = ""] of css.matchAll(/@media[^{]*\(([a-z-]+)/g)) note(feature, bcd.css["at-rules"]?.["media"]?.[feature.replace(/^(min|max)-/, "")]);
  expect(rules).toBeGreaterThan(150);
  expect([...newer].filter((name) => !PLAINER.includes(name))).toEqual([]);
});

for (const missing of ["DecompressionStream", "WebAssembly", "customElements", "adoptedStyleSheets"]) {
  test(`a browser without ${missing} gets a plain message`, async ({ page, surface, context, baseURL }) => {
    await context.setOffline(surface === "file");
    await page.addInitScript((missing) => {
      for (const place of [window, Document.prototype]) Reflect.deleteProperty(place, missing);
    }, missing);
    await page.goto(surface === "file" ? `file://${SINGLE_FILE}` : (baseURL ?? ""));
    await expect(page.locator("#mingbai-old")).toBeVisible();
    await expect(page.locator("#mingbai-old")).toContainText("浏览器太旧");
    await expect(page.locator("#mingbai-old")).toContainText("极速模式");
    await expect(page.locator("#mingbai-broken")).toBeHidden();
    await expect(page.locator("mingbai-checker")).toHaveCount(0);
  });
}
