import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import { startMock } from 'enrichment-sandbox';
import { inStep } from 'enrichment-sandbox/fake-timers';
import { expect, test, vi } from 'vitest';

interface Api {
  readonly baseUrl: string;
  readonly token: string;
}

// Replace this with the component that you test. It polls every three seconds until the job has ended.
function JobStatus({ api, id }: { api: Api; id: string }) {
  const { data } = useQuery({
    queryKey: ['jobs', id],
    queryFn: async (): Promise<{ readonly status: string }> => {
      const headers = { Authorization: `Bearer ${api.token}` };
      const response = await fetch(`${api.baseUrl}/enrichment/status/${id}/`, { headers });
      if (!response.ok) throw new Error(`The API responded with ${response.status}.`);
      return (await response.json()) as { readonly status: string };
    },
    refetchInterval: ({ state }) =>
      state.data === undefined || ['queued', 'in-progress'].includes(state.data.status) ? 3000 : false,
  });
  return <p role="status">{data?.status ?? 'loading'}</p>;
}

test('the page follows a job to its end', async () => {
  vi.useFakeTimers();
  await using mock = await startMock();
  const world = mock.world();
  const { id } = await world.jobs.add({ scenario: 'straight-through' });
  const api = { baseUrl: world.baseUrl, token: world.token() };
  render(
    <QueryClientProvider client={new QueryClient()}>
      <JobStatus api={api} id={id} />
    </QueryClientProvider>,
  );

  const time = inStep(world, vi);
  await act(() => time.advance('3s'));
  expect(screen.getByRole('status').textContent).toBe('queued');
  await act(() => time.advance('10m'));
  expect(screen.getByRole('status').textContent).toBe('completed');
  await world.expectNoAdvice('warning');
});
