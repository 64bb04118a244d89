import { setConfig } from './generated/.kubb/fetch.ts';
import {
  controlEnrichment,
  getResults,
  getStatus,
  listStatuses,
  submitEnrichment,
} from './generated/index.ts';
import { baseUrl, live, token } from './life.ts';

setConfig({ baseURL: baseUrl, headers: { Authorization: `Bearer ${token}` } });

await live({
  list: () => listStatuses(),
  // Its small client sets no content type.
  submit: (company) =>
    submitEnrichment(
      { records: [{ company_name: company }] },
      { headers: { 'Content-Type': 'application/json' } },
    ),
  // The functions of this generator know the first media type of an operation only; its client takes any form.
  upload: (file) => {
    const form = new FormData();
    form.append('file', file);
    return submitEnrichment({ records: [] }, { data: form });
  },
  getStatus: (id) => getStatus(id),
  pause: (id) =>
    controlEnrichment(
      { csv_file_id: id, action: 'pause' },
      { headers: { 'Content-Type': 'application/json' } },
    ),
  getResults: (id) => getResults(id),
});
