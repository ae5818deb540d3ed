// A kiosk's own care: after a minute without a touch a warning, then everything is wiped.

const IDLE = 60;
const WARNING = 15;
const SECOND = 1000;

export class Idle {
  /** Seconds left in the warning; null while there is none. */
  left: number | null = null;

  private quiet = 0;
  private timer: number | undefined;

  constructor(
    private readonly hasTraces: () => boolean,
    private readonly changed: () => void,
    private readonly wipe: () => void,
  ) {}

  start(): void {
    for (const sign of ["pointerdown", "keydown", "input", "wheel", "touchmove"]) addEventListener(sign, this.stir, { passive: true, capture: true });
    this.timer = window.setInterval(this.tick, SECOND);
  }

  stop(): void {
    for (const sign of ["pointerdown", "keydown", "input", "wheel", "touchmove"]) removeEventListener(sign, this.stir, { capture: true });
    clearInterval(this.timer);
  }

  /** Someone is there. */
  readonly stir = (event?: Event): void => {
    // The warning has its own buttons; it must not go away under the finger.
    const onWarning = event?.composedPath().some((part) => part instanceof HTMLElement && part.hasAttribute("data-idle-warning"));
    if (onWarning) return;
    this.quiet = 0;
    if (this.left === null) return;
    this.left = null;
    this.changed();
  };

  private readonly tick = (): void => {
    if (!this.hasTraces()) {
      this.quiet = 0;
      return;
    }
    this.quiet += 1;
    if (this.quiet < IDLE) return;
    this.left = IDLE + WARNING - this.quiet;
    if (this.left <= 0) {
      this.left = null;
      this.quiet = 0;
      this.wipe();
    }
    this.changed();
  };
}
