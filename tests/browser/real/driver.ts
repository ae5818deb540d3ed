// A real browser with one page in it, and how its program is started. There is an implementation for each protocol:
// bidi.ts (Firefox), webdriver.ts (WebKit), cdp.ts (Chromium). page.ts has what a test does with it.

import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What every browser can be told. Positions are CSS pixels from the corner of what is in view. */
export interface Driver {
  /** As the browser itself says: "firefox 140.10.2". */
  readonly version: string;
  /** Errors in the console and exceptions nobody caught, where the protocol tells them. */
  readonly errors: string[];
  /** Every address that was asked for, where the protocol tells them. */
  readonly requests: string[];
  open(address: string): Promise<void>;
  /** What the expression, awaited, gives: as JSON. */
  evaluate(expression: string): Promise<string>;
  click(x: number, y: number): Promise<void>;
  /** As typed into what has the focus. */
  type(text: string): Promise<void>;
  /** What is in view, as PNG. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

/** How large what is in view is, in CSS pixels. */
export const VIEW = { width: 1280, height: 900 };

/** Milliseconds a busy machine may take to start a browser. */
const STARTING = 90_000;

/** Programs that run for one page, and a folder that is theirs; after `stop` they are gone. */
export class Programs {
  readonly folder = mkdtempSync(join(tmpdir(), "mingbai-real-"));
  private readonly running: ChildProcess[] = [];

  /** Starts a program; gives what its output says that the pattern takes out of it. */
  start(program: string, given: string[], says: RegExp, env: Record<string, string> = {}): Promise<string> {
    const child = spawn(program, given, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env, HOME: this.folder, XDG_RUNTIME_DIR: this.folder } });
    this.running.push(child);
    return new Promise((done, failed) => {
      let said = "";
      const fail = (why: string) => failed(new Error(`${program} ${why}; it said: ${said}`));
      const timer = setTimeout(() => fail(`did not say ${says} within ${STARTING / 1000} s`), STARTING).unref();
      const hear = (text: string) => {
        said += text;
        const [, found] = says.exec(said) ?? [];
        if (found === undefined) return;
        clearTimeout(timer);
        done(found);
      };
      for (const output of [child.stdout, child.stderr]) output.setEncoding("utf8").on("data", hear);
      child.on("error", (error) => fail(String(error)));
      child.on("exit", (code) => fail(`ended with ${code}`));
    });
  }

  /** The last started first. */
  async stop(): Promise<void> {
    for (const child of this.running.reverse()) {
      const gone = new Promise((done) => child.once("exit", done));
      if (child.exitCode === null && child.signalCode === null && child.kill("SIGKILL")) await gone;
    }
    try {
      rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    } catch {
      // A process that the browser started may still write there; the machine throws such folders away.
    }
  }
}
