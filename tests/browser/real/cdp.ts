// A Chromium of any age, by its own DevTools protocol: today's tools do not speak to the oldest any more.

import { join } from "node:path";
import { Calls, type Json } from "./calls.ts";
import { Programs, VIEW, type Driver } from "./driver.ts";

const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
  "--disable-sync", "--disable-dev-shm-usage", "--lang=zh-CN", "--hide-scrollbars", `--window-size=${VIEW.width},${VIEW.height}`, "--remote-debugging-port=0",
];

interface Evaluated {
  result: { value?: string };
  exceptionDetails?: { text: string; exception?: { description?: string } };
}

export async function startChromium(program: string): Promise<Driver> {
  const programs = new Programs();
  const errors: string[] = [];
  const requests: string[] = [];
  const heard = (method: string, params: Json) => {
    const entry = params["entry"] as Json | undefined;
    if (method === "Runtime.exceptionThrown") errors.push(JSON.stringify(params["exceptionDetails"]));
    else if (method === "Runtime.consoleAPICalled" && params["type"] === "error") errors.push(JSON.stringify(params["args"]));
    else if (method === "Log.entryAdded" && entry?.["level"] === "error") errors.push(JSON.stringify(entry));
    else if (method === "Network.requestWillBeSent") requests.push((params["request"] as { url: string }).url);
  };
  try {
    const calls = await Calls.to(await programs.start(program, [...FLAGS, `--user-data-dir=${join(programs.folder, "profile")}`], /listening on (ws:\S+)/), heard);
    const { product } = await calls.send("Browser.getVersion");
    const { targetId } = await calls.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await calls.send("Target.attachToTarget", { targetId, flatten: true });
    const send = (method: string, params: Json = {}) => calls.send(method, params, { sessionId });
    for (const domain of ["Page", "Runtime", "Log", "Network"]) await send(`${domain}.enable`);
    const mouse = (type: string, x: number, y: number) => send("Input.dispatchMouseEvent", { type, x, y, button: "left", clickCount: 1 });
    return {
      version: String(product),
      errors,
      requests,
      open: async (url) => {
        const { errorText } = await send("Page.navigate", { url });
        if (errorText) throw new Error(`${url}: ${String(errorText)}`);
      },
      evaluate: async (expression) => {
        const awaited = `(async () => JSON.stringify(await (${expression})))()`;
        const { result, exceptionDetails } = (await send("Runtime.evaluate", { expression: awaited, awaitPromise: true, returnByValue: true })) as unknown as Evaluated;
        if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        return result.value ?? "null";
      },
      click: async (x, y) => {
        await mouse("mousePressed", x, y);
        await mouse("mouseReleased", x, y);
      },
      type: async (text) => void (await send("Input.insertText", { text })),
      screenshot: async () => Buffer.from(String((await send("Page.captureScreenshot"))["data"]), "base64"),
      close: () => programs.stop(),
    };
  } catch (error) {
    await programs.stop();
    throw error;
  }
}
