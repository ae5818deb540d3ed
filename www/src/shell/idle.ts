// The clock of a kiosk: a while without a sign of anyone and it warns, a while longer and everything is wiped.

/** Milliseconds without a sign until the warning; and from then until the wipe. */
const QUIET = 90_000;
const WARNING = 30_000;
const SECOND = 1000;

const SIGNS = ["pointerdown", "click", "keydown", "input", "wheel"];

/** Milliseconds after the last sign in which the click of a lifted finger comes. */
const LIFTED = 500;

/** A moment, by the calendar's clock, which may be set, and by the browser's, which may stand still while the machine sleeps. */
interface Moment {
  date: number;
  running: number;
}

const now = (): Moment => ({ date: Date.now(), running: performance.now() });

/** Milliseconds since then: by the clock that went further. */
const since = ({ date, running }: Moment): number => Math.max(Date.now() - date, performance.now() - running);

export interface Keeper {
  /** Something that somebody listens to is going on. */
  isBusy: () => boolean;
  /** The warning comes, counts, or goes, or the page comes into sight or goes out of it. */
  changed: () => void;
  wipe: () => void;
  /** A second with nobody there. */
  atRest: () => void;
}

export class Idle {
  /** Seconds left in the warning; null while there is none. */
  left: number | null = null;

  /** The last sign of a resident; null when there was none since the last wipe: there are no traces. */
  private sign: Moment | null = null;

  constructor(private readonly keeper: Keeper) {}

  start(): void {
    for (const sign of SIGNS) addEventListener(sign, this.stir, true);
    // The machine may have slept.
    document.addEventListener("visibilitychange", this.look);
    setInterval(this.look, SECOND);
  }

  /** Someone is there. */
  private readonly stir = (event: Event): void => {
    if (event.composedPath().some((part) => (part as HTMLElement).dataset?.["action"] === "kiosk-finish")) return;
    const told = this.sign;
    this.look();
    // Whoever comes too late keeps nothing of what another told.
    const late = told !== null && this.sign === null;
    const warned = this.left !== null;
    this.sign = now();
    if (!late && !warned) return;
    // It answers the warning and presses nothing else.
    event.stopPropagation();
    if (event.type !== "wheel") event.preventDefault();
    // The warning stays under a finger until it is lifted: what lies below would be pressed.
    if (!warned || !/click|key/.test(event.type)) return;
    this.left = null;
    this.keeper.changed();
  };

  /** Nothing of anyone is left. */
  rest(): void {
    this.sign = null;
    this.left = null;
  }

  /** Looks at the clock. */
  private readonly look = (shownOrHidden?: Event): void => {
    if (shownOrHidden) this.keeper.changed();
    if (!this.sign) return this.keeper.atRest();
    if (since(this.sign) >= QUIET + WARNING) return this.keeper.wipe();
    if (this.keeper.isBusy()) this.sign = now();
    const quiet = since(this.sign);
    const answered = quiet < LIFTED ? this.left : null;
    const left = quiet < QUIET ? answered : Math.ceil((QUIET + WARNING - quiet) / SECOND);
    if (left === this.left) return;
    this.left = left;
    this.keeper.changed();
  };
}
