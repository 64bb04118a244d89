import { fixture } from '../testing/shipped.ts';
import type { Context } from '../pipeline/context.ts';
import type { WireReply, WireRequest } from '../django/message.ts';
import { mutants } from './index.ts';
import {
  combineMutants,
  replaceAnswer,
  type Mutant,
  mutateAnswer,
  replaceHeader,
  changeJobs,
  changeJson,
} from './mutant.ts';

const reply: WireReply = {
  status: 200,
  headers: [
    ['Content-Type', 'application/json'],
    ['Content-Length', '7'],
  ],
  body: '{"a":1}',
};
const request = { method: 'GET', target: '/x/', headers: {} } as unknown as WireRequest;
const answer = {
  request,
  response: reply,
  resource: { operations: [{ id: 'getStatus' }] },
} as unknown as Context;
const mutant = (others: Partial<Mutant>): Mutant => ({
  name: 'a-mutant',
  about: 'It mutants.',
  ...others,
});

test('a mutant has a slug as its name, and a one-sentence description', () => {
  expect(mutants.filter(({ name }) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
  expect(mutants.filter(({ about }) => !/^[A-Za-z].*\.$/.test(about))).toEqual([]);
});

test('several mutants apply one after another, and without mutants the response is unchanged', () => {
  const adding = (name: string) =>
    mutant({ onReply: (given) => replaceHeader(given, 'X-Told', `${given.status} ${name}`) });
  const turned = mutant({ onReply: (given) => ({ ...given, status: 500 }) });
  const { onReply } = combineMutants([adding('a'), turned, adding('b')], fixture);
  expect(onReply(answer).headers.at(-1)).toEqual(['X-Told', '500 b']);
  const honest = combineMutants([], fixture);
  expect([honest.onReply(answer), honest.onRequest(request)]).toEqual([reply, request]);
});

test.each<[string, Partial<WireRequest>, number, boolean]>([
  ['a plain GET', {}, 200, true],
  ['another status', {}, 404, false],
  ['HEAD', { method: 'HEAD' }, 200, true],
  ['a query', { target: '/x/?a=1' }, 200, true],
  ['another method', { method: 'POST' }, 200, false],
])('whether a mutant of one operation applies to %s', (_, changes, status, isMutated) => {
  const mutated = mutateAnswer('getStatus', 200, (given) => ({ ...given, body: 'a mutant' }));
  const sent = mutated({ ...reply, status }, answer, { ...request, ...changes });
  expect(sent.body === 'a mutant').toBe(isMutated);
  const other = mutateAnswer('listStatuses', 200, (given) => ({ ...given, body: 'a mutant' }));
  expect(other(reply, answer, request).body).toBe('{"a":1}');
});

test('a changed body has a new Content-Length', () => {
  expect(changeJson(reply, () => ({ long: 'ü' }))).toEqual({
    ...reply,
    headers: [
      ['Content-Type', 'application/json'],
      ['Content-Length', '13'],
    ],
    body: '{"long":"ü"}',
  });
});

test.each<[string, string | undefined, WireReply['headers']]>([
  [
    'set',
    'text/x',
    [
      ['Content-Length', '7'],
      ['content-type', 'text/x'],
    ],
  ],
  ['removed', undefined, [['Content-Length', '7']]],
])('a header name is %s in any case', (_, value, headers) => {
  expect(replaceHeader(reply, 'content-type', value).headers).toEqual(headers);
});

test('the jobs of a list are changed in every envelope', () => {
  const bare = changeJson(reply, () => []);
  const page = changeJson(reply, () => ({ count: 0, results: [] }));
  const lists = [bare, page].map((list) => changeJobs(list, (jobs) => [...jobs, 'more']).body);
  expect(lists).toEqual(['["more"]', '{"count":0,"results":["more"]}']);
});

test.each<[unknown, string | undefined, string, string]>([
  [{ a: [] }, undefined, '{"a":[]}', 'application/json'],
  ['<h1>', 'text/html', '<h1>', 'text/html'],
])('a replaced response is sent as %j', (body, mediaType, sent, type) => {
  expect(replaceAnswer(reply, 418, body, mediaType)).toEqual({
    status: 418,
    headers: [
      ['Content-Length', String(sent.length)],
      ['Content-Type', type],
    ],
    body: sent,
  });
});
