// The template of the single file, and the office page: page, loader, engine, script and style in one HTML file.
//
// Script and engine travel as dense(gzip(…)); the loader unpacks the script and inserts it. Under the
// page's own Content-Security-Policy only the loader, the script and the head's style may run, each by
// its hash, and nothing can be fetched: there is no connect-src.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dense } from "./dense.ts";

const DATA_PLACEHOLDER = "<!--mingbai-data-->";

const read = (file: string) => readFileSync(new URL(file, import.meta.url));

/** By zopfli, as the engine is. */
const packed = (text: string) =>
  dense(execFileSync("cargo", ["xtask", "pack"], { cwd: new URL("../..", import.meta.url), input: text, stdio: ["pipe", "pipe", "inherit"] }));

const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Without comments and indentation. A minifier would write it in newer syntax, and the browsers it is there to
 * tell that they are too old would show nothing. */
const LOADER = read("./loader.js").toString().replace(/^\s*\/\/.*\n/gm, "").replace(/\n\s*/g, "\n").trim();

const STYLE = read("./head.css").toString().replace(/\/\*[^]*?\*\//g, "").replace(/\s*([{};:])\s*/g, "$1").trim();

/** The content policy of a page with these scripts beside the loader. */
const contentPolicy = (scripts: string[], more: string[]): string =>
  [
    "default-src 'none'",
    // Chrome before 97 compiles WebAssembly only where eval is allowed; in newer browsers the loader forbids it.
    `script-src ${[LOADER, ...scripts].map(hash).join(" ")} 'unsafe-eval' 'wasm-unsafe-eval'`,
    `style-src ${hash(STYLE)}`,
    ...more,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");

/** A shell with its parts: those that both pages have, by the name of their file or their own, and the page's. */
function filled(shell: string, own: Record<string, string>): string {
  const parts: Record<string, string> = { style: STYLE, loader: LOADER, ...own };
  return read(shell).toString().replace(/\{\{([\w.-]+)\}\}/g, (_, name: string) => {
    const part = name.endsWith(".html") ? read(`./${name}`).toString().trim() : parts[name];
    if (part === undefined) throw new Error(`${shell} asks for {{${name}}}, which nobody makes`);
    return part;
  });
}

function hasNoLink(parts: Record<string, string>): void {
  for (const [name, text] of Object.entries(parts)) {
    mustHold(!/https?:\/\//i.test(text), `no link in the ${name}: the page is used without a network`);
  }
}

/** The whole page but for the policies, which `mingbai bundle` puts in, and bundle.mjs. `engine` is gzip already. */
export function template(script: string, engine: Uint8Array): string {
  const page = filled("./shell.html", { csp: contentPolicy([script], []), script: packed(script), engine: dense(engine) });
  mustHold(page.split(DATA_PLACEHOLDER).length === 2, "one place for the data");
  hasNoLink({ page, script });
  return page;
}

/** The office page. It carries the template of the resident's page; that page's own script may run inside of it, in the
 * preview, and a worker that the page makes of its own text. `engine` is packed already. */
export function office(script: string, engine: Uint8Array, template: string): string {
  const csp = contentPolicy([script], ["worker-src blob:"]).replace("script-src", `script-src ${scriptOf(template)}`);
  const page = filled("./office.html", { csp, script: packed(script), engine: dense(engine), template: packed(template) });
  hasNoLink({ page, script });
  return page;
}

/** The hash of a resident's page's script, as its own content policy names it behind the loader's. */
function scriptOf(template: string): string {
  const [, own] = new RegExp(`script-src ${escaped(hash(LOADER))} ('sha256-[^']+')`).exec(template) ?? [];
  if (own === undefined) throw new Error("the template has another loader than this page: build the page first");
  return own;
}

const escaped = (text: string): string => text.replace(/[$+/]/g, "\\$&");

/** One script for other sites: engine and policies inside, defines <mingbai-checker>. `engine` is gzip already. */
export function embedded(script: string, engine: Uint8Array): string {
  return `self.mingbaiParts={engine:"${dense(engine)}",data:"${DATA_PLACEHOLDER}"};\n${script}\n`;
}

function mustHold(holds: boolean, what: string): void {
  if (!holds) throw new Error(`the page must have: ${what}`);
}
