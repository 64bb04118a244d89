/** The app with TanStack Query. */
import { QueryClientProvider } from '@tanstack/react-query';

import { App } from '../src/app.tsx';
import { start } from '../src/start.tsx';
import { data, queryClient } from './data.ts';

start(
  <QueryClientProvider client={queryClient}>
    <App data={data} />
  </QueryClientProvider>,
);
