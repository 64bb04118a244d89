/** Content negotiation: Accept, its parameters, and `?format=`. */
import { crashed, notAcceptable, notFound, ownJob, queued, unauthorized } from '../answers.ts';
import type { WireCase } from './wire-case.ts';

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8';
const met = [
  '*/*',
  'application/*',
  '*/json',
  'APPLICATION/JSON',
  'application/json, text/plain, */*',
  browser,
  'application/json;q=0',
  'text/html, */*;q=0',
  'application/json; charset=utf-8',
  'application/json; version=2',
  '  application/json  ',
  'text/html,application/json',
  ',,application/json',
  'application/json,',
  'application/json;',
  'application/json;;',
  'application/json; q',
  'application/json;charset=\u00e9',
  'application/json; x="a;b"',
  'application/json; indent=2; indent=0',
];
const unmet = [
  'text/html',
  'application/xml',
  'text/csv',
  'text/*',
  'application/vnd.api+json',
  'application/problem+json',
  '*',
  'json',
  '/',
  '*/',
  '/*',
  ',',
  ';application/json',
  'application/json/x',
  'application//json',
  'application/jsonx',
  'application /json',
  'application/ json',
  'application/*+json',
  '*/xml',
  '',
];

/** By how many spaces each indents. */
const indents: readonly (readonly [accept: string, spaces: number])[] = [
  ['application/json; indent=4', 4],
  ['application/json;indent=2', 2],
  ['application/json; INDENT=2', 2],
  ['*/*; indent=3', 3],
  ['*/json; indent=3', 3],
  ['application/*; indent=3', 3],
  ['application/json; indent="4"', 4],
  ['application/json; indent = 4', 4],
  ['application/json; indent*=4', 4],
  ["application/json; indent*=utf-8''4", 4],
  ['application/json; indent=+4', 4],
  ['application/json; indent=04', 4],
  ['application/json; indent=1_0', 8],
  ['application/json; indent=9', 8],
  ['application/json; indent=99', 8],
  ['application/json; indent=0', 0],
  ['application/json; indent=-1', 0],
  ['application/json; indent=x', 0],
  ['application/json; indent=4.0', 0],
  ['application/json; indent', 0],
  ['application/json; indent=', 0],
  ['application/json; indent="4', 0],
  ["application/json; indent='4'", 0],
  ['application/json; indent=4 4', 0],
  ['application/json; x="a;b"; indent=4', 4],
  ['*/*, application/json; indent=4', 4],
  ['*/*; indent=2, application/json', 0],
  ['application/json;q=0.5, application/json; indent=4', 4],
  ['application/json; indent=4, application/json', 4],
  ['text/html; indent=4, application/json', 0],
];

const formats: readonly (readonly [query: string, accept: string, want: string])[] = [
  ['?format=json', '*/*', queued],
  ['?format=', '*/*', queued],
  ['?format', '*/*', queued],
  ['?format=%6Ason', '*/*', queued],
  ['?format=xml&format=json', '*/*', queued],
  ['?format=xml&format=', '*/*', queued],
  ['?FORMAT=xml', '*/*', queued],
  ['?format=json&format=xml', '*/*', notFound],
  ['?format=xml', '*/*', notFound],
  ['?format=api', '*/*', notFound],
  ['?format=csv', '*/*', notFound],
  ['?format=JSON', '*/*', notFound],
  ['?format=%20json', '*/*', notFound],
  ['?format=json+', '*/*', notFound],
  ['?format=json%00', '*/*', notFound],
  ['?format=json;x', '*/*', notFound],
  ['?format=%FF', '*/*', notFound],
  ['?format=json', 'text/html', notAcceptable],
  ['?format=', 'text/html', notAcceptable],
  ['?format=xml', 'text/html', notFound],
];

const accepting = (accept: string) => ({ headers: { accept } });
const indented = (spaces: number) =>
  queued.slice(0, 4) + JSON.stringify(JSON.parse(queued.slice(4)), null, spaces);

export const accept: readonly WireCase[] = [
  ['no Accept at all', `GET ${ownJob}`, {}, queued],
  ...met.map((value) => [`"${value}"`, `GET ${ownJob}`, accepting(value), queued] as const),
  ...unmet.map((value) => [`"${value}"`, `GET ${ownJob}`, accepting(value), notAcceptable] as const),
  ...indents.map(
    ([value, spaces]) => [`"${value}"`, `GET ${ownJob}`, accepting(value), indented(spaces)] as const,
  ),
  ...formats.map(
    ([query, value, want]) => [`"${value}"`, `GET ${ownJob}${query}`, accepting(value), want] as const,
  ),
  [
    'letters beyond ASCII in the type, which break the framework',
    `GET ${ownJob}`,
    accepting('\u00e9'),
    crashed,
  ],
  [
    'an error, indented as well',
    `GET ${ownJob}`,
    { token: null, headers: { accept: 'application/json; indent=2' } },
    unauthorized.replace('{', '{\n  ').replace(':', ': ').replace('}', '\n}'),
  ],
];
