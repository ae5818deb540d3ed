// What a page and its workers hold, in Chromium: what is left of the heap after garbage is collected, and the memories of
// WebAssembly.

/**
 * @typedef {{ heap: number, objects: number, memories: number }} Held MB: all of the heap; of it objects, arrays, texts
 * and closures; memories of WebAssembly. The rest of the heap is the browser's own: code that it compiles as it likes, still
 * more of it after 2,000 sittings, and its log of slow moments.
 * @typedef {(method: string, params?: object) => Promise<any>} Send
 * @typedef {{ send: Send, chunks: string[] }} Target A page or a worker, and the parts of its snapshot as they come.
 */

/** Parts of a heap that are the browser's own. */
const ITS_OWN = ["code", "native", "synthetic"];

/**
 * The bytes of a heap that the page itself holds.
 * @param {string} snapshot as Chromium writes it
 * @returns {number}
 */
function ownBytes(snapshot) {
  const { snapshot: { meta }, nodes } = JSON.parse(snapshot);
  /** @type {string[]} */
  const fields = meta.node_fields;
  const [type, size] = [fields.indexOf("type"), fields.indexOf("self_size")];
  /** @type {string[]} */
  const types = meta.node_types[type];
  let bytes = 0;
  for (let at = 0; at < nodes.length; at += fields.length) {
    if (!ITS_OWN.includes(types[nodes[at + type]] ?? "")) bytes += nodes[at + size];
  }
  return bytes;
}

/**
 * @param {Target} target
 * @returns {Promise<Held>}
 */
async function heldBy({ send, chunks }) {
  await send("HeapProfiler.collectGarbage");
  await send("HeapProfiler.collectGarbage");
  const { usedSize } = await send("Runtime.getHeapUsage");
  await send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  const own = ownBytes(chunks.splice(0).join(""));
  const { result } = await send("Runtime.evaluate", { expression: "WebAssembly.Memory.prototype" });
  const { objects } = await send("Runtime.queryObjects", { prototypeObjectId: result.objectId });
  const functionDeclaration = "function () { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0); }";
  const { result: bytes } = await send("Runtime.callFunctionOn", { objectId: objects.objectId, functionDeclaration, returnByValue: true });
  await send("Runtime.releaseObject", { objectId: objects.objectId });
  return { heap: usedSize / 1e6, objects: own / 1e6, memories: bytes.value / 1e6 };
}

/**
 * A page's count.
 * @param {import("@playwright/test").Page} page
 * @returns {Promise<() => Promise<Held>>} what the page and its workers hold now
 */
export async function counting(page) {
  const CHUNK = "HeapProfiler.addHeapSnapshotChunk";
  const client = await page.context().newCDPSession(page);
  /** @type {Map<number, (result: any) => void>} */
  const waiting = new Map();
  /** @type {Map<string, Target>} */
  const workers = new Map();
  let last = 0;
  /** @type {(sessionId: string) => Send} */
  const to = (sessionId) => (method, params = {}) => new Promise((done) => {
    const id = (last += 1);
    waiting.set(id, done);
    void client.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method, params }) });
  });
  client.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
    if (targetInfo.type === "worker") workers.set(sessionId, { send: to(sessionId), chunks: [] });
  });
  client.on("Target.detachedFromTarget", ({ sessionId }) => workers.delete(sessionId));
  client.on("Target.receivedMessageFromTarget", ({ sessionId, message }) => {
    const { id, result, error, method, params } = JSON.parse(message);
    if (method === CHUNK) workers.get(sessionId)?.chunks.push(params.chunk);
    waiting.get(id)?.(result ?? Promise.reject(new Error(JSON.stringify(error))));
    waiting.delete(id);
  });
  await client.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  /** @type {Target} */
  const own = {
    send: (method, params) => client.send(/** @type {any} */ (method), /** @type {any} */ (params)),
    chunks: [],
  };
  client.on(CHUNK, ({ chunk }) => own.chunks.push(chunk));
  return async () => {
    const all = await Promise.all([own, ...workers.values()].map(heldBy));
    /** @type {(of: (held: Held) => number) => number} */
    const sum = (of) => all.reduce((sum, held) => sum + of(held), 0);
    return { heap: sum(({ heap }) => heap), objects: sum(({ objects }) => objects), memories: sum(({ memories }) => memories) };
  };
}
