declare module "virtual:mingbai-engine" {
  import type { Answer, Case, Description, Household } from "./types.ts";

  export interface Engine {
    describe(): Description;
    assess(input: Case | Household, on: string): Answer;
    free(): void;
    /** Forgets the engine without freeing it. */
    __destroy_into_raw(): number;
  }

  export interface Instance {
    Engine: new (vocabulary: Uint8Array, policy: Uint8Array) => Engine;
    preferred_language(): "zh" | "en";
    memory: WebAssembly.Memory;
  }

  /** Makes one engine with a memory of its own. */
  export function instance(module: WebAssembly.Module): Promise<Instance>;
}
