// Builds www/dist/office.html, of the page's template in the same folder: see build/template.ts.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { engineModule } from "../build/engine-module.ts";
import { minifiedTemplates } from "../build/minified-templates.ts";
import { asOneScript, oneScript } from "../build/one-script.ts";
import { office } from "../build/template.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

function officePage(): Plugin {
  return {
    name: "mingbai-office-page",
    apply: "build",
    enforce: "post",
    async generateBundle(_, bundle) {
      const engine = readFileSync(here("engine/mingbai_office_bg.wasm.xz"));
      const template = readFileSync(here("../dist/template.html"), "utf8");
      this.emitFile({ type: "asset", fileName: "office.html", source: office(await oneScript(bundle), engine, template) });
    },
  };
}

export default defineConfig({
  root: here(".."),
  plugins: [minifiedTemplates(), officePage()],
  // No comments in the worker: some name addresses, and the page has no link.
  worker: { format: "iife", rolldownOptions: { output: { comments: { legal: false } } }, plugins: () => [engineModule("mingbai-office-engine", here("engine/mingbai_office.js"))] },
  build: asOneScript("mingbaiOffice", here("main.ts")),
});
