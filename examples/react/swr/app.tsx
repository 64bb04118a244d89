/** The app with SWR. */
import { SWRConfig } from 'swr';

import { App } from '../src/app.tsx';
import { configuration, data } from './data.ts';

export function SwrApp() {
  return (
    <SWRConfig value={configuration}>
      <App data={data} />
    </SWRConfig>
  );
}
