// The engine's glue (made by wasm-bindgen) as a function: each call makes one engine of its own.
//
// The glue's state (memory, live objects) exists once each time its text is run. After a trap the page needs a
// second engine, and objects of the first must never be freed in the memory of the second. So the text, which is
// closed in itself (`--target no-modules`: it defines `wasm_bindgen` and nothing else), stands inside the function.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const NAME = "virtual:mingbai-engine";
const GLUE = fileURLToPath(new URL("../engine/mingbai_wasm.js", import.meta.url));

export function engineModule(): Plugin {
  return {
    name: "mingbai-engine-module",
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load(id) {
      if (id !== `\0${NAME}`) return undefined;
      if (!existsSync(GLUE)) {
        throw new Error("www/engine is empty: run cargo xtask build --engine");
      }
      this.addWatchFile(GLUE);
      return asFunction(readFileSync(GLUE, "utf8"));
    },
  };
}

/** Waited for: Chromium up to 114 makes no instance at once on the main thread. */
const asFunction = (glue: string): string => `export async function instance(module) {
${glue}
const { memory } = await wasm_bindgen({ module_or_path: module });
const { Engine, preferred_language } = wasm_bindgen;
return { Engine, preferred_language, memory };
}`;
