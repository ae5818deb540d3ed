// Takes the indentation out of Lit's html templates, which no minifier may touch.

import type { Plugin } from "vite";

export function minifiedTemplates(): Plugin {
  return {
    name: "mingbai-minified-templates",
    apply: "build",
    enforce: "pre",
    transform(code, id) {
      if (!/\/(src|office)\/.*\.ts$/.test(id)) return undefined;
      // Line breaks between or inside tags are layout of the source, never text a resident reads.
      return { code: code.replace(/\n[ \t]+(?=[^\n]*)/g, shorter(code)), map: null };
    },
  };
}

/** Replaces a line break and its indentation by one space inside html`…`, and leaves it elsewhere. */
function shorter(code: string): (found: string, at: number) => string {
  const inside = templateRanges(code);
  return (found, at) => (inside.some(([from, to]) => from < at && at < to) ? " " : found);
}

/** From where to where the templates reach, nested ones included in the outermost. */
function templateRanges(code: string): [number, number][] {
  const found: [number, number][] = [];
  let from = 0;
  for (;;) {
    const start = code.indexOf("html`", from);
    if (start < 0) return found;
    const end = endOfTemplate(code, start + 5);
    found.push([start, end]);
    from = end;
  }
}

function endOfTemplate(code: string, from: number): number {
  const open: ("`" | "{")[] = ["`"];
  for (let at = from; at < code.length; at++) {
    const top = open[open.length - 1];
    const letter = code[at];
    if (letter === "\\") at++;
    else if (letter === "`") {
      if (top === "`") open.pop();
      else open.push("`");
    } else if (top === "`" && letter === "$" && code[at + 1] === "{") {
      open.push("{");
      at++;
    } else if (top === "{" && letter === "{") open.push("{");
    else if (top === "{" && letter === "}") open.pop();
    if (open.length === 0) return at;
  }
  return code.length;
}
