// The studio's texts kept in the browser from one visit to the next, as a project file: only where the person allows it,
// never a ledger. A page opened from disk may share its storage with every other file there, so nothing is kept then.

import { packed, type Part } from "./project.ts";

const KEY = "mingbai-studio";

/** How long nothing changes before it is kept, ms. */
const PAUSE = 1000;

/** The storage that is this page's alone, if it has one. */
function ownStorage(): Storage | undefined {
  try {
    if (!/^https?:$/.test(location.protocol)) return undefined;
    localStorage.getItem(KEY);
    return localStorage;
  } catch {
    return undefined;
  }
}

/**
 * `nowhere`: there is no storage of the page's own. `off`: nothing is kept. `found`: there is something of an earlier visit,
 * and it stays as it is until the person has decided. `on`: each change is kept. `full`: the last change found no room; what was
 * kept before is there. `other`: another window keeps its own texts now.
 */
export type Keeping = "nowhere" | "off" | "found" | "on" | "full" | "other";

export class Keep {
  state: Keeping;
  private readonly storage = ownStorage();
  private pause: ReturnType<typeof setTimeout> | undefined;

  /** `parts`: what is to be kept. `changed` is told of another state. */
  constructor(private readonly parts: () => Part[], private readonly changed: () => void) {
    this.state = !this.storage ? "nowhere" : this.kept === null ? "off" : "found";
    if (!this.storage) return;
    addEventListener("pagehide", () => this.write());
    addEventListener("storage", ({ key }) => {
      if (key === KEY && this.keeps) this.become("other");
    });
  }

  /** The project file that is kept. */
  get kept(): string | null {
    return this.storage?.getItem(KEY) ?? null;
  }

  private get keeps(): boolean {
    return this.state === "on" || this.state === "full";
  }

  private become(state: Keeping): void {
    this.state = state;
    clearTimeout(this.pause);
    this.changed();
  }

  /** From now on each change is kept, in the place of what was. */
  begin(): void {
    this.become("on");
    this.write();
  }

  /** Deletes what is kept, and keeps nothing more. */
  end(): void {
    this.storage?.removeItem(KEY);
    this.become("off");
  }

  /** The texts may have changed. */
  soon(): void {
    if (!this.keeps) return;
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.write(), PAUSE);
  }

  private write(): void {
    if (!this.keeps) return;
    let state: Keeping = "on";
    try {
      this.storage?.setItem(KEY, packed(this.parts()));
    } catch {
      state = "full";
    }
    if (state !== this.state) this.become(state);
  }
}
