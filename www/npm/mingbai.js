// Loads the engine: in Node from its file, elsewhere by fetch.
import init, { initSync } from "./mingbai_glue.js";

const fs = globalThis.process?.getBuiltinModule?.("node:fs");
if (fs) initSync({ module: fs.readFileSync(new URL("./mingbai_bg.wasm", import.meta.url)) });
else await init();

export * from "./mingbai_glue.js";
export { default } from "./mingbai_glue.js";
