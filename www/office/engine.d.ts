declare module "virtual:mingbai-office-engine" {
  /** crates/office/src/lib.rs. What goes in and out is JSON text, by the types of types.ts. */
  export interface Office {
    shipped(): string;
    texts(id: string): string;
    check(texts: string): string;
    page(texts: string): string;
    cut(text: string): string;
    elsewhere(policy: string, at: string, reason: string, language: string): string;
  }

  export interface Instance {
    Office: new () => Office;
  }

  export function instance(module: WebAssembly.Module): Promise<Instance>;
}
