/** Starts the page; with `?demo` in its address there is no server at all, and the mock answers in the page itself. */

if (new URLSearchParams(location.search).has('demo')) {
  // Loaded only then: nobody else has to wait for it.
  const { startDemo } = await import('./demo.ts');
  await startDemo();
}
await import('./app.ts');
