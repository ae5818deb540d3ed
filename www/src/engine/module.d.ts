declare module "virtual:mingbai-engine" {
  import type { Case, Description, Household, PlaceAnswer } from "./types.ts";

  export interface Engine {
    add(policy: Uint8Array): void;
    describe(): Description[];
    assess(input: Case | Household, on: string): PlaceAnswer;
    free(): void;
    /** Forgets the engine without freeing it. */
    __destroy_into_raw(): number;
  }

  export interface Instance {
    Engine: new (vocabulary: Uint8Array, place: string, local: number, same: string) => Engine;
    preferred_language(): "zh" | "en";
    memory: WebAssembly.Memory;
  }

  /** Makes one engine with a memory of its own. */
  export function instance(module: WebAssembly.Module): Promise<Instance>;
}
