// Why a call of the engine is done later.

/** No instance is ready: `ready` settles once there is one, or once it is certain that there is none. */
export class NotReady extends Error {
  constructor(readonly ready: Promise<void>) {
    super("no engine is ready");
  }
}
