// The command mingbai, built and run by cargo, which knows where its target folder is.

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const template = fileURLToPath(new URL("../dist/template.html", import.meta.url));

/** What the command prints; throws where it fails. */
const mingbai = (...words) =>
  execFileSync("cargo", ["run", "--quiet", "--bin", "mingbai", "--", ...words], { cwd: root, encoding: "utf8" });

/** The ids of all built-in policies, in the order the page offers them. */
export const policies = () => JSON.parse(mingbai("policies", "--json")).map(({ id }) => id);

/** Puts these policies into one file. */
export const bundle = (ids, file) =>
  mingbai("bundle", "--template", template, "-o", file, ...ids.flatMap((id) => ["--policy", id]));
