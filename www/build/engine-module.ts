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

/** From here on the glue is about fetching and loading; what stands before it is closed by END. */
const LOADING = "    async function __wbg_load(";
const END = "    return Object.assign(__wbg_init, { initSync }, exports);\n})(";

/** Where the glue itself came from, which only its loading wants to know; a stand-in for what all our browsers have. */
const UNUSED = [/ {4}let script_src;\n[^]*?\n {4}\}\n/, / {4}if \(!\('encodeInto' in [^]*?\n {4}\}\n/];

/** The glue without its own loading: page and worker have the module and may fetch nothing. Waited for: Chromium up to 114
 * makes no instance at once on the main thread. */
function asFunction(glue: string): string {
  const [before = "", loading, ...more] = glue.split(LOADING);
  const [, argument, ...others] = loading?.split(END) ?? [];
  if (argument === undefined || more.length + others.length > 0) throw new Error("wasm-bindgen makes other glue than engine-module.ts expects");
  return `export async function instance(module) {
${UNUSED.reduce((text, part) => text.replace(part, ""), before)}
    return WebAssembly.instantiate(module, __wbg_get_imports()).then((instance) => ({ ...exports, memory: __wbg_finalize_init(instance, module).memory }));
})(${argument}
return wasm_bindgen;
}`;
}
