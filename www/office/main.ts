// The office page: unpacks its engine, starts it in a worker, shows <mingbai-office>.

import { fromDense } from "../src/engine/packed.ts";
import { DAMAGED } from "./calls.ts";
import { MingbaiOffice } from "./shell.ts";
import { Studio } from "./studio-state.ts";
import { WorkerEngine } from "./worker-engine.ts";

/** Takes a block of the page out, so that its text does not stay in memory twice. */
function taken(id: string): string {
  const block = document.getElementById(id);
  const text = block?.textContent ?? "";
  block?.remove();
  return text;
}

async function start(): Promise<void> {
  taken("mingbai-script");
  const template = taken("office-template");
  const { buffer, byteOffset, byteLength } = fromDense(taken("office-engine"));
  const packed = buffer.slice(byteOffset, byteOffset + byteLength);
  const engine = new WorkerEngine(packed);
  const element = new MingbaiOffice();
  try {
    element.offered = await engine.call("shipped");
    element.engine = engine;
    element.ledgerEngine = new WorkerEngine(packed);
    element.studio = new Studio(engine, new WorkerEngine(packed), template);
  } catch (error) {
    console.error(error);
    element.failed = String(error).includes(DAMAGED) ? "damaged" : "cannot_start";
  }
  document.body.append(element);
  document.getElementById("mingbai-message")?.remove();
  await element.updateComplete;
  performance.mark("mingbai-ready");
}

start().catch((error: unknown) => {
  console.error(error);
  document.getElementById("mingbai-broken")?.classList.remove("late");
});
