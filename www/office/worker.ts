// The worker: the engine, and one call after the other.

import { instance, type Office } from "virtual:mingbai-office-engine";
import { XzReadableStream } from "xz-decompress";
import { DAMAGED, type Answer, type Calls, type Name, type Progress, type Refused, type Request } from "./calls.ts";

/** What a worker's global scope does here; the types of pages have no such scope. */
interface Scope {
  onmessage: ((event: MessageEvent<ArrayBuffer | Request>) => void) | null;
  postMessage(message: Answer | Progress): void;
}

const scope = self as unknown as Scope;

let office: Promise<Office> | undefined;

async function begin(packed: ArrayBuffer): Promise<Office> {
  const bytes = await unpacked(packed);
  const { Office } = await instance(await WebAssembly.compile(bytes));
  return new Office();
}

/** The module, which travels as .xz. From no Blob: WebKit's worker of a file cannot read one. */
async function unpacked(packed: ArrayBuffer): Promise<ArrayBuffer> {
  try {
    const { body } = new Response(packed);
    if (!body) throw new Error("the engine is empty");
    return await new Response(new XzReadableStream(body)).arrayBuffer();
  } catch (error) {
    console.error(error);
    throw new Error(DAMAGED);
  }
}

const CALLS: { [N in Name]: (office: Office, ...given: Calls[N][0]) => Calls[N][1] } = {
  shipped: (office) => JSON.parse(office.shipped()),
  texts: (office, id) => JSON.parse(office.texts(id)),
  check: (office, texts) => JSON.parse(office.check(JSON.stringify(texts))),
  page: (office, texts) => JSON.parse(office.page(JSON.stringify(texts))),
  cut: (office, text) => JSON.parse(office.cut(text)),
  forms: (office, policy, figures) => JSON.parse(office.forms(policy, figures)),
  cases: (office, cases) => JSON.parse(office.cases(cases)),
  edit: (office, name, text, edits, language) => refused(() => office.edit(name, text, JSON.stringify(edits), language)),
  renamed: (office, texts, place, ...rest) => read(() => office.renamed(JSON.stringify(texts), JSON.stringify(place), ...rest)),
  condition: (office, menu) => office.condition(JSON.stringify(menu)),
  pasted: (office, policy, pasted, names) => JSON.parse(office.pasted(policy, pasted, JSON.stringify(names))),
  compared: (office, ...given) => read(() => office.compared(...given)),
  picture: (office, ...given) => refused(() => office.picture(...given)),
  propose: (office, texts, bytes, ...rest) => read(() => office.propose(JSON.stringify(texts), new Uint8Array(bytes), ...rest)),
  mapped: (office, toml) => read(() => office.mapped(toml)),
  corrected: (office, mapping, correction) => read(() => office.corrected(JSON.stringify(mapping), JSON.stringify(correction))),
  toml: (office, mapping) => office.toml(JSON.stringify(mapping)),
  answer: (office, mapping) => read(() => office.answer(JSON.stringify(mapping), (...progress) => scope.postMessage(progress))),
  rows: (office, asked) => JSON.parse(office.rows(JSON.stringify(asked))),
  notices: (office, asked) => read(() => office.notices(JSON.stringify(asked))),
  save: (office) => refused(() => office.save()),
  csv: (office) => refused(() => office.csv()),
};

/** What the engine throws as a text it refuses, in words for the reader. */
function refused<T>(work: () => T): T | Refused {
  try {
    return work();
  } catch (error) {
    if (typeof error === "string") return { refused: error };
    throw error;
  }
}

/** The same of JSON text. */
function read<T>(work: () => string): T | Refused {
  const result = refused(work);
  return typeof result === "string" ? JSON.parse(result) : result;
}

scope.onmessage = ({ data }) => {
  if (data instanceof ArrayBuffer) office = begin(data);
  else void answered(data).then((answer) => scope.postMessage(answer));
};

async function answered({ id, name, given }: Request): Promise<Answer> {
  try {
    if (!office) throw new Error("the worker was not given its engine");
    const call = CALLS[name] as (office: Office, ...given: unknown[]) => unknown;
    return { id, value: call(await office, ...given) };
  } catch (error) {
    return { id, error: String(error), trapped: error instanceof WebAssembly.RuntimeError || error instanceof RangeError };
  }
}
