// The engine itself in every browser: cases answered there as they are natively, byte for byte. tests/node/cases.mjs
// does the same in Node and in the Chromium of the day, with many more.

import { expect, test } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { alone } from "../../node/alone.mjs";
import { BROWSERS } from "./browsers.ts";
import { Page } from "./page.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const ENGINE = new URL("../../../www/engine/", import.meta.url);

/** Generated ones, beside those of every cases.toml. */
const GENERATED = 1_000;
const BATCH = 100;
const DAY = "2019-11-01";

interface Case {
  policy: string;
  name: string;
  input: unknown;
  /** SHA-256 of the native answer as JSON. */
  digest: string;
}

interface Native {
  vocabulary: string;
  policies: [id: string, bytes: string][];
  cases: Case[];
}

/** What the program `answers` says natively. */
function natively(): Native {
  const text = execFileSync("cargo", ["run", "--quiet", "--bin", "answers", "--", String(GENERATED)], { cwd: ROOT, encoding: "utf8", maxBuffer: 1 << 29, stdio: ["ignore", "pipe", "inherit"] });
  const native: Native = { vocabulary: "", policies: [], cases: [] };
  for (const line of text.trim().split("\n")) {
    const value = JSON.parse(line) as { vocabulary?: string; policy?: string; bytes: string } | [string, string, unknown, string];
    if (Array.isArray(value)) {
      const [policy, name, input, digest] = value;
      native.cases.push({ policy, name, input, digest });
    } else if (value.vocabulary !== undefined) {
      native.vocabulary = value.vocabulary;
    } else if (value.policy !== undefined) {
      native.policies.push([value.policy, value.bytes]);
    }
  }
  return native;
}

interface Answering {
  assess(input: unknown, on: string): unknown;
}

declare global {
  interface Window {
    wasm_bindgen: { (given: { module_or_path: string }): Promise<unknown>; Engine: unknown };
    alone: (Engine: unknown, vocabulary: Uint8Array, policy: Uint8Array) => Answering;
    answering: Map<string, Answering>;
    digests: (cases: { policy: string; input: unknown }[], on: string) => Promise<string[]>;
  }
}

/** Runs in the page: makes the engines. */
async function make(vocabulary: string, policies: [string, string][]): Promise<number> {
  await window.wasm_bindgen({ module_or_path: "/engine.wasm" });
  const bytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (byte) => parseInt(byte, 16));
  window.answering = new Map(policies.map(([id, policy]) => [id, window.alone(window.wasm_bindgen.Engine, bytes(vocabulary), bytes(policy))]));
  const digest = async (text: string) => {
    const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
    return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
  };
  const say = (engine: Answering | undefined, input: unknown, on: string) => {
    try {
      return JSON.stringify(engine?.assess(input, on));
    } catch (refused) {
      const problems = (refused as { problems?: { path: string }[] }).problems;
      if (problems === undefined) throw refused;
      return JSON.stringify({ problems: problems.map(({ path }) => ({ path })) });
    }
  };
  window.digests = (cases, on) => Promise.all(cases.map(({ policy, input }) => digest(say(window.answering.get(policy), input, on))));
  return window.answering.size;
}

/** JavaScript as the page's build writes it: for Chromium 80. */
async function forOldBrowsers(code: string): Promise<string> {
  const vite = createRequire(new URL("../../../www/package.json", import.meta.url)).resolve("vite");
  const { transformWithOxc } = (await import(vite)) as { transformWithOxc: (code: string, file: string, options: { target: string }) => Promise<{ code: string }> };
  return (await transformWithOxc(code, "cases.js", { target: "chrome80" })).code;
}

/** A site with the engine and nothing else. */
async function served(): Promise<{ address: string; close: () => void }> {
  const glue = await forOldBrowsers(readFileSync(new URL("mingbai_wasm.js", ENGINE), "utf8"));
  const page = `<!doctype html><meta charset="utf-8"><title>cases</title><script>${glue};window.wasm_bindgen = wasm_bindgen; window.alone = ${alone}</script>`;
  const files: Record<string, [string, string | Buffer]> = {
    "/": ["text/html", page],
    "/engine.wasm": ["application/wasm", readFileSync(new URL("mingbai_wasm_bg.wasm", ENGINE))],
  };
  const server = createServer((request, response) => {
    const [type, body] = files[request.url ?? ""] ?? [];
    if (body === undefined) response.writeHead(404).end();
    else response.writeHead(200, { "Content-Type": type }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close };
}

let native: Native;
test.beforeAll(() => {
  native = natively();
});

for (const [name, start] of Object.entries(BROWSERS)) {
  test(`${name}: every case is answered as natively, byte for byte`, async () => {
    const site = await served();
    const browser = await start();
    try {
      const page = new Page(browser);
      await browser.open(site.address);
      await page.until(() => typeof window.alone === "function");
      expect(await page.run(make, native.vocabulary, native.policies)).toBe(native.policies.length);
      const differ: string[] = [];
      for (let from = 0; from < native.cases.length; from += BATCH) {
        const batch = native.cases.slice(from, from + BATCH);
        const digests = await page.run((cases, on) => window.digests(cases, on), batch, DAY);
        batch.forEach(({ policy, name, input, digest }, nth) => {
          if (digests[nth] !== digest) differ.push(`${policy}: ${name} ${JSON.stringify(input)}`);
        });
      }
      console.log(`${browser.version}: ${native.cases.length} cases`);
      expect(differ).toEqual([]);
      expect(native.cases.length).toBeGreaterThan(GENERATED);
    } finally {
      await browser.close();
      site.close();
    }
  });
}
