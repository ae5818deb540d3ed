// Keeps the site's few files, so that it works without a network after one visit. Only this origin's own
// files are ever asked for. A newer page waits until nobody uses the old one, or the page says that it is wanted: a
// resident takes it, or a kiosk is between two residents.

const HOME = new URL("./", self.location).pathname;
// Several copies of the site may stand on one origin: each has its own caches, by the path where it stands. A path has no space.
const OWN = `mingbai ${HOME} `;
const CACHE = `${OWN}{{version}}`;
const FILES = ["./", "mingbai.webmanifest"];

self.addEventListener("install", (event) => {
  const files = FILES.map((file) => new Request(file, { cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(files)));
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith(OWN) && name !== CACHE);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))));
});

self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting().then(() => self.clients.claim());
});

self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin) return;
  // The settings in the address (?policy=…) are read by the page, not by the server.
  const wanted = pathname === HOME || pathname === `${HOME}index.html` ? "./" : event.request;
  event.respondWith(caches.open(CACHE).then((cache) => cache.match(wanted)).then((kept) => kept || fetch(event.request)));
});
