/** A worker asks this server and nobody else, and runs nothing but itself. */
export const workerPolicy = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'";

/**
 * The worker that ends all workers: a browser that has one fetches this in its place at the next visit, gives up what was kept and
 * goes on without. Pages that are open stay as they are.
 */
export const lastWorker = `addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => {
  const emptied = caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name))));
  event.waitUntil(emptied.then(() => registration.unregister()));
});
`;
