import { loadShippedSpec } from '../../openapi/shipped.ts';
import type { Response } from './exchange.ts';
import { collectKnownWords } from './known-words.ts';
import { createPseudonymizer } from './pseudonyms.ts';

const known = collectKnownWords(loadShippedSpec().document);
const response = (body: unknown, mediaType = 'application/json'): Response => ({
  kind: 'response',
  status: 200,
  headers: [['Content-Type', mediaType]],
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

test('the links of a page stay visible in an object, and nothing else in it', () => {
  const sent = { links: { next: '?page=2', owner: 'Ada' }, results: [] };
  const shown = createPseudonymizer(known)(response(sent), 'listStatuses').body;
  expect(JSON.parse(shown)).toEqual({ links: { next: '?page=2', owner: 'text-1' }, results: [] });
});

test('a boolean stays visible in CSV, as in JSON', () => {
  const hide = createPseudonymizer(known);
  const data = [{ is_public: false, last_name: 'Byron' }];
  hide(response({ job_id: '9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60', data }), 'getResults');
  const csv = 'is_public,last_name\r\nFalse,Byron\r\n';
  expect(hide(response(csv, 'text/csv'), 'getResults').body).toBe('is_public,last_name\r\nFalse,text-1\r\n');
});
