// What a page and its workers hold, in Chromium: the objects that are left after garbage is collected, and the memories of
// WebAssembly.

/**
 * @typedef {{ objects: number, memories: number }} Held MB of objects, of memories
 * @typedef {(method: string, params?: object) => Promise<any>} Send
 */

/**
 * @param {Send} send to one page or worker
 * @returns {Promise<Held>}
 */
async function heldBy(send) {
  await send("HeapProfiler.collectGarbage");
  const { usedSize } = await send("Runtime.getHeapUsage");
  const { result } = await send("Runtime.evaluate", { expression: "WebAssembly.Memory.prototype" });
  const { objects } = await send("Runtime.queryObjects", { prototypeObjectId: result.objectId });
  const functionDeclaration = "function () { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0); }";
  const { result: bytes } = await send("Runtime.callFunctionOn", { objectId: objects.objectId, functionDeclaration, returnByValue: true });
  await send("Runtime.releaseObject", { objectId: objects.objectId });
  return { objects: usedSize / 1e6, memories: bytes.value / 1e6 };
}

/**
 * A page's count.
 * @param {import("@playwright/test").Page} page
 * @returns {Promise<() => Promise<Held>>} what the page and its workers hold now
 */
export async function counting(page) {
  const client = await page.context().newCDPSession(page);
  /** @type {Map<number, (result: any) => void>} */
  const waiting = new Map();
  /** @type {Set<string>} */
  const workers = new Set();
  let last = 0;
  client.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => targetInfo.type === "worker" && workers.add(sessionId));
  client.on("Target.detachedFromTarget", ({ sessionId }) => workers.delete(sessionId));
  client.on("Target.receivedMessageFromTarget", ({ message }) => {
    const { id, result, error } = JSON.parse(message);
    waiting.get(id)?.(result ?? Promise.reject(new Error(JSON.stringify(error))));
    waiting.delete(id);
  });
  await client.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  /** @type {(sessionId: string) => Send} */
  const to = (sessionId) => (method, params = {}) => new Promise((done) => {
    const id = (last += 1);
    waiting.set(id, done);
    void client.send("Target.sendMessageToTarget", { sessionId, message: JSON.stringify({ id, method, params }) });
  });
  return async () => {
    /** @type {Send} */
    const own = (method, params) => client.send(/** @type {any} */ (method), /** @type {any} */ (params));
    const all = await Promise.all([own, ...[...workers].map(to)].map(heldBy));
    return { objects: all.reduce((sum, { objects }) => sum + objects, 0), memories: all.reduce((sum, { memories }) => sum + memories, 0) };
  };
}
