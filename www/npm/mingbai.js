// Loads the engine: in Node from its file, elsewhere by fetch.
import init, { Engine, initSync, Prepared } from "./mingbai_glue.js";
import { readFirst } from "./read.js";

const fs = globalThis.process?.getBuiltinModule?.("node:fs");
if (fs) initSync({ module: fs.readFileSync(new URL("./mingbai_bg.wasm", import.meta.url)) });
else await init();
readFirst([Engine, "assess"], [Engine, "assessHousehold"], [Engine, "prepare"], [Prepared, "codes"]);

export * from "./mingbai_glue.js";
export { default } from "./mingbai_glue.js";
