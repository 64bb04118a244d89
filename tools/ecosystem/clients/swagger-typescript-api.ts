import { Api, type SubmitResponse } from './generated/api.ts';
import { baseUrl, live, token } from './life.ts';

const client = new Api<string>({
  baseUrl,
  // It parses no response that the document describes under its components, unless it is told.
  baseApiParams: { format: 'json' },
  securityWorker: (data) => (data === null ? {} : { headers: { Authorization: `Bearer ${data}` } }),
});
client.setSecurityData(token);
const { api } = client;

await live({
  list: async () => (await api.listStatuses()).data,
  submit: async (company) => (await api.submitEnrichment({ records: [{ company_name: company }] })).data,
  // The methods of this generator know the first media type of an operation only; its client knows all.
  upload: async (file) => {
    const response = await client.request<SubmitResponse>({
      path: '/api/v1/enrichment/submit/',
      method: 'POST',
      body: { file },
      type: 'multipart/form-data',
      secure: true,
    });
    return response.data;
  },
  getStatus: async (id) => (await api.getStatus(id)).data,
  pause: async (id) => (await api.controlEnrichment({ csv_file_id: id, action: 'pause' })).data,
  getResults: async (id) => (await api.getResults(id)).data,
});
