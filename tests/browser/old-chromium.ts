// Drives a Chromium that today's Playwright does not speak to any more: its own DevTools protocol, over the two
// pipes that --remote-debugging-pipe opens, messages ended by a zero byte.

import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";

const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
  "--disable-sync", "--disable-dev-shm-usage", "--lang=zh-CN", "--window-size=1280,900", "--remote-debugging-pipe",
];

const PATIENCE = 20_000;

type Json = Record<string, unknown>;

interface Message {
  id?: number;
  method?: string;
  params?: Json;
  result?: Json;
  error?: { message: string };
}

interface Evaluated {
  result: { value?: unknown };
  exceptionDetails?: { text: string; exception?: { description?: string } };
}

export class OldChromium {
  /** Errors in the console and exceptions nobody caught. */
  readonly errors: string[] = [];
  /** Every address that was asked for. */
  readonly requests: string[] = [];

  private readonly waiting = new Map<number, { done: (result: Json) => void; failed: (error: Error) => void }>();
  private session: string | undefined;
  private sent = 0;
  private held = "";

  private constructor(
    private readonly process: ChildProcess,
    private readonly profile: string,
  ) {
    const from = process.stdio[4] as Readable;
    from.setEncoding("utf8").on("data", (text: string) => {
      const messages = (this.held + text).split("\0");
      this.held = messages.pop() ?? "";
      for (const message of messages) this.heard(JSON.parse(message) as Message);
    });
    const ended = (why: string) => {
      for (const { failed } of this.waiting.values()) failed(new Error(`the browser ended: ${why}`));
      this.waiting.clear();
    };
    process.on("error", (error) => ended(String(error)));
    process.on("exit", (code) => ended(`exit ${code}`));
  }

  /** Starts the program with one empty tab. */
  static async start(program: string, network: { offline: boolean }): Promise<OldChromium> {
    const profile = mkdtempSync(join(tmpdir(), "mingbai-old-"));
    const child = spawn(program, [...FLAGS, `--user-data-dir=${profile}`], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    const browser = new OldChromium(child, profile);
    const { targetId } = await browser.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await browser.send("Target.attachToTarget", { targetId, flatten: true });
    browser.session = sessionId as string;
    for (const domain of ["Page", "Runtime", "Log", "Network"]) await browser.send(`${domain}.enable`);
    await browser.send("Network.emulateNetworkConditions", { ...network, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
    return browser;
  }

  private heard({ id, method, params = {}, result, error }: Message): void {
    if (id !== undefined) {
      const waiting = this.waiting.get(id);
      this.waiting.delete(id);
      if (error) waiting?.failed(new Error(error.message));
      else waiting?.done(result ?? {});
    } else if (method === "Runtime.exceptionThrown") {
      this.errors.push(JSON.stringify(params["exceptionDetails"]));
    } else if (method === "Runtime.consoleAPICalled" && params["type"] === "error") {
      this.errors.push(JSON.stringify(params["args"]));
    } else if (method === "Log.entryAdded" && (params["entry"] as Json)["level"] === "error") {
      this.errors.push(JSON.stringify(params["entry"]));
    } else if (method === "Network.requestWillBeSent") {
      this.requests.push((params["request"] as { url: string }).url);
    }
  }

  send(method: string, params: Json = {}): Promise<Json> {
    const id = ++this.sent;
    const to = this.process.stdio[3] as Writable;
    return new Promise((done, failed) => {
      this.waiting.set(id, { done, failed });
      to.write(`${JSON.stringify({ id, method, params, ...(this.session ? { sessionId: this.session } : {}) })}\0`);
    });
  }

  /** Runs before the page's own scripts, from the next page on. */
  async beforeEveryPage(script: () => void): Promise<void> {
    await this.send("Page.addScriptToEvaluateOnNewDocument", { source: `(${script})()` });
  }

  async open(address: string): Promise<void> {
    await this.send("Page.navigate", { url: address });
    await this.until(() => document.readyState === "complete");
  }

  /** What the function gives, run in the page. It sees only what it is given. */
  async run<Given extends unknown[], T>(script: (...given: Given) => T, ...given: Given): Promise<Awaited<T>> {
    const expression = `(${script})(...${JSON.stringify(given)})`;
    const { result, exceptionDetails } = (await this.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true })) as unknown as Evaluated;
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as Awaited<T>;
  }

  /** Waits until the function gives something true, and gives that. */
  async until<Given extends unknown[], T>(script: (...given: Given) => T, ...given: Given): Promise<Awaited<T>> {
    const start = Date.now();
    for (;;) {
      const value = await this.run(script, ...given).catch((error: Error) => error);
      if (value && !(value instanceof Error)) return value;
      if (Date.now() - start > PATIENCE) throw new Error(`in vain: ${script}(${JSON.stringify(given)}): ${String(value)}; errors: ${this.errors.join("\n")}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  /** As typed into what has the focus. */
  async type(text: string): Promise<void> {
    await this.send("Input.insertText", { text });
  }

  async stop(): Promise<void> {
    const gone = new Promise((done) => this.process.once("exit", done));
    if (this.process.exitCode === null && this.process.kill("SIGKILL")) await gone;
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
