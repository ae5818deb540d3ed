// Checks what the project takes from npm: each package.json's lock pins every package's content by a sha512, and all
// are from one registry, over https. (That a lock fits the package.json beside it is what `npm ci` checks.)
// `node tests/node/locks.mjs`. A lock may be written without places (npm's `omit-lockfile-registry-resolved`): then
// its packages come from the registry.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const FOLDERS = ["www", "tests/browser", "tests/mutation", "tests/node/peers"];

/** How many packages a lock names, and those without a hash or from elsewhere. */
export function unsure(lock) {
  // The first, without a name, is the folder itself.
  const packages = Object.entries(lock.packages ?? {}).filter(([name]) => name);
  const origin = ({ resolved }) => resolved && (URL.canParse(resolved) ? new URL(resolved).origin : resolved);
  const registry = packages.map(([, one]) => origin(one)).find(Boolean);
  const bad = packages.filter(([, one]) => {
    const from = origin(one);
    return !one.integrity?.startsWith("sha512-") || (from && (from !== registry || !from.startsWith("https://")));
  });
  return { count: packages.length, names: bad.map(([name]) => name) };
}

function check() {
  for (const folder of FOLDERS) {
    const lock = JSON.parse(readFileSync(new URL(`../../${folder}/package-lock.json`, import.meta.url), "utf8"));
    const { count, names } = unsure(lock);
    if (count === 0) throw new Error(`${folder}/package-lock.json names no package`);
    if (names.length > 0) throw new Error(`${folder}/package-lock.json: no sha512, or not from the one registry of the others: ${names.join(", ")}`);
    console.log(`${folder}: ${count} npm packages, each with its hash`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) check();
