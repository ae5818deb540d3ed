// Keeps the site's few files, so that it works without a network after one visit. Only this origin's own
// files are ever asked for. A newer page waits until nobody uses the old one: all tabs are closed, or a
// kiosk is between two residents and says so.

const CACHE = "mingbai-{{version}}";
const FILES = ["./", "mingbai.webmanifest"];

self.addEventListener("install", (event) => {
  const files = FILES.map((file) => new Request(file, { cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(files)));
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("mingbai-") && name !== CACHE);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))));
});

self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting().then(() => self.clients.claim());
});

self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  const home = new URL("./", self.location).pathname;
  if (event.request.method !== "GET" || origin !== self.location.origin) return;
  // The settings in the address (?policy=…) are read by the page, not by the server.
  const wanted = pathname === home || pathname === `${home}index.html` ? "./" : event.request;
  event.respondWith(caches.open(CACHE).then((cache) => cache.match(wanted)).then((kept) => kept || fetch(event.request)));
});
