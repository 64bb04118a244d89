// The part of the corpus about headers and sizes: encodings, cookies, proxies, long headers, large bodies.
// @ts-check
// biome-ignore-all format: rows of short values

const own = '9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60';
const S = '/api/v1/enrichment/submit/';
const C = '/api/v1/enrichment-control/';
const J = `/api/v1/enrichment/status/${own}/`;
const L = '/api/v1/enrichment/status/';
const json = 'application/json';
const form = 'application/x-www-form-urlencoded';

/** @typedef {import('./corpus.mjs').Draft} Draft */

const charsets = [
  'utf-8', 'UTF8', 'utf_8', '" utf-8 "', 'utf-8-sig', 'utf-16', 'utf-16le', 'utf-16-be', 'UTF-16BE', 'utf-32', 'utf-32le', 'utf-32be', 'utf-7', 'u16', 'ascii', 'us-ascii', 'latin-1', 'l1', 'iso-8859-1', 'iso-8859-2', 'iso-8859-7', 'iso-8859-15', 'iso_8859-9', 'windows-1250', 'windows-1251', 'windows-1252', 'windows-1254', 'windows-1256', 'cp1252', 'CP1252', '1252', 'cp437', 'cp850', 'ibm866', 'cp037', 'cp500', 'koi8-r', 'koi8-u', 'mac-roman', 'macintosh', 'shift_jis', 'sjis', 'cp932', 'euc-jp', 'euc-kr', 'cp949', 'gb2312', 'gbk', 'gb18030', 'big5', 'cp950', 'tis-620',
  'unicode_escape', 'raw_unicode_escape', 'charmap', 'undefined', 'base64', 'hex', 'quopri', 'uu', 'zip', 'bz2', 'rot13', 'bogus', '', 'none', 'utf8mb4', 'unicode', 'binary', "'utf-8'", 'utf.8', 'latin.1',
];
const encoded = ['{}', '{"action":"\xe9"}', '{"action":"\xc3\xa9"}', '{"action":"\x80\x93"}', '\xef\xbb\xbf{"action":"x"}', '\xff\xfe{\0"\0a\0c\0t\0i\0o\0n\0"\0:\0"\0\xe9\0"\0}\0', '{\0}\0', '\0{\0}', '\xfe\xff\0{\0}', '{\0\0\0}\0\0\0', '\xff\xfe\0\0{\0\0\0}\0\0\0', '\0\0\xfe\xff\0\0\0{\0\0\0}', '\xff\xfe', '\xff', '{\x81\x40}', '{"action":"\x93\x8c\xb0\xa1"}', '\x1b$B', 'e30=', '7b7d', '{"action":"+AOk-\\u00e9\\x41"}'];
/** @type {Draft[]} */
export const encodings = charsets.flatMap((charset) => [
  ...encoded.map((body) => ({ method: 'POST', target: C, type: `${json}; charset=${charset}`, body })),
  ...['action=%E9&csv_file_id=1', 'action=\xe9', 'action=%FF%FEx%00', 'a\0=\0b\0', '%61ction=%80'].map((body) => ({ method: 'POST', target: C, type: `${form}; charset=${charset}`, body })),
  ...['?format=xml', '?x=%E9', '?x=\xe9', '', '?f\0o', '?format=json&x=%FF%FE'].map((query) => ({ target: `${J}${query.replaceAll('\0', '%00')}`, type: `text/plain; charset=${charset}` })),
  { method: 'POST', target: C, type: `multipart/form-data; boundary=X; charset=${charset}`, body: '--X\r\nContent-Disposition: form-data; name="action"\r\n\r\n\xe9x\r\n--X--\r\n' },
]);

/** @type {Draft[]} */
export const cookies = [
  'sessionid=', 'sessionid=x', 'sessionid=abcdefg', 'sessionid=abcdefgh', 'sessionid="abcdefg"', 'sessionid="abcdefgh"', 'sessionid="\\141bcdefg"', 'sessionid = ', 'sessionid', '=sessionid', 'a=b; sessionid=', 'a=b;sessionid=', 'a=b,sessionid=', 'sessionid=;;', 'sessionid=abcdefgh; sessionid=', 'sessionid=; sessionid=abcdefgh', 'SESSIONID=', '"sessionid"=', 'sessionid=\xe9', 'sessionid=\xe9\xe9\xe9\xe9\xe9\xe9\xe9\xe9', 'sessionid=a b c d', '', ';', '=', 'a', 'messages=x', 'django_language=de',
].flatMap((cookie) => [
  { target: J }, { target: J, method: 'HEAD' }, { target: J.slice(0, -1) }, { target: '/nothing/' }, { target: J, token: null }, { target: J, method: 'DELETE' }, { target: J, headers: /** @type {[string, string][]} */ ([['Accept', 'text/html']]) }, { target: C, method: 'POST', type: json, body: '{' },
].map((draft) => ({ ...draft, headers: /** @type {[string, string][]} */ ([['Cookie', cookie], ...(draft.headers ?? [])]) })));

/** @type {[string, string][][]} */
const proxies = [
  [['X-Forwarded-Proto', 'https']], [['X-Forwarded-Proto', 'HTTPS']], [['X-Forwarded-Proto', 'http']], [['X-Forwarded-Proto', 'https, http']], [['X-Forwarded-Protocol', 'ssl']], [['X-Forwarded-Protocol', 'https']], [['X-Forwarded-Ssl', 'on']], [['X-Forwarded-Ssl', 'off']], [['X-Forwarded-Host', 'b.example']], [['X-Forwarded-Port', '443']], [['X-Forwarded-For', '192.0.2.1']], [['Forwarded', 'proto=https;host=b.example']], [['Front-End-Https', 'on']], [['X-Forwarded-Scheme', 'https']], [['X-Url-Scheme', 'https']], [['X-Forwarded-Prefix', '/x']], [['X-Real-Ip', '192.0.2.1']], [['Via', '1.1 b.example']],
  [['X-Forwarded-Proto', 'https'], ['X-Forwarded-Ssl', 'on']], [['X-Forwarded-Proto', 'https'], ['X-Forwarded-Ssl', 'off']], [['X-Forwarded-Proto', 'http'], ['X-Forwarded-Protocol', 'ssl']], [['X-Forwarded-Proto', 'https'], ['Host', 'a.example:443']],
];
/** In both readings, since links to pages show the scheme. @type {Draft[]} */
export const forwarded = proxies.flatMap((headers) => [{ target: `${L}?page_size=5`, headers }, { target: `${L}?page_size=5&page=2`, headers, method: 'HEAD' }, { target: L.slice(0, -1), headers }, { target: '/nothing', headers }]);

/** @param {number} count @param {string} [type] */
const types = (count, type = 'text/html') => `${`${type},`.repeat(count)}${json}`;
/** @type {Draft[]} */
export const longHeaders = [
  ...[1, 62, 63, 64, 65, 70, 200, 700].map((count) => types(count)), types(70, ''), types(70, ' '), types(31, 'x'.repeat(250)), types(32, 'x'.repeat(250)), ...[255, 256, 257, 300].flatMap((length) => [`${json};x=${'y'.repeat(length - 19)}`, `a/${'x'.repeat(length - 2)}, ${json}`, `${json}, a/${'x'.repeat(length - 2)}`]),
].flatMap((accept) => [{ target: J, headers: /** @type {[string, string][]} */ ([['Accept', accept]]) }, { target: J, token: null, headers: /** @type {[string, string][]} */ ([['Accept', accept]]) }])
  .concat(/** @type {any[]} */ ([
    ...[255, 256, 257, 1000, 4000].flatMap((length) => [json, form, 'multipart/form-data; boundary=X', 'text/plain'].flatMap((type) => ['', '{}', 'action=x'].map((body) => ({ method: 'POST', target: C, type: `${type}; x=${'y'.repeat(Math.max(0, length - type.length - 4))}`, body })))),
    ...[10, 4000].map((length) => ({ target: J, headers: [['X-Long', 'x'.repeat(length)]] })),
    { target: J, headers: Array.from({ length: 60 }, (_, index) => [`X-${index}`, 'x']) },
  ]));

const limit = 2621440;
/** @param {number} length */
const padded = (length) => `{"action":"x"}${' '.repeat(length - 14)}`;
/** @type {Draft[]} */
export const largeBodies = [limit - 1, limit, limit + 1, 3000000].flatMap((length) => [
  { method: 'POST', target: C, type: json, body: padded(length) },
  { method: 'POST', target: C, type: json, body: padded(length), token: null },
  { method: 'POST', target: S, type: `${json}; charset=utf-16`, body: padded(length) },
  { method: 'POST', target: C, type: form, body: `action=${'x'.repeat(length - 7)}`.slice(0, 20).padEnd(length, '&') .replaceAll('&&', 'xx') },
  { method: 'POST', target: C, type: 'text/plain', body: padded(length) },
  { method: 'GET', target: J, type: json, body: padded(length) },
  { method: 'POST', target: C, type: 'multipart/form-data; boundary=X', body: `--X\r\nContent-Disposition: form-data; name="action"; filename="a"\r\n\r\n${'x'.repeat(length)}\r\n--X--\r\n` },
]);

const values = ['=ascii', '=', '', '="ascii"', '="asc\\"ii"', '=<ascii>', "*=''ascii", "*=utf-8''%61scii", "*=bogus''a", "*=zip''a", "*=utf-8'en'%61", "*=utf-8'%61", '*=%61', '*="utf-8\'\'%61"', '*0=as', '*0=as; NAME*1=cii', '*1=cii; NAME*0=as', "*0*=utf-8''%61s; NAME*1=cii", "*0*=utf-8''%61s; NAME*1*=%63ii", '*0=a; NAME=b', '*=a; NAME*0=b', '*0=a; NAME*0=b', '*x=a', '*00=a', '**=a', '*=', "*=''", "*='''", '*0="a;b"', '="a;b', "*=utf-16''%FF%FEa%00", "*=latin-1''%E9", "*=utf-8''%E9"];
/** Parameters of headers, which each version parses differently. @type {Draft[]} */
export const parameters = values.flatMap((value) =>
  ['charset', 'boundary', 'x', 'X'].flatMap((name) => {
    const text = `; ${name}${value.replaceAll('NAME', name)}`;
    return [
      { method: 'POST', target: C, type: `${json}${text}`, body: '{"action":"\xe9"}' },
      { method: 'POST', target: C, type: `multipart/form-data${text}`, body: '--ascii\r\nContent-Disposition: form-data; name="action"\r\n\r\nx\r\n--ascii--\r\n' },
      { target: J, headers: /** @type {[string, string][]} */ ([['Accept', `${json}${text}`]]) },
      { target: J, headers: /** @type {[string, string][]} */ ([['Accept', `${json}; indent=2${text}, */*`]]) },
      { method: 'POST', target: C, type: 'multipart/form-data; boundary=X', body: `--X\r\nContent-Disposition: form-data; name="action"${text.replaceAll(name, 'filename')}\r\n\r\nx\r\n--X--\r\n` },
      { method: 'POST', target: C, type: 'multipart/form-data; boundary=X', body: `--X\r\nContent-Disposition: form-data${text.replaceAll(name, 'name')}\r\n\r\nx\r\n--X--\r\n` },
    ];
  }),
);
