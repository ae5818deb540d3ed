declare module "virtual:mingbai-office-engine" {
  /** crates/office/src/lib.rs. What goes in and out is JSON text, by the types of types.ts. */
  export interface Office {
    shipped(): string;
    texts(id: string): string;
    check(texts: string): string;
    page(texts: string): string;
    cut(text: string): string;
    elsewhere(policy: string, at: string, reason: string, language: string): string;
    propose(texts: string, bytes: Uint8Array, on: string, language: string): string;
    mapped(toml: string): string;
    corrected(mapping: string, correction: string): string;
    toml(mapping: string): string;
    answer(mapping: string, progress: (done: number, of: number) => void): string;
    rows(asked: string): string;
    notices(asked: string): string;
    save(): Uint8Array<ArrayBuffer>;
    csv(): Uint8Array<ArrayBuffer>;
  }

  export interface Instance {
    Office: new () => Office;
  }

  export function instance(module: WebAssembly.Module): Promise<Instance>;
}
