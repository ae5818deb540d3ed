declare module "virtual:mingbai-office-engine" {
  /** crates/office/src/lib.rs. What goes in and out is JSON text, by the types of types.ts and studio-types.ts. */
  export interface Office {
    shipped(): string;
    texts(id: string): string;
    check(texts: string): string;
    page(texts: string): string;
    cut(text: string): string;
    forms(policy: string, figures: string): string;
    cases(text: string): string;
    edit(name: string, text: string, edits: string, language: string): string;
    renamed(texts: string, place: string, name: string, language: string): string;
    condition(menu: string): string;
    pasted(policy: string, pasted: string, names: string): string;
    compared(name: string, older: string, newer: string, language: string): string;
    picture(policy: string, provision: string, language: string): string;
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
