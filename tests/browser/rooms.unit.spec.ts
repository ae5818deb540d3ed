// The page's sources stand in rooms; a room imports only from itself and from those before it.

import { expect, test } from "@playwright/test";
import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";

const ROOMS = ["engine", "state", "words", "parts", "rooms", "shell"];

const SOURCES = fileURLToPath(new URL("../../www/src/", import.meta.url));

const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

/** The room of a file; main.ts stands above all of them. */
function floor(file: string): number {
  if (file === "main.ts") return ROOMS.length;
  const at = ROOMS.indexOf(file.split("/")[0] ?? "");
  expect(at, `${file} stands in none of the rooms ${ROOMS.join(", ")}`).toBeGreaterThanOrEqual(0);
  return at;
}

test("no import goes upwards", () => {
  expect(files.length).toBeGreaterThan(40);
  const imports = files.flatMap((file) =>
    [...readFileSync(SOURCES + file, "utf8").matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"(\.[^"]+)"/g)].map(([, path = ""]) => ({ file, path })),
  );
  expect(imports.length).toBeGreaterThan(150);
  const upwards = imports.filter(({ file, path }) => floor(posix.join(posix.dirname(file), path)) > floor(file));
  expect(upwards.map(({ file, path }) => `${file} imports ${path}`)).toEqual([]);
});

test("nothing but main.ts and the rooms stands in the sources", () => {
  expect(readdirSync(SOURCES).sort()).toEqual([...ROOMS, "main.ts"].sort());
});
