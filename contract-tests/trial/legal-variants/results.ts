/** Unusual but legal: how servers send results, and what they tell caches and clients of other languages. */
import { createHash } from 'node:crypto';

import { addHeaders, changeResponse, createResponse, replaceBody } from '../change-response.ts';
import type { LegalVariant, VariantResponse } from '../variant-server.ts';

const isCsv = ({ headers }: VariantResponse) =>
  headers.some(([name, value]) => /^content-type$/i.test(name) && value.startsWith('text/csv'));

/** Changes the text of a file of results. */
const changeFile = (change: (text: string) => string): LegalVariant =>
  changeResponse((answer) =>
    isCsv(answer) ? replaceBody(answer, Buffer.from(change(answer.body.toString()))) : answer,
  );

const control = (value: string, ...others: readonly (readonly [string, string])[]): LegalVariant =>
  changeResponse((answer) => addHeaders(answer, ['Cache-Control', value], ...others));

const isJson = ({ headers }: VariantResponse) =>
  headers.some(([name, value]) => name === 'Content-Type' && value === 'application/json');

export const resultVariants: Readonly<Record<string, LegalVariant>> = {
  'replaces a page or a size that is out of range': {
    rewrite: (target) =>
      target
        .replace(/\bpage=0\b/, 'page=1')
        .replace(/page_size=0\b/, 'page_size=50')
        .replace(/page_size=201\b/, 'page_size=200'),
  },
  'has no page 0': {
    instead: ({ target }) =>
      /\bpage=0\b/.test(target) ? createResponse(404, '<h1>Not Found</h1>') : undefined,
  },
  'begins its CSV with a byte order mark and ends lines with LF': changeFile(
    (text) => `\ufeff${text.replaceAll('\r\n', '\n')}`,
  ),
  'ends its CSV with an empty line': changeFile((text) => `${text}\r\n`),
  'names the charset of its CSV': changeResponse((answer) =>
    isCsv(answer)
      ? {
          ...answer,
          headers: answer.headers.map(([name, value]) => [
            name,
            value === 'text/csv' ? 'text/csv; charset=utf-8; header=present' : value,
          ]),
        }
      : answer,
  ),
  'has one more column in its CSV': changeFile((text) =>
    text
      .split('\r\n')
      .map((line, index) => (line === '' ? line : `${line},${index === 0 ? 'score' : '7'}`))
      .join('\r\n'),
  ),
  'lets a cache store responses that it checks each time': control('public, max-age=0, must-revalidate'),
  'lets only the client store responses, for a minute': control('private, max-age=60'),
  'stores nothing, whatever else it says': control('public, max-age=60, no-store'),
  'sends a weak ETag for the jobs, and an id for each response': changeResponse((answer, count) => {
    if (!isJson(answer)) return answer;
    const tag = createHash('md5').update(answer.body).digest('hex');
    return addHeaders(answer, ['ETag', `W/"${tag}"`], ['X-Response-Id', String(count)]);
  }),
  'was last modified just now': changeResponse((answer) => {
    const date = answer.headers.find(([name]) => name === 'Date')?.[1];
    return date === undefined ? answer : addHeaders(answer, ['Last-Modified', date]);
  }),
  'is in English for everybody': changeResponse((answer) =>
    addHeaders(answer, ['Content-Language', 'en'], ['Vary', 'Accept-Language']),
  ),
  'translates its 404': {
    change: (answer, { headers }) =>
      answer.status === 404 && isJson(answer) && headers['accept-language'] === 'de'
        ? addHeaders(replaceBody(answer, Buffer.from('{"detail":"Nicht gefunden."}')), [
            'Content-Language',
            'de',
          ])
        : answer,
  },
  'has a page for browsers': {
    change: (answer, { headers, target }) => {
      if (!/\/status\//.test(target)) return answer;
      if (headers.accept !== 'text/html' || answer.status !== 406)
        return addHeaders(answer, ['Vary', 'Accept, Cookie']);
      const page = createResponse(200, '<h1>Job</h1>', ['Vary', 'Accept'], ['Vary', 'Cookie']);
      return { ...page, headers: [...page.headers, ...answer.headers.filter(([name]) => name === 'Date')] };
    },
  },
  'gives JSON to browsers': {
    before: async ({ headers }) => {
      if (headers.accept === 'text/html') headers.accept = 'application/json';
    },
  },
};
