// The engine as the page sees it: one policy at a time, made anew after a trap.

import { instance, type Engine, type Instance } from "virtual:mingbai-engine";
import type { Data, Policy } from "./data.ts";
import type { Answer, Case, Description, Household, HouseholdAnswer } from "./types.ts";

const SOME_DAY = "2000-01-01";

/** The engine's memory: from the first byte that is not zero to the last. */
interface Memory {
  size: number;
  from: number;
  bytes: Uint8Array;
}

export class Checker {
  private running!: Instance;
  private engine: Engine | null = null;
  private policy: Policy | null = null;
  /** A kiosk's: what the memory holds when no resident was there. */
  private blank: Memory | null = null;

  /** `shared`: a kiosk's policies; nothing of one resident may stay for the next there. */
  constructor(
    private readonly module: WebAssembly.Module,
    private readonly vocabulary: Data["vocabulary"],
    private readonly shared: Policy[] | null,
  ) {
    this.begin();
  }

  /** A new engine, with a memory of its own. */
  private begin(): void {
    this.running = instance(this.module);
    this.engine = null;
    if (!this.shared) return;
    // What answering takes of the memory is taken now: it is not asked for again after every wipe.
    this.preferredLanguage();
    for (const policy of this.shared) {
      const engine = new this.running.Engine(this.vocabulary.bytes, policy.bytes);
      engine.assess({ facts: {}, readings: {}, figures: {}, admissions: [{}, {}] }, SOME_DAY);
      engine.free();
    }
    const bytes = this.memory();
    const from = bytes.findIndex((byte) => byte !== 0);
    let to = bytes.length;
    while (to > from && bytes[to - 1] === 0) to -= 1;
    this.blank = { size: bytes.length, from, bytes: bytes.slice(from, to) };
  }

  private memory(): Uint8Array {
    return new Uint8Array(this.running.memory.buffer);
  }

  preferredLanguage(): "zh" | "en" {
    return this.running.preferred_language();
  }

  /** Takes this policy from now on. */
  open(policy: Policy): Description {
    this.engine?.free();
    this.engine = null;
    this.policy = policy;
    return this.safely(() => this.current().describe());
  }

  /** Lets go of all that the engine holds. A kiosk's memory is overwritten with what it held before the first
   * resident. (A new engine for each would do as well, but V8 keeps some 7 KB of every one.) */
  renew(): void {
    this.engine?.free();
    this.engine = null;
    const { blank } = this;
    if (!blank) return;
    const bytes = this.memory().fill(0);
    if (bytes.length === blank.size) bytes.set(blank.bytes, blank.from);
    else this.begin();
  }

  /** What a policy is about, without taking it. */
  describe(policy: Policy): Description {
    return this.safely(() => {
      const engine = new this.running.Engine(this.vocabulary.bytes, policy.bytes);
      const description = engine.describe();
      engine.free();
      return description;
    });
  }

  assess(input: Case, on: string): Answer {
    return this.safely(() => this.current().assess(input, on) as Answer);
  }

  assessHousehold(input: Household, on: string): HouseholdAnswer {
    return this.safely(() => this.current().assess(input, on) as HouseholdAnswer);
  }

  /** Runs once more on a new engine if the first one trapped: its memory is not to be trusted then. */
  private safely<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (!isTrap(error)) throw error;
      // The old memory is not to be trusted: nothing is freed in it, now or later.
      this.engine?.__destroy_into_raw();
      this.memory().fill(0);
      this.begin();
      return work();
    }
  }

  private current(): Engine {
    if (!this.policy) throw new Error("no policy is open");
    this.engine ??= new this.running.Engine(this.vocabulary.bytes, this.policy.bytes);
    return this.engine;
  }
}

/** A trap, or memory that cannot grow: not an error the engine reports. */
function isTrap(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
}
