// The scripts that make the site of the single file, weigh it, and look at the npm locks.

import { expect, test } from "@playwright/test";
import fc from "fast-check";
import { unsure } from "../node/locks.mjs";
import { once } from "../../www/build/once.mjs";
import { dataOf, indexOf } from "../../www/build/site.mjs";
import { dense } from "../../www/build/dense.ts";
import { fromDense } from "../../www/src/engine/packed.ts";
import { addedTo, overBudget, scriptAndStyle } from "../../www/build/sizes.mjs";

const SINGLE = `<meta content="default-src 'none'; form-action 'none'"><title>M</title><script id="mingbai-data">abc</script>`;

test("the site may have a manifest, a service worker and an icon; the single file's data is taken as it stands", () => {
  expect(indexOf(SINGLE, "data:image/svg+xml,x")).toBe(
    `<meta content="default-src 'none'; form-action 'none'; worker-src 'self'; manifest-src 'self'; img-src data:">` +
      `<link rel="manifest" href="mingbai.webmanifest">\n<link rel="icon" href="data:image/svg+xml,x">\n<title>M</title>` +
      `<script id="mingbai-data">abc</script>`,
  );
  expect(dataOf(SINGLE)).toBe("abc");
});

test("a page that is built otherwise is refused", () => {
  expect(() => indexOf("<title>", "")).toThrow("found 0 times");
  expect(() => once("xx", "x", "y")).toThrow("found 2 times");
  expect(() => dataOf("")).toThrow("no data block");
  expect(() => scriptAndStyle("<style>a{}</style>")).toThrow("not built as");
});

test("the budget itself is allowed and one byte more is not", () => {
  expect(overBudget([["engine", 100, 100]])).toEqual([]);
  expect(overBudget([["engine", 101, 100]])).toEqual(["engine by 1 bytes"]);
});

test("a policy weighs what it adds to the file of the smallest, and that one what it adds to the next", () => {
  const alone = new Map([["a", 130], ["b", 110], ["c", 120]]);
  const together: Record<string, number> = { "b a": 140, "c b": 125, "b c": 125 };
  expect(addedTo(alone, (ids: string[]) => together[ids.join(" ")])).toEqual([["a", 30], ["b", 5], ["c", 15]]);
});

test("the script is counted as it travels, the style as gzip makes it", () => {
  const page = (script: string, style: string) => scriptAndStyle(`<style>${style}</style><script id="mingbai-script">${script}</script>`);
  expect(page("x".repeat(16_008), "a{}") - page("x".repeat(8), "a{}")).toBe(14_000);
  expect(page("Ā".repeat(16_008), "a{}") - page("Ā".repeat(8), "a{}")).toBe(28_000);
  expect(page("", "a{}".repeat(30_000))).toBeLessThan(1_000);
});

test("dense text is what the command writes, and gives back its bytes", () => {
  const rising = Uint8Array.from({ length: 41 }, (_, n) => n * 6);
  for (const [bytes, text] of [
    [Uint8Array.of(), ""],
    [Uint8Array.of(0), "\u0100"],
    [Uint8Array.of(255), "\u007f\u0001"],
    [Uint8Array.of(34, 0), "\u0300\u0480"],
    [rising, "\u010c0\u0010\u0001C\u0007\u0012*`Xa#\b\u0012'T4\u00013FM\u001c\u03fe\b*\u0004i\u0012'Q(]RU\u000bX1fR1{&.\u001d\u0485"],
  ] as const) {
    expect(dense(bytes)).toBe(text);
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const text = dense(bytes);
      expect(text).not.toMatch(/[\0\n\r\x1a"<\\\x80-\xff]/);
      expect([...fromDense(text)]).toEqual([...bytes]);
    }),
  );
});

test("an npm package without a hash or from elsewhere is named", () => {
  const packages = {
    "": { name: "page" },
    good: { resolved: "https://npm.example/good.tgz", integrity: "sha512-AA" },
    fine: { integrity: "sha512-AA" },
    bare: { resolved: "https://npm.example/bare.tgz" },
    weak: { resolved: "https://npm.example/weak.tgz", integrity: "sha1-AA" },
    else: { resolved: "https://example.org/else.tgz", integrity: "sha512-AA" },
    file: { resolved: "../elsewhere", integrity: "sha512-AA" },
    link: { link: true },
  };
  expect(unsure({ packages })).toEqual({ count: 7, names: ["bare", "weak", "else", "file", "link"] });
  expect(unsure({})).toEqual({ count: 0, names: [] });
});
