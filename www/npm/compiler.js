// Loads the engine with the compiler: in Node from its file, elsewhere by fetch.
import init, { Engine, initSync, Prepared } from "./compiler_glue.js";
import { readFirst } from "./read.js";

const fs = globalThis.process?.getBuiltinModule?.("node:fs");
if (fs) initSync({ module: fs.readFileSync(new URL("./compiler_bg.wasm", import.meta.url)) });
else await init();
readFirst([Engine, "assess"], [Engine, "assessHousehold"], [Engine, "prepare"], [Prepared, "codes"]);

export * from "./compiler_glue.js";
export { default } from "./compiler_glue.js";
