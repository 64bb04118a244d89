import {
  controlEnrichment,
  getResults,
  getStatus,
  listStatuses,
  submitEnrichment,
} from './generated/client.ts';
import { submitEnrichment as uploadFile } from './generated/upload.ts';
import { live } from './life.ts';

/** Each response of this generator has the status that tells success from failure. */
function expectStatus<
  Response extends { readonly status: number; readonly data: unknown },
  Status extends number,
>(response: Response, status: Status): Extract<Response, { status: Status }>['data'] {
  if (!hasStatus(response, status)) throw new Error(`${response.status}: ${JSON.stringify(response.data)}`);
  return response.data;
}

function hasStatus<Response extends { readonly status: number }, Status extends number>(
  response: Response,
  status: Status,
): response is Extract<Response, { status: Status }> {
  return response.status === status;
}

await live({
  list: async () => expectStatus(await listStatuses(), 200),
  submit: async (company) =>
    expectStatus(await submitEnrichment({ records: [{ company_name: company }] }), 201),
  upload: async (file) => expectStatus(await uploadFile({ file }), 201),
  getStatus: async (id) => expectStatus(await getStatus(id), 200),
  pause: async (id) => expectStatus(await controlEnrichment({ csv_file_id: id, action: 'pause' }), 200),
  getResults: async (id) => {
    const results = expectStatus(await getResults(id), 200);
    if (typeof results === 'string') throw new Error('The results are a CSV file, which nobody requested.');
    return results;
  },
});
