// The site works without a network after one visit: its copy of the page names a manifest, and beside it
// lies a service worker. The single file has neither.

let registration: ServiceWorkerRegistration | undefined;

export function stayOffline(): void {
  if (!document.querySelector("link[rel=manifest]") || !("serviceWorker" in navigator)) return;
  navigator.serviceWorker.register("service-worker.js").then(
    (made) => (registration = made),
    // Without it the page works all the same, as long as there is a network.
    () => undefined,
  );
}

/** Between two residents of a kiosk: looks for a newer page, and takes the one that was found before. */
export function betweenResidents(): void {
  if (!registration) return;
  if (registration.waiting) {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    registration.waiting.postMessage("take over");
  } else {
    void registration.update().catch(() => undefined);
  }
}
