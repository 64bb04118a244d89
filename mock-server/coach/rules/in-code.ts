/** Each piece of advice in code: with fetch alone, with TanStack Query, and with SWR. */
import type { components } from '../../../openapi/generated/control.ts';

type InCode = components['schemas']['Advice']['in_code'];

/** By the id of the rule. The query functions throw an error with the `status` of the response, as both libraries recommend. */
export const inCode = {
  'token-in-query': {
    fetch: 'fetch(url, { headers: { Authorization: `Bearer ${token}` } })',
    tanstack_query: 'queryFn: () => fetch(url, { headers: { Authorization: `Bearer ${token}` } })',
    swr: 'useSWR([url, token], ([url, token]) => fetch(url, { headers: { Authorization: `Bearer ${token}` } }))',
  },
  'after-401': {
    fetch: 'if (response.status === 401) return signOut(); // before setting the next timer',
    tanstack_query:
      'retry: (count, error) => error.status !== 401 && count < 3, refetchInterval: (query) => (query.state.error?.status === 401 ? false : 5000), enabled: signedIn',
    swr: 'useSWR(signedIn ? url : null, fetcher, { shouldRetryOnError: (error) => error.status !== 401 })',
  },
  'too-fast': {
    fetch: 'setTimeout(poll, rows < 1000 ? 5000 : 20_000)',
    tanstack_query: 'refetchInterval: rows < 1000 ? 5000 : 20_000, staleTime: 5000',
    swr: '{ refreshInterval: rows < 1000 ? 5000 : 20_000, dedupingInterval: 5000 }',
  },
  'polls-after-end': {
    fetch: "if (['completed', 'failed', 'paused'].includes(job.status)) return job; // no further timer",
    tanstack_query:
      'refetchInterval: (query) => (isOver(query.state.data) ? false : 5000), refetchOnWindowFocus: (query) => !isOver(query.state.data)',
    swr: '{ refreshInterval: (job) => (isOver(job) ? 0 : 5000), revalidateOnFocus: !isOver(job) }',
  },
  'ignores-retry-after': {
    fetch: "await sleep(1000 * Number(response.headers.get('Retry-After') ?? 5))",
    tanstack_query:
      'retryDelay: (count, error) => error.retryAfter * 1000 || Math.min(1000 * 2 ** count, 30_000)',
    swr: '{ onErrorRetry: (error, key, config, revalidate, options) => setTimeout(() => revalidate(options), (error.retryAfter ?? 5) * 1000) }',
  },
  'no-backoff': {
    fetch: 'wait = Math.min(wait * 2, 60_000) * (0.75 + Math.random() / 2) // back to 5000 after a success',
    tanstack_query:
      'refetchInterval: (query) => Math.min(5000 * 2 ** query.state.fetchFailureCount, 60_000) // retryDelay grows automatically',
    swr: '{ refreshInterval: failed ? 0 : 5000 } // onErrorRetry grows automatically, from errorRetryInterval',
  },
  overlaps: {
    fetch: 'const poll = async () => { await request(); setTimeout(poll, 5000); }; // not setInterval',
    tanstack_query:
      'refetchInterval: 5000 // waits for the response; use it instead of a setInterval with refetch()',
    swr: '{ refreshInterval: 5000 } // waits for the response; use it instead of a setInterval with mutate()',
  },
  'results-too-early': {
    fetch: "if (job.status === 'completed' || job.status === 'paused') await fetch(resultUrl, { headers })",
    tanstack_query: "enabled: job?.status === 'completed' || job?.status === 'paused'",
    swr: "useSWR(job?.status === 'completed' || job?.status === 'paused' ? resultUrl : null, fetcher)",
  },
  redirects: {
    fetch: 'fetch(`${baseUrl}/enrichment/status/${id}/`, { headers }) // with the slash',
    tanstack_query: 'queryFn: () => get(`${baseUrl}/enrichment/status/${id}/`) // with the slash',
    swr: 'useSWR(`${baseUrl}/enrichment/status/${id}/`, fetcher) // with the slash',
  },
  'after-404': {
    fetch: 'if (response.status === 404) return showMissing(id); // before setting the next timer',
    tanstack_query:
      'retry: (count, error) => error.status !== 404 && count < 3, refetchInterval: (query) => (query.state.error?.status === 404 ? false : 5000)',
    swr: '{ shouldRetryOnError: (error) => error.status !== 404, refreshInterval: missing ? 0 : 5000 }',
  },
  'results-not-fetched': {
    fetch: "if (job.status === 'completed') show(await (await fetch(resultUrl, { headers })).json())",
    tanstack_query:
      "useQuery({ queryKey: ['results', id], queryFn: getResults, enabled: job?.status === 'completed', staleTime: Infinity })",
    swr: "useSWRImmutable(job?.status === 'completed' ? resultUrl : null, fetcher)",
  },
  'idle-list': {
    fetch: 'if (jobs.every(isOver)) return jobs; // set the timer again after a submission or a resume',
    tanstack_query:
      'refetchInterval: (query) => (query.state.data?.every(isOver) ? false : 5000) // invalidateQueries after a submission',
    swr: '{ refreshInterval: (jobs) => (jobs?.every(isOver) ? 0 : 5000) } // mutate(listUrl) after a submission',
  },
  'single-polls': {
    fetch: 'const jobs = await (await fetch(listUrl, { headers })).json(); // one request for all',
    tanstack_query:
      "useQuery({ queryKey: ['jobs'], queryFn: getList, select: (jobs) => jobs.find((job) => job.job_id === id) })",
    swr: 'const { data: jobs } = useSWR(listUrl, fetcher); // each row finds its job in it',
  },
  'lock-step': {
    fetch: 'setTimeout(poll, 5000 * (0.75 + Math.random() / 2))',
    tanstack_query: 'refetchInterval: () => 5000 * (0.75 + Math.random() / 2)',
    swr: '{ refreshInterval: () => 5000 * (0.75 + Math.random() / 2) }',
  },
  'results-again': {
    fetch: 'results.get(id) ?? results.set(id, await getResults(id)).get(id)',
    tanstack_query: 'staleTime: Infinity // invalidateQueries after a resume',
    swr: 'useSWRImmutable(resultUrl, fetcher) // mutate(resultUrl) after a resume',
  },
  'tiny-pages': {
    fetch: 'fetch(`${resultUrl}?page_size=200`, { headers })',
    tanstack_query:
      'useInfiniteQuery({ queryFn: ({ pageParam }) => getResults({ page: pageParam, pageSize: 200 }), ... })',
    swr: 'useSWRInfinite((index) => `${resultUrl}?page=${index + 1}&page_size=200`, fetcher)',
  },
} as const satisfies Readonly<Record<string, InCode>>;
