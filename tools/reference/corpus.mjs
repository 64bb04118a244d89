// Requests that compare the mock with a real server: every dimension of HTTP, alone and in combination.
// @ts-check
// biome-ignore-all format: rows of short values
import { bodies } from './corpus-bodies.mjs';
import { cookies, encodings, forwarded, largeBodies, longHeaders, parameters } from './corpus-headers.mjs';
import { randomRequests } from './corpus-random.mjs';

/**
 * @typedef {import('./exchange.mjs').Request} Request
 * @typedef {Partial<Request> & { token?: string | null, type?: string }} Draft
 */

const base = '/api/v1/enrichment';
const own = '9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60';
const unknown = '00000000-0000-4000-8000-000000000000';
const routes = [
  `${base}/status/`,
  `${base}/status/${own}/`,
  `${base}/status/${unknown}/`,
  `${base}/result/${own}/`,
  `${base}/submit/`,
  '/api/v1/enrichment-control/',
];
const job = `${base}/status/${own}/`;

/** @param {Draft} draft @returns {Request} */
function request({ method = 'GET', target = job, headers = [], body = '', token = 'alice-token', type }) {
  return {
    method,
    target,
    headers: [
      ...(token === null ? [] : /** @type {[string, string][]} */ ([['Authorization', `Bearer ${token}`]])),
      ...(type === undefined ? [] : /** @type {[string, string][]} */ ([['Content-Type', type]])),
      ...headers,
    ],
    body,
  };
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'FOO', 'A', 'get', 'post', 'CONNECT'];

/** @type {Draft[]} */
const everyMethod = methods.flatMap((method) =>
  [...routes, '/', '/nothing/', `${base}/status/abc/`, ...routes.map((route) => route.slice(0, -1))].flatMap(
    (target) => [
      { method, target },
      { method, target, token: null },
      { method, target: `/backend${target}` },
      { method, target, headers: accepting('text/html') },
      { method, target: `${target}?format=xml` },
      { method, target, token: null, headers: accepting('text/html') },
      { method, target, body: '{', type: 'application/json' },
      { method, target, body: 'x', type: 'text/plain', token: null },
    ],
  ),
);

/** @param {string} value @returns {[string, string][]} */
function accepting(value) {
  return [['Accept', value]];
}

const accepts = [
  '', ' ', '*', 'json', '/', '*/', '/*', '*/*', '*/* ', 'application/json', 'APPLICATION/JSON', 'Application/Json',
  ' application/json', 'application/json ', 'application /json', 'application/ json', 'application/*', '*/json', '*/xml',
  'application/*+json', 'application/*;q=0.1', 'text/*', 'text/csv', 'text/html', 'application/xml',
  'application/problem+json', 'application/vnd.api+json', 'application/json/x', 'application//json', 'application/json+x',
  'application/jsonx', 'xapplication/json', 'text/html, application/json', 'text/html,application/json;q=0.1', ',',
  ',,application/json', 'application/json,', 'text/html,', 'application/json;', 'application/json;;', ';application/json',
  'application/json;q=0', 'application/json;q=abc', 'application/json; q', 'application/json;charset=utf-8',
  'application/json; charset="utf-8"', 'application/json;version=1', 'application/json; indent', 'application/json; indent=',
  ...['0', '1', '2', '4', '8', '9', '-1', '100', 'abc', '4.0', '+4', ' 4 ', '"4"', "'4'", '4 4', '０４', '1_0', '04', '4;indent=2', '4,', '4, */*']
    .map((indent) => `application/json;indent=${indent}`),
  'application/json; INDENT=4', 'application/json; indent = 4', 'APPLICATION/JSON; indent=4', 'application/*; indent=4', '*/*; indent=4',
  '*/json; indent=4', 'application/json, application/json; indent=4', 'application/json; indent=4, application/json',
  '*/*; indent=2, application/json', 'text/html; indent=4, application/json', 'application/json; q=1; indent=4', 'application/json;indent=4;charset=x',
  'application/json; indent="4', 'application/json; indent=4"', 'application/json; x="a,b"; indent=4', 'application/json; x="a;b"; indent=4',
  'application/json; indent*=4', "application/json; indent*=utf-8''4", 'application/json;charset=\xe9', '\xe9', 'application/json\t', 'a/b;c=d;e',
].map((accept) => ({ headers: accepting(accept) }));

/** @type {Draft[]} */
const formats = ['json', 'xml', 'api', 'csv', 'JSON', '', ' ', ' json', 'json ', 'json%20', '%6Ason', 'json%00', 'json,xml', 'xml&format=json', 'json&format=xml', 'json&format=', 'xml&format=', '&format=json', 'json;x', 'js%6fn', '%ff', 'json%0A', 'json+']
  .flatMap((format) => [
    { target: `${job}?format=${format}` },
    { target: `${job}?format=${format}`, token: null, headers: accepting('text/html') },
    { target: `${base}/status/?format=${format}`, headers: accepting('application/json; indent=2'), token: 'carol-token' },
  ]);
/** @type {Draft[]} */
const otherFormats = [{ target: `${job}?FORMAT=xml` }, { target: `${job}?format` }, { target: `${job}?format=json`, headers: accepting('*') }];

/** @type {Draft[]} */
const authorizations = [
  '', ' ', 'Bearer', 'Bearer ', 'bearer', 'Bearer alice-token', 'bearer alice-token', 'BEARER alice-token', 'BeArEr alice-token', ' Bearer alice-token',
  'Bearer  alice-token', 'Bearer\talice-token', 'Bearer \t alice-token', 'Bearer alice-token ', 'Bearer alice-token\t', 'Bearer\x0balice-token', 'Bearer\x0calice-token',
  'Bearer\x1calice-token', 'Bearer\xa0alice-token', 'Bearer\x85alice-token', 'Bearer alice-token x', 'Bearer alice-token alice-token', 'Bearer,alice-token',
  'Bearer alice-token,', 'Bearer alice-token, Bearer alice-token', 'Bearer: alice-token', 'Bearer:alice-token', 'Beareralice-token', 'Bearer=alice-token', 'Bearer token=alice-token',
  'Bearer "alice-token"', "Bearer 'alice-token'", 'Bearer <alice-token>', 'Bearer ALICE-TOKEN', 'Bearer alice-toke', 'Bearer alice-token1', 'Bearer alice-token\x00', 'Bearer alice-token\xe9',
  'Bearer \xe9', 'B\xe9arer alice-token', 'Bearer \xf0\x9f\x98\x80', '\xff', 'Basic YWxpY2U6dG9rZW4=', 'Token alice-token', 'JWT alice-token', 'Digest x', 'alice-token', 'Bearer null',
  'Bearer undefined', 'Bearer expired-token', 'Bearer dave-token', 'Bearer bob-token', `Bearer ${'a'.repeat(4000)}`, 'Bearer alice%2Dtoken', 'Bearer\xef\xbb\xbfalice-token',
].flatMap((value) => [
  { token: null, headers: /** @type {[string, string][]} */ ([['Authorization', value]]) },
  { token: null, method: 'OPTIONS', headers: /** @type {[string, string][]} */ ([['authorization', value]]) },
]);

/** @type {[string, string][][]} */
const headerSets = [
  [['Cookie', 'token=alice-token']], [['X-API-Key', 'alice-token']], [['Proxy-Authorization', 'Bearer alice-token']],
  [['AUTHORIZATION', 'Bearer alice-token']], [['Authorization', 'Bearer alice-token'], ['Authorization', 'Bearer alice-token']],
  [['Authorization', 'Bearer bob-token'], ['Authorization', 'Bearer alice-token']], [['Authorization', ''], ['Authorization', 'Bearer alice-token']],
];
/** @type {Draft[]} */
const otherHeaders = [
  ...headerSets.map((headers) => ({ token: null, headers })),
  ...[
    ['X-HTTP-Method-Override', 'DELETE'], ['X-HTTP-Method-Override', 'GET'], ['X-Method-Override', 'PUT'], ['Origin', 'http://a.example'], ['If-None-Match', '*'],
    ['If-Modified-Since', 'Wed, 06 May 2026 14:25:42 GMT'], ['Range', 'bytes=0-4'], ['Accept-Language', 'de'], ['Accept-Encoding', 'gzip'], ['Accept-Charset', 'latin-1'],
    ['X-Requested-With', 'XMLHttpRequest'], ['X-CSRFToken', 'x'], ['Cookie', 'csrftoken=x; sessionid=y'], ['Cookie', 'a=b;;c'], ['X-Forwarded-Proto', 'https'], ['X-Forwarded-Host', 'evil'],
    ['Referer', 'http://x'], ['User-Agent', ''], ['Host', 'evil.example'], ['Host', 'a.example:81'], ['Host', 'a_b'], ['Host', ''], ['Expect', 'x'], ['Upgrade-Insecure-Requests', '1'], ['Content-Type', 'x/y'], ['Max-Forwards', '0'],
    ['If-Match', '"x"'], ['TE', 'trailers'], ['X-Under_score', 'x'], ['Access-Control-Request-Method', 'GET'],
  ].flatMap(([name = '', value = '']) =>
    ['GET', 'POST', 'OPTIONS', 'HEAD'].map((method) => ({ method, headers: /** @type {[string, string][]} */ ([[name, value]]) })),
  ),
  ...headerAccepts(),
];

function headerAccepts() {
  return [
    [['Accept', 'text/html'], ['Accept', 'application/json; indent=2']],
    [['Accept', 'text/html'], ['Accept', 'text/csv']],
  ].map((headers) => ({ headers: /** @type {[string, string][]} */ (headers) }));
}

/** @type {Draft[]} */
const ids = [
  own, own.toUpperCase(), own.replaceAll('-', ''), `{${own}}`, `%7B${own}%7D`, `urn:uuid:${own}`, `${own}0`, own.slice(1), own.replace('9', 'g'), ` ${own}`, `%20${own}`, `${own}%20`, `${own}%00`, `${own}%0A`, `${own}%0a`,
  `${own}%0D%0A`, `${own}%09`, `${own};x=1`, `${own},x`, `${own}.json`, `${own}+`, `${own}%2B`, `${own}&a=b`, `${own}=`, own.replace('-', '%2D'), own.replace('-', '%2d'), own.replace('-', '%252D'), own.replaceAll('1', '%EF%BC%91'),
  own.replaceAll(/./g, (letter) => `%${letter.charCodeAt(0).toString(16)}`), 'abc', '1', '0', '-1', 'null', 'undefined', 'NaN', '*', '%2A', '%', '%%', '%zz', '%u0041', '%ff', '%FF%FE', '%C3%A9', '\xc3\xa9', '\xe9', '%F0%9F%98%80', '%ED%A0%80', '%C0%AF',
  '%e2%82', '.', '..', '%2E', '%2e%2e', './x', `./${own}`, `x/../${own}`, `${own}/extra`, `${own}/.`, `${own}//`, `/${own}`, `%2F${own}`, `${own}%2F`, `${own}%2f%2f`, `${own}%3F`, `${own}%23`, `${own}%5C`, `\\${own}`, `${own}|`, `${own}"`, `${own}<b>`,
  unknown, '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '01890a5d-ac96-774b-bcce-b302099a8057', '', '%00', "' OR 1=1", '%27', '~', '!', '@', '$', '(', ')', ':', `${own}:`, 'a b',
].filter((id) => !id.includes(' ')).flatMap((id) =>
  ['status', 'result'].flatMap((kind) =>
    ['/', ''].flatMap((slash) => [
      { target: `${base}/${kind}/${id}${slash}` },
      { target: `${base}/${kind}/${id}${slash}?a=b`, token: 'bob-token' },
      { target: `${base}/${kind}/${id}${slash}`, token: null, method: 'POST' },
    ]),
  ),
);

const paths = [
  '/', '//', '', '*', '.', '/.', '/api', '/api/', '/api/v1', '/api/v1/', '/API/v1/enrichment/status/', '/api/V1/enrichment/status', '/api/v2/enrichment/status/', '/api/v1//enrichment/status/', '//api/v1/enrichment/status', '//api/v1/enrichment/status/',
  '/api/v1/enrichment//status/', '/api/v1/enrichment/status//', '/api/v1/enrichment/status///', '/api/v1/enrichment/./status/', '/api/v1/enrichment/../enrichment/status/', '/api/v1/enrichment/', '/api/v1/enrichment', '/backend', '/backend/', '/backend/api/v1/enrichment/status',
  '/backend/backend/api/v1/enrichment/status/', '/Backend/api/v1/enrichment/status/', '/api/v1/enrichment/results/', '/api/v1/enrichment/result/', '/api/v1/enrichment/result', '/api/v1/enrichment/control/', '/api/v1/enrichment-control', '/api/v1/enrichment_control/', '/admin/', '/favicon.ico',
  '/robots.txt', '/static/x', '/api/v1/enrichment/st%61tus/', '/api/v1/enrichment/st%61tus', '/api%2Fv1%2Fenrichment%2Fstatus%2F', '/api%2fv1/enrichment/status', '%2Fapi/v1/enrichment/status/', '/%61pi/v1/enrichment/status', '/api/v1/enrichment/status%2F', '/api/v1/enrichment/status%2f',
  '/api/v1/enrichment/status/%2F', '/api/v1/enrichment/status%20/', '/api/v1/enrichment/status%0A', '/api/v1/enrichment/status/%0A', '/api/v1/enrichment/status/\x0b', '/api/v1/enrichment/status;x=1/', '/api/v1/enrichment/status/;x=1', '/api/v1/enrichment/status+', '/api/v1/enrichment/status.json', '/api/v1/enrichment/status/.json',
  '/api/v1/enrichment/status?', '/api/v1/enrichment/status/?', '/api/v1/enrichment/status??', '/api/v1/enrichment/status?a', '/api/v1/enrichment/status?a=b&c=d', '/api/v1/enrichment/status?a=%20b', '/api/v1/enrichment/status?a=+b', '/api/v1/enrichment/status?a=%zz', '/api/v1/enrichment/status?a=%', '/api/v1/enrichment/status?a=%2F/',
  '/api/v1/enrichment/status?x=/&y=?', '/api/v1/enrichment/status?"<>', '/api/v1/enrichment/status?\\^`{|}', '/api/v1/enrichment/status?[]', '/api/v1/enrichment/status?\xe9', '/api/v1/enrichment/status?\xc3\xa9', '/api/v1/enrichment/status?%C3%A9', '/api/v1/enrichment/status?%E9', '/api/v1/enrichment/status?a;b', '/api/v1/enrichment/status?a,b:c@d$e!f*g(h)i~j',
  "/api/v1/enrichment/status?a'b", '/api/v1/enrichment/status?%0d%0aX:y', '/api/v1/enrichment/status?#x', '/api/v1/enrichment/status#x', '/api/v1/enrichment/status/#x', '/api/v1/enrichment/status/?a#b', '/api/v1/enrichment/status?a#b', '/api/v1/enrichment/status?&&', '/api/v1/enrichment/status/?&&', '/api/v1/enrichment/status/?=', '/api/v1/enrichment/status/?a=%zz',
  '/api/v1/enrichment/status/?%', '/api/v1/enrichment/status/?\xff', '/api/v1/enrichment/status/?[]', '/api/v1/enrichment/status/?page=%31', '/api/v1/enrichment/status/?a[0]=1&a[1]=2', '/api/v1/enrichment/status/?limit=1&offset=5&search=x', '/api/v1/enrichment/status/?status=failed', '/api/v1/enrichment/status/?ordering=-x', '/api/v1/enrichment/status/?cursor=abc',
  '/api/v1/enrichment/status/?callback=x', '/api/v1/enrichment/status/?_method=DELETE', '/api/v1/enrichment/status/?access_token=alice-token', `/api/v1/enrichment/status/?${'a=b&'.repeat(900)}`.slice(0, 3000), 'http://a.example/api/v1/enrichment/status/', 'http://a.example/api/v1/enrichment/status', 'HTTP://a.example/api/v1/enrichment/status?x=y', 'https://a.example:1/api/v1/enrichment/status/',
  'http://a.example', 'http://a.example/', 'http://a.example?x', 'ftp://a.example/api/v1/enrichment/status/', 'api/v1/enrichment/status/', 'http:/api/v1/enrichment/status/', '/http://x/', '/api/v1/enrichment/status/%', '/api/v1/enrichment/%ff/', '/%ff', '/\xff/', '/api/v1/enrichment/status/\xa0', '/%00', '/%0d%0a', '/%', '/%zz', '/%E9', '/%u0041', '/a%20b', '/+',
  '/api/v1/enrichment/submit', '/api/v1/enrichment/submit?x', '/backend/api/v1/enrichment/submit', '/backend/api/v1/enrichment-control', '/x/api/v1/enrichment/status/',
].flatMap((target) => [
  { target },
  { target, token: null, method: 'POST' },
  { target, method: 'HEAD' },
  { target, method: 'OPTIONS', headers: accepting('text/html') },
]);

const numbers = [
  '1', '2', '0', '-1', '1.0', '1.5', '1.', '.0', '1.00', '1.0.0', '1e1', '1E1', '+1', '-0', '%2B1', ' 1 ', '%201%20', '%091%0A', '1%C2%A0', '%EF%BC%91', '%D9%A1', '1_000', '_1', '1_', '1__0', '0x1', '0b1', '01', '00', '١', '1%00', 'abc', 'NaN', 'Infinity', 'inf', 'true', 'True', 'null', 'None', 'last', '',
  '%20', '200', '201', '1000', '99999', '2147483648', '9223372036854775808', '9'.repeat(30), '9'.repeat(999), '9'.repeat(1000), '9'.repeat(1001), '0'.repeat(1000), `${'0'.repeat(999)}1`, `${'0'.repeat(1000)}1`, '1,000', '1 000', '1;2', '9&page=1&page_size=3', '1.0e0', '１', '½', '%C2%B2', '1%2E0', '"1"', '[1]', '1.%D9%A0', '--1', '+-1', '+', '-', '1-', '0.0', '-1.0', '1.000000',
].flatMap((value) => ['page', 'page_size', 'x=1&page'].map((name) => `${name}=${Buffer.from(value, 'utf8').toString('latin1').replaceAll(' ', '%20')}`));
const reports = ['json', 'JSON', 'xml', '', '%20', '%20json%20', 'json%00', '1', 'None', 'csv&report_type=json', 'xml&page=0&page_size=0', 'json&page=0&page_size=201', '%C3%A9', '%FF', '%22', '%E2%80%A8', "a'b", 'a%22b', '%5C', '%F0%9F%98%80', '%7F', '%01', '%3Cb%3E', '%7B0%7D', '%7Binput%7D', '%25s'].map((value) => `report_type=${value}`);

/** @param {{ completed: string, queued: string }} jobs */
function queries({ completed, queued }) {
  return [...numbers, ...reports, 'page=1&page_size=1&report_type=json', 'PAGE=0', 'page[]=0', 'page=0&page=1', 'page=1&page=0', 'page=x&page_size=y&report_type=z'].flatMap((query) =>
    [completed, queued, unknown, 'abc'].slice(0, query.length > 20 ? 2 : 4).map((id) => ({ target: `${base}/result/${id}/?${query}` })),
  );
}

const list = `${base}/status/`;
/** @type {Draft[]} */
const pages = [
  '', 'page=1', 'page=2', 'page=0', 'page=-1', 'page=', 'page=%20', 'page=last', 'page=LAST', 'page=first', 'page=1.0', 'page=1.5', 'page=%201%20', 'page=%EF%BC%92', 'page=1_0', 'page=abc', 'page=2&page=1', 'page=1&page=2', 'page_size=5', 'page_size=5&page=2', 'page_size=5&page=3', 'page_size=5&page=4',
  'page_size=0', 'page_size=-1', 'page_size=', 'page_size=abc', 'page_size=1.0', 'page_size=1_0', 'page_size=100', 'page_size=101', 'page_size=5&page_size=7', 'page_size=%EF%BC%95', 'page_size=5&a=1&a=2&b', 'page_size=5&z=%C3%A9&y=%ff&x=\xe9', "page_size=5&q=~!*'()-_.", 'page_size=5&q=a+b%20c%2B', 'page_size=5&page=last&q', 'page_size=5&=x&&', 'page_size=5&%70age=2', 'page_size=5&a=/?:@', 'page_size=5&a[]=1', 'page_size=5&b=1&a=1&B=1&\u00c3\u00a9=1', 'page_size=5&page=2&page=3', 'page_size=14', 'page_size=13&page=2', `page=${'9'.repeat(50)}`, `page_size=${'9'.repeat(50)}`, 'page_size=5&format=json', 'page_size=5&format=', 'page_size=5;page=2',
].flatMap((query) => [
  { target: `${list}?${query}` },
  { target: `${list}?${query}`, token: 'carol-token' },
  { target: `/backend${list}?${query}`, headers: [['Host', 'a.example:81']] },
  { target: `${list}?${query}`, method: 'HEAD', headers: accepting('application/json; indent=2') },
]);

/** Requests for the readings with a paged list and any string as an id. @returns {{ name: string, request: Request }[]} */
export function otherCorpus() {
  return named({ pages, forwarded, ids, paths: paths.filter(({ target }) => !target.startsWith('http')) });
}

/** Every request, with a name that locates it. @param {{ completed: string, queued: string }} jobs @returns {{ name: string, request: Request }[]} */
export function corpus(jobs) {
  return named({ everyMethod, accepts, formats, otherFormats, authorizations, otherHeaders, ids, paths, queries: queries(jobs), cookies, longHeaders, encodings, parameters, bodies, largeBodies, randomRequests });
}

/** @param {Record<string, Draft[]>} parts */
function named(parts) {
  return Object.entries(parts).flatMap(([part, drafts]) =>
    drafts.map((draft, index) => ({ name: `${part} ${index}`, request: request(draft) })),
  );
}
