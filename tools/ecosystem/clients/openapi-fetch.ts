import createClient from 'openapi-fetch';

import type { paths } from './generated/schema.ts';
import { baseUrl, expectData, live, token } from './life.ts';

// Without the media type, results could also be a CSV file.
const client = createClient<paths, 'application/json'>({
  baseUrl,
  headers: { Authorization: `Bearer ${token}` },
});

await live({
  list: async () => expectData(await client.GET('/api/v1/enrichment/status/')),
  submit: async (company) =>
    expectData(
      await client.POST('/api/v1/enrichment/submit/', { body: { records: [{ company_name: company }] } }),
    ),
  upload: async (file) =>
    expectData(
      await client.POST('/api/v1/enrichment/submit/', {
        body: { file },
        bodySerializer: () => {
          const form = new FormData();
          form.append('file', file);
          return form;
        },
      }),
    ),
  getStatus: async (id) =>
    expectData(await client.GET('/api/v1/enrichment/status/{job_id}/', { params: { path: { job_id: id } } })),
  pause: async (id) =>
    expectData(
      await client.POST('/api/v1/enrichment-control/', { body: { csv_file_id: id, action: 'pause' } }),
    ),
  getResults: async (id) =>
    expectData(await client.GET('/api/v1/enrichment/result/{job_id}/', { params: { path: { job_id: id } } })),
});
