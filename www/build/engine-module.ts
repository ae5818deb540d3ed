// The engine's glue (made by wasm-bindgen) as a function: each call makes one engine of its own.
//
// The glue's state (memory, live objects) exists once each time its text is run. After a trap the page needs a
// second engine, and objects of the first must never be freed in the memory of the second. So the text, which is
// closed in itself (`--target no-modules`: it defines `wasm_bindgen` and nothing else), stands inside the function.

import { existsSync, readFileSync } from "node:fs";
import type { Plugin } from "vite";

/** The module `virtual:NAME`, made of the glue at `file`. */
export function engineModule(name: string, file: string): Plugin {
  const id = `virtual:${name}`;
  return {
    name: `${name}-module`,
    resolveId: (wanted) => (wanted === id ? `\0${id}` : undefined),
    load(wanted) {
      if (wanted !== `\0${id}`) return undefined;
      if (!existsSync(file)) {
        throw new Error(`${file} is not built: run cargo xtask build --engine`);
      }
      this.addWatchFile(file);
      return asFunction(readFileSync(file, "utf8"));
    },
  };
}

/** The glue's ways to start: they fetch, compile and look at types too. */
const WAYS_TO_START = /async function __wbg_load\([^]*return Object\.assign\(__wbg_init, \{ initSync \}, exports\);/;

/** The one way of the pages, which have a compiled module. It is waited for: Chromium up to 114 makes no instance at once on
 * the main thread. */
const START = `return async (module) => {
  const { memory } = __wbg_finalize_init(await WebAssembly.instantiate(module, __wbg_get_imports()), module);
  return { ...exports, memory };
};`;

function asFunction(glue: string): string {
  if (!WAYS_TO_START.test(glue)) throw new Error("the engine's glue starts in another way than www/build/engine-module.ts knows");
  return `export function instance(module) {\n${glue.replace(WAYS_TO_START, () => START)}\nreturn wasm_bindgen(module);\n}`;
}
