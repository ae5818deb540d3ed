// The command mingbai, built and run by cargo, which knows where its target folder is.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const template = fileURLToPath(new URL("../dist/template.html", import.meta.url));

/** What the command prints; throws where it fails. */
const mingbai = (...words) =>
  execFileSync("cargo", ["run", "--quiet", "--bin", "mingbai", "--", ...words], { cwd: root, encoding: "utf8" });

const ids = (what) => JSON.parse(mingbai(what, "--json")).map(({ id }) => id);

/** The ids of all built-in policies. */
export const policies = () => ids("policies");

/** The ids of all places, in the order the page offers them. */
export const places = () => ids("places");

/** Puts into one file what `--policy` or `--place` names by these ids. */
export const bundle = (what, ids, file) => mingbai("bundle", "--template", template, "-o", file, ...ids.flatMap((id) => [what, id]));
