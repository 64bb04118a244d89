/** The app with TanStack Query. */
import { QueryClientProvider } from '@tanstack/react-query';

import { App } from '../src/app.tsx';
import { data, queryClient } from './data.ts';

export function TanStackQueryApp() {
  return (
    <QueryClientProvider client={queryClient}>
      <App data={data} />
    </QueryClientProvider>
  );
}
