// Builds www/dist/template.html (the page) and template.js (for other sites): see build/template.ts.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { engineModule } from "./build/engine-module.ts";
import { minifiedTemplates } from "./build/minified-templates.ts";
import { embedded, template } from "./build/template.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The engine, gzip: crates/xtask/src/engine.rs. */
const ENGINE = here("engine/mingbai_wasm_bg.wasm.gz");

/** The oldest browsers of docs/decisions and design: all have DecompressionStream. */
const TARGETS = ["chrome80", "safari16.4", "firefox113"];

function singleFile(): Plugin {
  return {
    name: "mingbai-single-file",
    apply: "build",
    enforce: "post",
    async generateBundle(_, bundle) {
      const [chunk, ...more] = Object.values(bundle);
      if (chunk?.type !== "chunk" || more.length > 0) {
        throw new Error(`one script is expected, there are: ${Object.keys(bundle).join(", ")}`);
      }
      if (!existsSync(ENGINE)) {
        throw new Error("www/engine has no module yet: run cargo xtask build --engine");
      }
      const loader = shortened(readFileSync(here("build/loader.js"), "utf8"));
      const style = readFileSync(here("build/head.css"), "utf8")
        .replace(/\/\*[^]*?\*\//g, "")
        .replace(/\s*([{};:])\s*/g, "$1")
        .trim();
      const engine = readFileSync(ENGINE);
      const page = template(chunk.code.trim(), engine, loader, style);
      delete bundle[chunk.fileName];
      this.emitFile({ type: "asset", fileName: "template.html", source: page });
      this.emitFile({ type: "asset", fileName: "template.js", source: embedded(chunk.code.trim(), engine) });
    },
  };
}

/** Without comments and indentation. A minifier would write it in newer syntax, and the browsers it is there to
 * tell that they are too old would show nothing. */
const shortened = (script: string): string => script.replace(/^\s*\/\/.*\n/gm, "").replace(/\n\s*/g, "\n").trim();

export default defineConfig({
  plugins: [engineModule(), minifiedTemplates(), singleFile()],
  build: {
    target: TARGETS,
    outDir: "dist",
    emptyOutDir: false,
    modulePreload: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    lib: { entry: here("src/main.ts"), formats: ["iife"], name: "mingbai", fileName: () => "script.js" },
  },
});
