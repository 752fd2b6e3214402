// Opens the counter without server or network. `version` and `files` come from the server; the API never passes here.
const name = `counter-${version}`;
const [shell] = files;

addEventListener("install", (event) => {
  const fresh = files.map((file) => new Request(file, { cache: "reload" }));
  event.waitUntil(caches.open(name).then((cache) => cache.addAll(fresh)));
});

addEventListener("activate", (event) => event.waitUntil(clients.claim()));

// From a page that has just started. What older versions kept goes when a page of this one has come whole: one that is
// still on its way would end up empty.
addEventListener("message", (event) => event.waitUntil(registration.waiting ? skipWaiting() : tidy()));

addEventListener("fetch", (event) => {
  const { mode, url } = event.request;
  const { pathname } = new URL(url);
  if (files.includes(pathname)) event.respondWith(kept(pathname));
  else if (mode === "navigate" && pathname.endsWith("/")) event.respondWith(fetch(event.request).catch(() => kept(shell)));
});

async function tidy() {
  const others = (await caches.keys()).filter((one) => one !== name);
  await Promise.all(others.map((one) => caches.delete(one)));
}

// What it varies on is settled: without this a browser with a language finds nothing.
async function kept(path) {
  return (await (await caches.open(name)).match(path, { ignoreVary: true })) || fetch(path);
}
