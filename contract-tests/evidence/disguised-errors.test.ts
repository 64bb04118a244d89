import { spec } from '../testing/exchanges.ts';
import { isErrorInDisguise, listServerErrorTexts } from './disguised-errors.ts';
import type { Response } from './exchange.ts';

const texts = listServerErrorTexts(spec.document);
const response = (body: unknown, type = 'application/json', status = 200): Response => ({
  kind: 'response',
  status,
  headers: [['Content-Type', type]],
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

test('the document names the texts of server errors', () => {
  expect([...texts]).toEqual(['Server Error (500)', 'A server error occurred.']);
});

test.each<[string, Response]>([
  ['the documented error of DRF', response({ detail: 'A server error occurred.' })],
  ['the documented error of Django', response({ error: 'Server Error (500)' })],
  ['a status in the body', response({ status: 500, message: 'oops' })],
  ['a code as text', response({ code: '503' })],
  ['a code in an error', response({ error: { statusCode: 500 } })],
  ["a server's own words", response({ message: 'Internal server error' })],
  ['a page', response('<h1>Server Error (500)</h1>', 'text/html')],
  ["a proxy's page", response('<title>502 Bad Gateway</title>', 'text/html; charset=utf-8')],
  ['plain text', response('Internal Server Error', 'text/plain', 201)],
])('%s with a status of success is an error in disguise', (_, one) => {
  expect(isErrorInDisguise(one, texts)).toBe(true);
});

test.each<[string, Response]>([
  ['a job', response({ job_id: 'x', status: 'failed' })],
  ['a list', response([{ status: 500 }])],
  ['an empty body', response('', 'text/html')],
  ['results', response({ data: [], code: 500 })],
  ['a page about something else', response('<h1>Login</h1>', 'text/html')],
  ['a CSV', response('note\nInternal Server Error', 'text/csv')],
  ['an error with its status', response({ detail: 'A server error occurred.' }, 'application/json', 500)],
  ['another code', response({ code: 'ok', status: 200 })],
])('%s is none', (_, one) => {
  expect(isErrorInDisguise(one, texts)).toBe(false);
});
