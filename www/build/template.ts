// The template of the single file: page, loader, engine, script and style in one HTML file.
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

/** The whole page but for the policies, which `mingbai bundle` puts in. `engine` is gzip already. */
export function template(script: string, engine: Uint8Array, loader: string, style: string): string {
  const policy = [
    "default-src 'none'",
    // Chrome before 97 compiles WebAssembly only where eval is allowed; in newer browsers the loader forbids it.
    `script-src ${hash(loader)} ${hash(script)} 'unsafe-eval' 'wasm-unsafe-eval'`,
    `style-src ${hash(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const parts: Record<string, string> = {
    csp: policy,
    style,
    loader,
    script: packed(script),
    engine: dense(engine),
  };
  const shell = read("./shell.html").toString();
  const page = shell.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const part = parts[name];
    if (part === undefined) throw new Error(`shell.html asks for {{${name}}}, which nobody makes`);
    return part;
  });
  mustHold(page.split(DATA_PLACEHOLDER).length === 2, "one place for the data");
  for (const [name, text] of Object.entries({ page, script })) {
    mustHold(!/https?:\/\//i.test(text), `no link in the ${name}: the page is used without a network`);
  }
  return page;
}

/** One script for other sites: engine and policies inside, defines <mingbai-checker>. `engine` is gzip already. */
export function embedded(script: string, engine: Uint8Array): string {
  return `self.mingbaiParts={engine:"${dense(engine)}",data:"${DATA_PLACEHOLDER}"};\n${script}\n`;
}

function mustHold(holds: boolean, what: string): void {
  if (!holds) throw new Error(`the page's template must have: ${what}`);
}
