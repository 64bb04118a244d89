/** For tests: a survey of a URL, in which waiting takes no time. */
import type { Evidence } from '../evidence/evidence.ts';
import { createRedactor } from '../../text/redactor.ts';
import type { SurveyOptions } from '../survey/asker.ts';
import { createHttpClient } from '../traffic/client.ts';
import { survey } from '../survey/survey.ts';
import { spec } from './exchanges.ts';

const unknownIds = ['5f0c1d9e-3b7a-4c2d-8e6f-a1b2c3d4e5f6', '7a1e6b40-9c52-4f8d-b3a7-0d1c2e3f4a5b'] as const;

export async function surveyTarget(origin: string, options: Partial<SurveyOptions> = {}): Promise<Evidence> {
  const client = createHttpClient(5000);
  let waited = 0;
  try {
    return await survey({
      client,
      redact: createRedactor(['canary-token']),
      now: () => Date.now() + waited,
      wait: async (milliseconds) => {
        waited += milliseconds;
      },
      spec,
      base: { origin, prefixes: ['', '/backend'] },
      token: 'canary-token',
      watchMs: 0,
      paceMs: 1000,
      unknownIds,
      onProgress: () => undefined,
      ...options,
    });
  } finally {
    client.close();
  }
}
