// Puts the npm package together in www/dist/npm: what wasm-pack made of each entry, in target/npm, and what stands in
// www/npm. `node build/npm.mjs VERSION`, which cargo xtask npm runs.

import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

const root = new URL("../../", import.meta.url);
const made = new URL("www/dist/npm/", root);
// Under another name until it is complete.
const part = new URL("www/dist/npm.tmp/", root);
const copy = (from, to) => copyFileSync(new URL(from, root), new URL(to, part));

rmSync(part, { recursive: true, force: true });
mkdirSync(part, { recursive: true });
for (const entry of ["mingbai", "compiler"]) {
  const packed = `target/npm/${entry}/${entry}`;
  copy(`${packed}_bg.wasm`, `${entry}_bg.wasm`);
  copy(`${packed}.d.ts`, `${entry}.d.ts`);
  // The entry itself loads the module; what wasm-bindgen wrote stands beside it.
  copy(`${packed}.js`, `${entry}_glue.js`);
  copy(`www/npm/${entry}.js`, `${entry}.js`);
}
copy("www/npm/read.js", "read.js");
copy("www/src/engine/types.ts", "types.d.ts");
copy("www/npm/README.md", "README.md");
copy("crates/policies/facts.toml", "facts.toml");
for (const licence of ["LICENSE-MIT", "LICENSE-APACHE"]) copy(licence, licence);
const manifest = JSON.parse(readFileSync(new URL("www/npm/package.json", root), "utf8"));
writeFileSync(new URL("package.json", part), `${JSON.stringify({ ...manifest, version: process.argv[2] }, null, 2)}\n`);
rmSync(made, { recursive: true, force: true });
renameSync(part, made);
