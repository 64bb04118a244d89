/** The app with SWR. */
import { SWRConfig } from 'swr';

import { App } from '../src/app.tsx';
import { start } from '../src/start.tsx';
import { configuration, data } from './data.ts';

start(
  <SWRConfig value={configuration}>
    <App data={data} />
  </SWRConfig>,
);
