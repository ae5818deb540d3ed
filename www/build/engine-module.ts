// The engine's glue (made by wasm-bindgen) as a function: each call makes one engine of its own.
//
// wasm-bindgen's glue is a module: its state (memory, live objects) exists once. After a trap the page
// needs a second one, and objects of the first must never be freed in the memory of the second.

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

/** The glue's text with its exports taken off, inside `instance(module)`. */
export function asFunction(glue: string): string {
  const body = glue
    // The ways in that fetch the module from beside the script (there is nothing beside a single file), or that
    // wait for it on the main thread (Chromium up to 114 refuses that).
    .replace(/^(async )?function (__wbg_(init|init_once|load)|initSync)\([^]*?^}\n/gm, "")
    .replace(/^let __wbg_init_promise;$/m, "")
    .replace(/^export (?=(async )?(class|function|const|let) )/gm, "")
    .replace(/^export (default|\{).*$/gm, "");
  const left = /^(export|import)\b|import\.meta|__wbg_init/m.exec(body);
  if (left) throw new Error(`wasm-bindgen's glue has changed (${left[0]} is left): see build/engine-module.ts`);
  return `export async function instance(module) {
${body}
__wbg_finalize_init(await WebAssembly.instantiate(module, __wbg_get_imports()), module);
return { Engine, preferred_language, memory: wasm.memory };
}`;
}
