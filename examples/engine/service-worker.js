import { createMock } from 'enrichment-sandbox/engine';

const mock = createMock({ now: '2026-05-06T14:25:42Z', frozen: true });

addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  const response = mock.fetch(event.request); // undefined if the request is for another server
  if (response !== undefined) event.respondWith(response);
});
