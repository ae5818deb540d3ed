// What both pages have in common: Vite makes one classic script of each, which then travels inside an HTML file.

import { minify } from "terser";
import type { BuildOptions, Rollup } from "vite";

/** The oldest browsers of docs/decisions and design: all have DecompressionStream. */
const TARGETS = ["chrome80", "safari16.4", "firefox113"];

export const asOneScript = (name: string, entry: string): BuildOptions => ({
  target: TARGETS,
  outDir: "dist",
  emptyOutDir: false,
  modulePreload: false,
  assetsInlineLimit: 0,
  reportCompressedSize: false,
  lib: { entry, formats: ["iife"], name, fileName: () => "script.js" },
});

/** Takes the one script out of what Vite is about to write, and makes it still smaller: what Vite's minifier leaves, terser
 * takes half a kilobyte from after gzip. */
export async function oneScript(bundle: Rollup.OutputBundle): Promise<string> {
  const [chunk, ...more] = Object.values(bundle);
  if (chunk?.type !== "chunk" || more.length > 0) {
    throw new Error(`one script is expected, there are: ${Object.keys(bundle).join(", ")}`);
  }
  delete bundle[chunk.fileName];
  const { code } = await minify(chunk.code, { ecma: 2019, compress: { passes: 3, keep_fargs: false } });
  if (code === undefined) throw new Error("terser makes nothing of the script");
  return code;
}
