// The engine as the page sees it: calls that are answered by a worker, one after the other. After a trap the next call
// has a new worker.

import type { Answer, Calls, Name, Progress, Request } from "./calls.ts";
import OfficeWorker from "./worker.ts?worker&inline";

interface Waiting {
  settle(value: unknown): void;
  fail(error: Error): void;
}

export class WorkerEngine {
  private worker: Worker | undefined;
  private waiting = new Map<number, Waiting>();
  private last = 0;
  /** Told while a call that takes its time is answered. */
  progressed: ((...progress: Progress) => void) | undefined;

  /** `packed`: the module, .xz. */
  constructor(private readonly packed: ArrayBuffer) {}

  /** Rejects where the worker cannot start, or where the call went wrong. */
  call<N extends Name>(name: N, ...given: Calls[N][0]): Promise<Calls[N][1]> {
    const request: Request = { id: (this.last += 1), name, given };
    return new Promise((settle, fail) => {
      this.waiting.set(request.id, { settle: settle as Waiting["settle"], fail });
      try {
        (this.worker ??= this.begun()).postMessage(request);
      } catch (error) {
        this.end(error as Error);
      }
    });
  }

  private begun(): Worker {
    const worker = new OfficeWorker();
    worker.onmessage = ({ data }: MessageEvent<Answer | Progress>) => (Array.isArray(data) ? this.progressed?.(...data) : this.answered(data));
    worker.onerror = (event) => this.end(new Error(event.message || "the worker cannot start"));
    worker.postMessage(this.packed);
    return worker;
  }

  private answered(answer: Answer): void {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if (!("error" in answer)) waiting?.settle(answer.value);
    else {
      waiting?.fail(new Error(answer.error));
      // A memory in which something trapped is not to be trusted.
      if (answer.trapped) this.end(new Error(answer.error));
    }
  }

  /** Ends the worker with all it holds: calls that wait are rejected with this error, the next has a new worker. */
  end(error: Error): void {
    this.worker?.terminate();
    this.worker = undefined;
    const all = [...this.waiting.values()];
    this.waiting.clear();
    for (const { fail } of all) fail(error);
  }
}
