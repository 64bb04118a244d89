// The task for each environment; its two functions come from the package as that environment imported it.
import type { connect, startMock } from 'enrichment-sandbox';

/** @returns what the control API and the app see of a job that is done */
export async function followAJob(library: {
  readonly connect: typeof connect;
  readonly startMock: typeof startMock;
}): Promise<readonly unknown[]> {
  const started = await library.startMock();
  const mock = await library.connect(started.url); // as if it ran elsewhere
  const world = mock.world();
  const { id } = await world.jobs.add({ scenario: 'straight-through' });
  await world.clock.advance('10m');
  const asked = await fetch(`${world.baseUrl}/enrichment/status/${id}/`, { headers: world.headers() });
  const { status } = (await asked.json()) as { readonly status: string };
  await started.stop();
  return [(await refusal(library.connect(started.url))).split('. ')[0]?.replace(started.url, 'URL'), status];
}

async function refusal(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'connected',
    (error: unknown) => (error as Error).message,
  );
}
