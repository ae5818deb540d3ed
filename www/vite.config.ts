// Builds www/dist/template.html (the page) and template.js (for other sites): see build/template.ts.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { engineModule } from "./build/engine-module.ts";
import { minifiedTemplates } from "./build/minified-templates.ts";
import { asOneScript, oneScript } from "./build/one-script.ts";
import { embedded, template } from "./build/template.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The engine, gzip: crates/xtask/src/engine.rs. */
const ENGINE = here("engine/mingbai_wasm_bg.wasm.gz");

function singleFile(): Plugin {
  return {
    name: "mingbai-single-file",
    apply: "build",
    enforce: "post",
    async generateBundle(_, bundle) {
      const script = await oneScript(bundle);
      if (!existsSync(ENGINE)) {
        throw new Error("www/engine has no module yet: run cargo xtask build --engine");
      }
      const engine = readFileSync(ENGINE);
      this.emitFile({ type: "asset", fileName: "template.html", source: template(script, engine) });
      this.emitFile({ type: "asset", fileName: "template.js", source: embedded(script, engine) });
    },
  };
}

export default defineConfig({
  plugins: [engineModule("mingbai-engine", here("engine/mingbai_wasm.js")), minifiedTemplates(), singleFile()],
  build: asOneScript("mingbai", here("src/main.ts")),
});
