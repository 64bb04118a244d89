// The app of ../react in happy-dom: no browser, no server, and the mock in the process of the test.
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { type Mock, startMock, type World } from 'enrichment-sandbox';
import { inStep } from 'enrichment-sandbox/fake-timers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

let mock: Mock;
let world: World;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.stop());
beforeEach(() => {
  vi.useFakeTimers();
  world = mock.world();
  // Where the app finds its address and its token. Its modules are loaded afresh for each test.
  vi.stubGlobal('enrichmentSandbox', { baseUrl: world.baseUrl, token: world.token('carol') });
  vi.resetModules();
  location.hash = '';
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Time passes for the world and the app, a second at a time, since React renders at the end of each `act`. */
async function pass(seconds: number) {
  const time = inStep(world, vi);
  for (let passed = 0; passed < seconds; passed += 1) await act(() => time.advance('1s'));
}

const apps = {
  'TanStack Query': async () => (await import('../react/tanstack-query/app.tsx')).TanStackQueryApp,
  SWR: async () => (await import('../react/swr/app.tsx')).SwrApp,
};

describe.each(Object.entries(apps))('with %s', (_, load) => {
  test('a job is submitted and followed to its results', async () => {
    const App = await load();
    render(<App />);
    await pass(3);
    expect(screen.getByText('None yet: submit one.')).toBeTruthy();

    fireEvent.change(screen.getByLabelText(/^Companies/), { target: { value: 'Blue Lake\nOak & Sons' } });
    fireEvent.click(screen.getByRole('button', { name: 'Submit' }));
    await pass(3);
    expect(screen.getByRole('status').textContent).toBe('The job is queued.');

    await world.faults.add({ effect: 'error', problem: 'serverError', next: 1 });
    await pass(300);
    expect(screen.getByRole('status').textContent).toBe('The job is completed.');
    expect(screen.getByRole('cell', { name: 'Oak & Sons' })).toBeTruthy();
    await world.expectNoAdvice('warning');
  });
});
