/** The data of the app by TanStack Query. Copy it. */
import { QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import {
  api,
  hasResults,
  type JobData,
  pageSize,
  passes,
  pollMs,
  rests,
  retryDelay,
  submit,
} from '../src/data.ts';

export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: (failures, error) => failures < 8 && passes(error), retryDelay } },
});

/** While it tries again, the reason is that of the last failure. */
const toAnswer = <Value>(query: {
  data: Value | undefined;
  error: Error | null;
  failureReason: Error | null;
}) => ({
  value: query.data,
  error: query.error ?? query.failureReason ?? undefined,
});

export const data: JobData = {
  useJobs: () =>
    toAnswer(
      useQuery({
        queryKey: ['jobs'],
        queryFn: ({ signal }) => api.jobs(signal),
        // A list in which nothing is at work has no news.
        refetchInterval: ({ state }) => {
          const isRefused = state.error !== null && !passes(state.error);
          return state.data?.every(rests) === false && !isRefused ? pollMs : false;
        },
      }),
    ),

  useJob: (id) =>
    toAnswer(
      useQuery({
        queryKey: ['jobs', id],
        queryFn: ({ signal }) => api.job(id, signal),
        refetchInterval: ({ state }) => {
          // After a 401 or a 404 the interval would go on for ever.
          const isRefused = state.error !== null && !passes(state.error);
          return state.data === undefined || rests(state.data) || isRefused ? false : pollMs;
        },
        // A window focus brings nothing new about a job that has ended.
        refetchOnWindowFocus: ({ state }) => state.data === undefined || !rests(state.data),
      }),
    ),

  useResults: (job) =>
    toAnswer(
      useQuery({
        queryKey: ['results', job.job_id, job.updated_at],
        queryFn: () => api.results(job.job_id, 1, pageSize),
        enabled: hasResults(job),
        // They stay as they are until the job moves on.
        staleTime: Infinity,
      }),
    ),

  useSubmit: () => {
    const client = useQueryClient();
    const onSuccess = () => client.invalidateQueries({ queryKey: ['jobs'], exact: true });
    return useMutation({ mutationFn: submit, onSuccess }).mutateAsync;
  },

  useControl: () => {
    const client = useQueryClient();
    return async (id, action) => {
      await api.control(id, action);
      await client.invalidateQueries({ queryKey: ['jobs', id] });
    };
  },
};
