// The engine's instances. Chromium up to 114 makes none at once on the main thread, so a spare one stands ready:
// after a trap, or when a kiosk's memory is not to be used again, the work goes on without waiting.

import { instance, type Instance } from "virtual:mingbai-engine";
import { NotReady } from "./not-ready.ts";

export class Engines<Prepared> {
  private spare: Prepared | null = null;
  private making: Promise<void> | null = null;

  constructor(
    private readonly module: WebAssembly.Module,
    private readonly prepare: (made: Instance) => Prepared,
  ) {}

  /** Makes the spare one, unless it is there. */
  make(): Promise<void> {
    if (this.spare) return Promise.resolve();
    this.making ??= instance(this.module)
      .then((made) => {
        this.spare = this.prepare(made);
      })
      .finally(() => {
        this.making = null;
      });
    return this.making;
  }

  /** The spare one; the next is begun. Throws `NotReady`. */
  take(): Prepared {
    const { spare } = this;
    if (!spare) throw new NotReady(this.make());
    this.spare = null;
    // Where it fails, the next who needs one tries again and hears of it.
    this.make().catch(() => undefined);
    return spare;
  }
}
