// The page of some built-in documents: the template with what crates/bundle makes of them. The program is built and run
// by cargo, which knows where its target folder is.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { once } from "./once.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const template = new URL("../dist/template.html", import.meta.url);
/** Where the data goes. */
export const DATA_PLACE = "<!--mingbai-data-->";

/** What the program prints; throws where it fails. */
const made = (...words) =>
  execFileSync("cargo", ["run", "--quiet", "--bin", "mingbai-bundle", "--", ...words], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });

const ids = (what) => made(what).trimEnd().split("\n");

/** The ids of all built-in policies. */
export const policies = () => ids("policies");

/** The ids of all places, in the order the page offers them. */
export const places = () => ids("places");

/** Writes the page of what `--policy` or `--place` names by these ids. */
export const bundle = (what, ids, file) =>
  writeFileSync(file, once(readFileSync(template, "utf8"), DATA_PLACE, made(what, ...ids)));
