// Loads the engine with the compiler: in Node from its file, elsewhere by fetch.
import init, { initSync } from "./compiler_glue.js";

const fs = globalThis.process?.getBuiltinModule?.("node:fs");
if (fs) initSync({ module: fs.readFileSync(new URL("./compiler_bg.wasm", import.meta.url)) });
else await init();

export * from "./compiler_glue.js";
export { default } from "./compiler_glue.js";
