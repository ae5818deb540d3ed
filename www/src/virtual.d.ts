declare module "virtual:mingbai-engine" {
  import type { Answer, Case, Description, FactValue, Household, HouseholdAnswer } from "./engine-types.ts";

  export interface Engine {
    describe(): Description;
    assess(input: Case | Household, on: string): Answer | HouseholdAnswer;
    read_answer(fieldset: HTMLElement, fact: string): FactValue | null;
    free(): void;
  }

  export interface Instance {
    Engine: new (vocabulary: Uint8Array, policy: Uint8Array) => Engine;
    preferred_language(): "zh" | "en";
  }

  /** Makes one engine with a memory of its own. */
  export function instance(module: WebAssembly.Module): Instance;
}
