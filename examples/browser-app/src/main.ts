/** Starts the page; with `?demo` in its URL there is no server, and the mock runs in the page itself. */
if (new URLSearchParams(location.search).has('demo')) {
  // Loaded on demand, so that other users do not wait for it.
  const { startDemo } = await import('./demo.ts');
  await startDemo();
}
await import('./app.ts');
