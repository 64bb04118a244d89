/** Routing on the decoded path: the spellings of an id, and the trailing slash. */
import { base, noRoute, notFound, ownJob, ownJobId as id, queued } from '../answers.ts';
import type { WireCase } from './wire-case.ts';

const status = `${base}/status`;

/** The response to each spelling of alice's own id if the route takes UUIDs, and if it takes any text. */
export const spellings: readonly (readonly [name: string, path: string, uuid: string, text: string])[] = [
  ['as it is', `${status}/${id}/`, queued, queued],
  ['with a dash escaped', `${status}/${id.replace('-', '%2D')}/`, queued, queued],
  ['with every character escaped', `${status}/${escaped(id)}/`, queued, queued],
  ['with the slashes escaped', `${status}%2F${id}%2F`, queued, queued],
  ['with slashes escaped in lower case', `${status}%2f${id}%2f`, queued, queued],
  ['in upper case', `${status}/${id.toUpperCase()}/`, noRoute, queued],
  ['in mixed case', `${status}/${id.replace('f', 'F')}/`, noRoute, queued],
  ['without dashes', `${status}/${id.replaceAll('-', '')}/`, noRoute, queued],
  ['in braces', `${status}/%7B${id}%7D/`, noRoute, queued],
  ['as a URN', `${status}/urn:uuid:${id}/`, noRoute, queued],
  ['a word', `${status}/abc/`, noRoute, notFound],
  ['a number', `${status}/1/`, noRoute, notFound],
  ['null', `${status}/null/`, noRoute, notFound],
  ['a star', `${status}/*/`, noRoute, notFound],
  ['one character short', `${status}/${id.slice(0, -1)}/`, noRoute, notFound],
  ['one character long', `${status}/${id}0/`, noRoute, notFound],
  ['with a letter that is not a hex digit', `${status}/${id.replace('9', 'g')}/`, noRoute, notFound],
  ['with a trailing space', `${status}/${id}%20/`, noRoute, notFound],
  ['with a zero byte', `${status}/${id}%00/`, noRoute, notFound],
  ['with a line break', `${status}/${id}%0A/`, noRoute, notFound],
  ['an emoji', `${status}/%F0%9F%98%80/`, noRoute, notFound],
  ['bytes that are not UTF-8', `${status}/%FF%FE/`, noRoute, notFound],
  ['an invalid escape', `${status}/%zz/`, noRoute, notFound],
  [
    'with full-width digits, which Python reads',
    `${status}/${id.replaceAll('1', '%EF%BC%91')}/`,
    noRoute,
    queued,
  ],
  ['with a matrix parameter', `${status}/${id};x=1/`, noRoute, notFound],
  ['with a file ending', `${status}/${id}.json/`, noRoute, notFound],
  ['escaped twice', `${status}/${id.replace('-', '%252D')}/`, noRoute, notFound],
  ['empty', `${status}//`, noRoute, noRoute],
  ['followed by another segment', `${status}/${id}/extra/`, noRoute, noRoute],
  ['after a dot segment', `${status}/./${id}/`, noRoute, noRoute],
  ['after a double-dot segment', `${status}/x/../${id}/`, noRoute, noRoute],
  ['the nil UUID', `${status}/00000000-0000-0000-0000-000000000000/`, notFound, notFound],
  ['a UUID of version 7', `${status}/01890a5d-ac96-774b-bcce-b302099a8057/`, notFound, notFound],
];

const slashes: readonly (readonly [name: string, line: string, want: string])[] = [
  ['the list', `GET ${status}`, `301 ${status}/`],
  ['a job', `GET ${status}/${id}`, `301 ${ownJob}`],
  ['a job under /backend', `GET /backend${status}/${id}`, `301 /backend${ownJob}`],
  ['a query, kept unchanged', `GET ${status}?page=2&x=%20y`, `301 ${status}/?page=2&x=%20y`],
  ['a query of signs', `GET ${status}?a="<b>{c}`, `301 ${status}/?a=%22%3Cb%3E%7Bc%7D`],
  ['a lone question mark, dropped', `GET ${status}?`, `301 ${status}/`],
  ['an escaped letter, decoded', `GET ${base}/st%61tus`, `301 ${status}/`],
  ['an escaped slash, decoded', `GET ${status}%2F${id}`, `301 ${ownJob}`],
  ['HEAD', `HEAD ${status}`, `301 ${status}/`],
  ['OPTIONS', `OPTIONS ${status}`, `301 ${status}/`],
  ['POST', `POST ${base}/submit`, `301 ${base}/submit/`],
  ['PUT', `PUT ${status}`, `301 ${status}/`],
  ['DELETE', `DELETE ${status}/${id}`, `301 ${ownJob}`],
  ['an unknown route', 'GET /api/v1/nothing', noRoute],
  ['a malformed id', `GET ${status}/abc`, noRoute],
  ['two trailing slashes', `GET ${status}//`, noRoute],
  ['two slashes inside', 'GET /api/v1//enrichment/status', noRoute],
  ['two leading slashes', `GET /${status}`, noRoute],
  ['a path in upper case', `GET ${status.toUpperCase()}`, noRoute],
  ['nothing', 'GET /', noRoute],
  ['a target without a path', 'OPTIONS *', noRoute],
  ['a target with a host', `GET http://example.com${status}`, `301 ${status}/`],
  ['a fragment, removed', `GET ${status}#x`, `301 ${status}/`],
  ['a fragment after the query, removed', `GET ${status}?a#b`, `301 ${status}/?a`],
  ['an invalid escape, kept', `GET ${status}?a=%zz`, `301 ${status}/?a=%zz`],
  ['a byte in the query, decoded as Latin-1', `GET ${status}?\u00e9`, `301 ${status}/?%C3%A9`],
  ['a plus and a semicolon, kept', `GET ${status}?a+b;c`, `301 ${status}/?a+b;c`],
  ['a completely escaped path', `GET ${escaped(status).replaceAll('%2f', '/')}`, `301 ${status}/`],
  ['an escaped leading slash', 'GET /%2Fapi/v1/enrichment/status', noRoute],
  ['a trailing line break', `GET ${status}%0A`, noRoute],
  ['a file ending', `GET ${status}.json`, noRoute],
  ['twice /backend', `GET /backend/backend${status}`, noRoute],
];

export const paths: readonly WireCase[] = [
  ...spellings.map(([name, path, want]) => [`an id ${name}`, `GET ${path}`, {}, want] as const),
  ...slashes.flatMap(([name, line, want]) => [
    [name, line, {}, want] as const,
    [`${name}, without token`, line, { token: null }, want] as const,
  ]),
];

function escaped(text: string): string {
  return text.replaceAll(/./g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
}
