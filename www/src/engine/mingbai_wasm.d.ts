/* tslint:disable */
/* eslint-disable */

/**
 * A policy, ready to answer.
 */
export class Engine {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Answers a case as of a day.
     *
     * # Errors
     * Throws `{ problems: [{ path, message }] }` naming everything wrong with the input.
     */
    assess(input: any, on: string): any;
    /**
     * What the policy is about: its facts in the order of asking, its provisions and readings.
     *
     * # Errors
     * None that an input could cause.
     */
    describe(): any;
    /**
     * Loads compiled bytes.
     *
     * # Errors
     * A JavaScript `Error` that says why the bytes were refused.
     */
    constructor(vocabulary: Uint8Array | number[], policy: Uint8Array | number[]);
    /**
     * Sets figures and readings once, for many calls with complete facts: takes the `figures` and
     * `readings` of a case.
     *
     * # Errors
     * Throws `{ problems: [{ path, message }] }` naming everything wrong with the input.
     */
    prepare(input: any): Prepared;
    /**
     * Reads the answer to the question about `fact` off the native inputs inside `element`; null
     * where it is "I don't know" or nothing is filled in yet.
     *
     * # Errors
     * Throws `{ problems: [{ path, message }] }` for an entry that is no value of the fact.
     */
    read_answer(element: Element, fact: string): any;
}

/**
 * A policy with figures and readings set.
 */
export class Prepared {
    private constructor();
    free(): void;
    [Symbol.dispose](): void;
    /**
     * Answers. `codes`: the person's, then each admission's. `bills`: in-scope and out-of-scope
     * cost of each admission, fen. Filled: `amounts` (fen), and in `ids` row and outcome (65535: open)
     * of the provision that gives premium aid and, for each admission, of those that feed the
     * settlement; then the ids of the steps, then 65535. What does not fit is left out.
     */
    answer(codes: Uint8Array | number[], bills: BigInt64Array | bigint[], amounts: BigInt64Array, ids: Uint16Array): number;
    /**
     * The codes of a case about one person: what is asked over and over, with other bills or with a
     * code changed.
     *
     * # Errors
     * Throws `{ problems: [{ path, message }] }` naming everything wrong with the input.
     */
    codes(_case: any): Uint8Array;
    /**
     * What a step's id means: `rate_plus`; nothing if it is none.
     */
    step(id: number): string | undefined;
}

/**
 * The language of the browser: `zh` for any Chinese, else `en`.
 */
export function preferred_language(): string;

/**
 * Runs once when the module is instantiated: a panic is written to the console before the trap.
 */
export function start(): void;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly __wbg_engine_free: (a: number, b: number) => void;
    readonly __wbg_prepared_free: (a: number, b: number) => void;
    readonly engine_assess: (a: number, b: number, c: number, d: number, e: number) => void;
    readonly engine_describe: (a: number, b: number) => void;
    readonly engine_new: (a: number, b: number, c: number, d: number, e: number) => void;
    readonly engine_prepare: (a: number, b: number, c: number) => void;
    readonly engine_read_answer: (a: number, b: number, c: number, d: number, e: number) => void;
    readonly preferred_language: (a: number) => void;
    readonly prepared_answer: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: number, j: number, k: number) => number;
    readonly prepared_codes: (a: number, b: number, c: number) => void;
    readonly prepared_step: (a: number, b: number, c: number) => void;
    readonly start: () => void;
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
    readonly __wbindgen_exn_store: (a: number) => void;
    readonly __wbindgen_add_to_stack_pointer: (a: number) => number;
    readonly __wbindgen_start: () => void;
}

export type SyncInitInput = BufferSource | WebAssembly.Module;

/**
 * Instantiates the given `module`, which can either be bytes or
 * a precompiled `WebAssembly.Module`.
 *
 * @param {{ module: SyncInitInput }} module - Passing `SyncInitInput` directly is deprecated.
 *
 * @returns {InitOutput}
 */
export function initSync(module: { module: SyncInitInput } | SyncInitInput): InitOutput;

/**
 * If `module_or_path` is {RequestInfo} or {URL}, makes a request and
 * for everything else, calls `WebAssembly.instantiate` directly.
 *
 * @param {{ module_or_path: InitInput | Promise<InitInput> }} module_or_path - Passing `InitInput` directly is deprecated.
 *
 * @returns {Promise<InitOutput>}
 */
export default function __wbg_init (module_or_path: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>): Promise<InitOutput>;
