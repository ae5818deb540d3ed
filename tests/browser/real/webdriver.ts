// WebKit, by classic WebDriver: WebKitWebDriver starts MiniBrowser, the window of WebKitGTK, on a display of its own that nobody
// sees. It tells neither errors nor requests.

import { createServer, type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Json } from "./calls.ts";
import { Programs, VIEW, type Driver } from "./driver.ts";

const PATIENCE = 200;

/** A port that nobody listens on; WebKitWebDriver does not say which it chose. */
function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((done) => server.listen(0, "127.0.0.1", () => {
    const { port } = server.address() as AddressInfo;
    server.close(() => done(port));
  }));
}

async function ask(address: string, method: string, body?: Json): Promise<unknown> {
  const response = await fetch(address, { method, ...(body ? { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } } : {}) });
  const { value } = (await response.json()) as { value: unknown };
  if (!response.ok) throw new Error(`${address}: ${JSON.stringify(value)}`);
  return value;
}

/** `display`: the program Xvfb; `window`: MiniBrowser. */
export async function startWebKit(program: string, { display, window }: { display: string; window: string }): Promise<Driver> {
  const programs = new Programs();
  try {
    const number = await programs.start(display, ["-displayfd", "2", "-nolisten", "tcp", "-screen", "0", `${VIEW.width}x${VIEW.height + 100}x24`], /^(\d+)\n/m);
    const address = `http://127.0.0.1:${await freePort()}`;
    const env = { DISPLAY: `:${number}`, GDK_BACKEND: "x11", LIBGL_ALWAYS_SOFTWARE: "1", WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" };
    const ended = programs.start(program, [`--port=${new URL(address).port}`], /(?!)/, env);
    ended.catch(() => undefined);
    for (let tries = 0; !(await ask(`${address}/status`, "GET").catch(() => null)); tries++) {
      if (tries > PATIENCE) await ended;
      await sleep(50);
    }
    const alwaysMatch = { "webkitgtk:browserOptions": { binary: window, args: ["--automation"] } };
    const { sessionId, capabilities } = (await ask(`${address}/session`, "POST", { capabilities: { alwaysMatch } })) as { sessionId: string; capabilities: Record<string, string> };
    const send = (path: string, body?: Json) => ask(`${address}/session/${sessionId}/${path}`, body ? "POST" : "GET", body);
    await send("window/rect", { x: 0, y: 0, width: VIEW.width, height: VIEW.height + 100 });
    const act = (input: Json) => send("actions", { actions: [input] });
    return {
      version: `${capabilities["browserName"]} ${capabilities["browserVersion"]}`,
      errors: [],
      requests: [],
      open: async (url) => void (await send("url", { url })),
      evaluate: async (expression) => String((await send("execute/sync", { script: `return (async () => JSON.stringify(await (${expression})))()`, args: [] })) ?? "null"),
      click: async (x, y) => void (await act({
        type: "pointer", id: "mouse", parameters: { pointerType: "mouse" },
        actions: [{ type: "pointerMove", duration: 0, x: Math.round(x), y: Math.round(y) }, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }],
      })),
      type: async (text) => void (await act({
        type: "key", id: "keys",
        actions: [...text].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]),
      })),
      screenshot: async () => Buffer.from(String(await send("screenshot")), "base64"),
      close: async () => {
        // MiniBrowser is the driver's child: it ends with the session.
        await ask(`${address}/session/${sessionId}`, "DELETE").catch(() => undefined);
        await programs.stop();
      },
    };
  } catch (error) {
    await programs.stop();
    throw error;
  }
}
