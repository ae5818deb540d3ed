// The clock of a kiosk: after a minute without a touch a warning, then everything is wiped.

const IDLE = 60;
const WARNING = 15;
const SECOND = 1000;

const SIGNS = ["pointerdown", "click", "keydown", "input", "wheel", "touchmove"];

export class Idle {
  /** Seconds left in the warning; null while there is none. */
  left: number | null = null;

  /** Someone has touched something since the last resident was wiped: there may be traces. */
  private used = false;
  private quiet = 0;
  private timer: number | undefined;

  constructor(
    private readonly changed: () => void,
    private readonly wipe: () => void,
  ) {}

  start(): void {
    for (const sign of SIGNS) addEventListener(sign, this.stir, { passive: true, capture: true });
    this.timer = window.setInterval(this.tick, SECOND);
  }

  stop(): void {
    for (const sign of SIGNS) removeEventListener(sign, this.stir, { capture: true });
    clearInterval(this.timer);
  }

  /** Someone is there. */
  readonly stir = (event?: Event): void => {
    // The warning has its own buttons; it must not go away under the finger.
    const onWarning = event?.composedPath().some((part) => part instanceof HTMLElement && part.hasAttribute("data-idle-warning"));
    if (onWarning) return;
    this.used = true;
    this.quiet = 0;
    if (this.left === null) return;
    this.left = null;
    this.changed();
  };

  /** Nothing of anyone is left. */
  rest(): void {
    this.used = false;
    this.quiet = 0;
    this.left = null;
  }

  private readonly tick = (): void => {
    if (!this.used) return;
    this.quiet += 1;
    if (this.quiet < IDLE) return;
    this.left = IDLE + WARNING - this.quiet;
    if (this.left <= 0) this.wipe();
    this.changed();
  };
}
