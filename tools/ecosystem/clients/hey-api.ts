import { client } from './generated/client.gen.ts';
import { formDataBodySerializer } from './generated/client/index.ts';
import {
  controlEnrichment,
  getResults,
  getStatus,
  listStatuses,
  submitEnrichment,
} from './generated/sdk.gen.ts';
import type { SubmitEnrichmentResponses } from './generated/types.gen.ts';
import { baseUrl, expectData, live, token } from './life.ts';

client.setConfig({ baseUrl, auth: token });

await live({
  list: async () => expectData(await listStatuses()),
  submit: async (company) =>
    expectData(await submitEnrichment({ body: { records: [{ company_name: company }] } })),
  // The functions of this generator know the first media type of an operation only; its client knows all.
  upload: async (file) =>
    expectData(
      await client.post<SubmitEnrichmentResponses>({
        ...formDataBodySerializer,
        url: '/api/v1/enrichment/submit/',
        security: [{ scheme: 'bearer', type: 'http' }],
        body: { file },
        headers: { 'Content-Type': null },
      }),
    ),
  getStatus: async (id) => expectData(await getStatus({ path: { job_id: id } })),
  pause: async (id) => expectData(await controlEnrichment({ body: { csv_file_id: id, action: 'pause' } })),
  getResults: async (id) => expectData(await getResults({ path: { job_id: id } })),
});
