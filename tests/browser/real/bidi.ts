// Firefox, by WebDriver BiDi: the browser speaks it itself, no driver stands between.

import { Calls, type Json } from "./calls.ts";
import { Programs, VIEW, type Driver } from "./driver.ts";

interface Evaluated {
  result?: { value?: string };
  exceptionDetails?: { text: string };
}

export async function startFirefox(program: string): Promise<Driver> {
  const programs = new Programs();
  const errors: string[] = [];
  const requests: string[] = [];
  const heard = (method: string, params: Json) => {
    if (method === "log.entryAdded" && params["level"] === "error") errors.push(String(params["text"]));
    else if (method === "network.beforeRequestSent") requests.push((params["request"] as { url: string }).url);
  };
  try {
    const flags = ["--headless", "--no-remote", "--remote-debugging-port=0", "--profile", programs.folder];
    const calls = await Calls.to(`${await programs.start(program, flags, /listening on (ws:\S+)/)}/session`, heard);
    const { capabilities } = await calls.send("session.new", { capabilities: {} });
    const { browserName, browserVersion } = capabilities as Record<string, string>;
    // The tab that is there when it starts has no focus without a screen: nothing would be told that a field was left.
    const { context } = await calls.send("browsingContext.create", { type: "tab" });
    await calls.send("session.subscribe", { events: ["log.entryAdded", "network.beforeRequestSent"] });
    await calls.send("browsingContext.setViewport", { context, viewport: VIEW });
    const act = (input: Json) => calls.send("input.performActions", { context, actions: [input] });
    return {
      version: `${browserName} ${browserVersion}`,
      errors,
      requests,
      open: async (url) => void (await calls.send("browsingContext.navigate", { context, url, wait: "complete" })),
      evaluate: async (expression) => {
        const awaited = `(async () => JSON.stringify(await (${expression})))()`;
        const { result, exceptionDetails } = (await calls.send("script.evaluate", { expression: awaited, target: { context }, awaitPromise: true })) as unknown as Evaluated;
        if (exceptionDetails) throw new Error(exceptionDetails.text);
        return result?.value ?? "null";
      },
      click: async (x, y) => void (await act({
        type: "pointer", id: "mouse",
        actions: [{ type: "pointerMove", x: Math.round(x), y: Math.round(y) }, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }],
      })),
      type: async (text) => void (await act({
        type: "key", id: "keys",
        actions: [...text].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]),
      })),
      screenshot: async () => Buffer.from(String((await calls.send("browsingContext.captureScreenshot", { context }))["data"]), "base64"),
      close: () => programs.stop(),
    };
  } catch (error) {
    await programs.stop();
    throw error;
  }
}
