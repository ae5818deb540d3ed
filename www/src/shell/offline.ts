// The site works without a network after one visit: its copy of the page names a manifest, and beside it
// lies a service worker. The single file has neither.

let registration: ServiceWorkerRegistration | undefined;

/** `found` is told that a newer page waits. */
export function stayOffline(found: () => void): void {
  if (!document.querySelector("link[rel=manifest]") || !("serviceWorker" in navigator)) return;
  navigator.serviceWorker.register("service-worker.js").then(
    (made) => {
      registration = made;
      // The very first one waits for a moment too: for nothing.
      const tell = () => {
        if (made.waiting && made.active) found();
      };
      tell();
      made.addEventListener("updatefound", () => made.installing?.addEventListener("statechange", tell));
      // An installed page may stay open for weeks.
      document.addEventListener("visibilitychange", () => {
        if (document.visibilityState === "visible") lookForNewer();
      });
    },
    // Without it the page works all the same, as long as there is a network.
    () => undefined,
  );
}

function lookForNewer(): void {
  void registration?.update().catch(() => undefined);
}

/** Starts the newer page that waits: what was entered here is gone then. */
export function takeNewer(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  registration?.waiting?.postMessage("take over");
}

/** Between two residents of a kiosk: looks for a newer page, and takes the one that was found before. */
export function betweenResidents(): void {
  if (registration?.waiting) takeNewer();
  else lookForNewer();
}
