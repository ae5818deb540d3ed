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

/** Waited for: Chromium up to 114 makes no instance at once on the main thread. */
const asFunction = (glue: string): string => `export async function instance(module) {
${glue}
const { memory } = await wasm_bindgen({ module_or_path: module });
return { ...wasm_bindgen, memory };
}`;
