import { getConfig, setConfig } from './generated/.kubb/fetch.ts';
import { controlEnrichment, getResults, getStatus, listStatuses, submitEnrichment } from './generated/index.ts';
import { submitEnrichment as uploadFile } from './generated-upload/index.ts';
import { setConfig as setUploadConfig } from './generated-upload/.kubb/fetch.ts';
import { baseUrl, live, token } from './life.ts';

setConfig({ baseURL: baseUrl, headers: { Authorization: `Bearer ${token}` } });
setUploadConfig(getConfig());

await live({
  list: () => listStatuses(),
  // Its small client sets no content type.
  submit: (company) =>
    submitEnrichment(
      { records: [{ company_name: company }] },
      { headers: { 'Content-Type': 'application/json' } },
    ),
  upload: (file) => uploadFile({ file }),
  getStatus: (id) => getStatus(id),
  pause: (id) =>
    controlEnrichment(
      { csv_file_id: id, action: 'pause' },
      { headers: { 'Content-Type': 'application/json' } },
    ),
  getResults: (id) => getResults(id),
});
