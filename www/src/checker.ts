// The engine as the page sees it: one policy at a time, made anew after a trap.

import { instance, type Engine, type Instance } from "virtual:mingbai-engine";
import type { Data, Policy } from "./data.ts";
import type { Answer, Case, Description, FactValue, Household, HouseholdAnswer } from "./engine-types.ts";

/** The input was refused: each problem says where and why. */
export interface Refusal {
  problems: { path: string; message: string }[];
}

export class Checker {
  private running: Instance;
  private engine: Engine | null = null;
  private policy: Policy | null = null;

  constructor(
    private readonly module: WebAssembly.Module,
    private readonly vocabulary: Data["vocabulary"],
  ) {
    this.running = instance(module);
  }

  preferredLanguage(): "zh" | "en" {
    return this.running.preferred_language();
  }

  /** Takes this policy from now on. */
  open(policy: Policy): Description {
    this.engine?.free();
    this.engine = null;
    this.policy = policy;
    return this.safely((engine) => engine.describe());
  }

  /** Lets go of all that the engine holds. (A new module instance for each resident would be thorough, but
   * V8 keeps some 7 KB of each.) */
  renew(): void {
    this.engine?.free();
    this.engine = null;
  }

  /** When the document holds, without taking it. */
  inForce(policy: Policy): Description["in_force"] {
    const engine = new this.running.Engine(this.vocabulary.bytes, policy.bytes);
    const { in_force } = engine.describe();
    engine.free();
    return in_force;
  }

  assess(input: Case, on: string): Answer {
    return this.safely((engine) => engine.assess(input, on) as Answer);
  }

  assessHousehold(input: Household, on: string): HouseholdAnswer {
    return this.safely((engine) => engine.assess(input, on) as HouseholdAnswer);
  }

  readAnswer(fieldset: HTMLElement, fact: string): FactValue | null {
    return this.safely((engine) => engine.read_answer(fieldset, fact));
  }

  /** Runs once more on a new engine if the first one trapped: its memory is not to be trusted then. */
  private safely<T>(work: (engine: Engine) => T): T {
    try {
      return work(this.current());
    } catch (error) {
      if (!isTrap(error)) throw error;
      this.running = instance(this.module);
      this.engine = null;
      return work(this.current());
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
