// The engine as the page sees it: one place at a time, another engine after a trap.

import type { Engine, Instance } from "virtual:mingbai-engine";
import type { Data, Place } from "./data.ts";
import { Engines } from "./engines.ts";
import type { Case, Description, Household, PlaceAnswer } from "./types.ts";

const SOME_DAY = "2000-01-01";

/** The engine's memory: from the first byte that is not zero to the last. */
interface Memory {
  size: number;
  from: number;
  bytes: Uint8Array;
}

interface Running {
  instance: Instance;
  /** A kiosk's: what the memory holds when no resident was there. */
  blank: Memory | null;
}

const memoryOf = ({ memory }: Instance): Uint8Array => new Uint8Array(memory.buffer);

export class Checker {
  private readonly engines: Engines<Running>;
  private running: Running | null = null;
  private engine: Engine | null = null;
  private place: Place | null = null;
  /** Of the browser. */
  preferredLanguage!: "zh" | "en";

  private constructor(
    module: WebAssembly.Module,
    private readonly vocabulary: Data["vocabulary"],
    shared: Place[] | null,
  ) {
    this.engines = new Engines(module, (instance) => ({ instance, blank: shared && this.warmedUp(instance, shared) }));
  }

  /** A checker whose first engine is ready. `shared`: a kiosk's places; nothing of one resident may stay for the
   * next there. Where none is ready for a call later, the call throws `NotReady`. */
  static async begin(module: WebAssembly.Module, vocabulary: Data["vocabulary"], shared: Place[] | null): Promise<Checker> {
    const checker = new Checker(module, vocabulary, shared);
    await checker.engines.make();
    checker.preferredLanguage = checker.instance.preferred_language();
    return checker;
  }

  /** What answering takes of the memory is taken before the first resident: it is not asked for again after every
   * wipe. */
  private warmedUp(instance: Instance, shared: Place[]): Memory {
    instance.preferred_language();
    for (const place of shared) {
      const engine = this.loaded(instance, place);
      // Two stays of which nothing is known may be refused: that takes its memory all the same.
      for (const admissions of [[{}], [{}, {}]]) {
        try {
          engine.assess({ facts: {}, readings: {}, figures: {}, admissions }, SOME_DAY);
        } catch (error) {
          if (isTrap(error)) throw error;
        }
      }
      engine.free();
    }
    const bytes = memoryOf(instance);
    const from = bytes.findIndex((byte) => byte !== 0);
    let to = bytes.length;
    while (to > from && bytes[to - 1] === 0) to -= 1;
    return { size: bytes.length, from, bytes: bytes.slice(from, to) };
  }

  private get instance(): Instance {
    this.running ??= this.engines.take();
    return this.running.instance;
  }

  private loaded({ Engine }: Instance, { id, local, same, policies }: Place): Engine {
    const engine = new Engine(this.vocabulary.bytes, id, local, same);
    for (const { bytes } of policies) engine.add(bytes);
    return engine;
  }

  /** Takes this place from now on; what each of its policies is about. */
  open(place: Place): Description[] {
    this.engine?.free();
    this.engine = null;
    this.place = place;
    return this.safely(() => this.current().describe());
  }

  /** Lets go of all that the engine holds. A kiosk's memory is overwritten with what it held before the first
   * resident. (A new engine for each would do as well, but V8 keeps some 7 KB of every one.) */
  renew(): void {
    this.engine?.free();
    this.engine = null;
    if (!this.running?.blank) return;
    const { instance, blank } = this.running;
    const bytes = memoryOf(instance).fill(0);
    if (bytes.length === blank.size) bytes.set(blank.bytes, blank.from);
    else this.running = null;
  }

  /** What each policy of a place is about, without taking it. */
  describe(place: Place): Description[] {
    return this.safely(() => {
      const engine = this.loaded(this.instance, place);
      try {
        const description = engine.describe();
        engine.free();
        return description;
      } catch (error) {
        engine.__destroy_into_raw();
        throw error;
      }
    });
  }

  assess(input: Case | Household, on: string): PlaceAnswer {
    return this.safely(() => this.current().assess(input, on));
  }

  /** Runs once more on another engine if the first one trapped. */
  private safely<T>(work: () => T): T {
    try {
      return this.untrusting(work);
    } catch (error) {
      if (!isTrap(error)) throw error;
      return this.untrusting(work);
    }
  }

  /** A memory in which something trapped is not to be trusted: nothing is freed in it, now or later. */
  private untrusting<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (isTrap(error) && this.running) {
        this.engine?.__destroy_into_raw();
        memoryOf(this.running.instance).fill(0);
        this.engine = this.running = null;
      }
      throw error;
    }
  }

  private current(): Engine {
    if (!this.place) throw new Error("no place is open");
    this.engine ??= this.loaded(this.instance, this.place);
    return this.engine;
  }
}

/** A trap, or memory that cannot grow: not an error the engine reports. */
function isTrap(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
}
