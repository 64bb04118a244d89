// The part of the corpus about request bodies: valid and invalid JSON, forms, multipart, content types, fields.
// @ts-check
// biome-ignore-all format: rows of short values

const own = '9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60';
const submit = '/api/v1/enrichment/submit/';
const control = '/api/v1/enrichment-control/';
const json = 'application/json';
const form = 'application/x-www-form-urlencoded';

/** @typedef {import('./corpus.mjs').Draft} Draft */

/** @param {string} text */
const utf8 = (text) => Buffer.from(text, 'utf8').toString('latin1');
/** @param {string} target @param {string | undefined} type @param {string} body @returns {Draft} */
const post = (target, type, body) => ({ method: 'POST', target, body, ...(type === undefined ? {} : { type }) });

const texts = [
  '', ' ', '\n', '{', '}', '[', ']', '{}', ' {} ', '\t{}\n', '{} {}', '{}x', '{}\x00', '[] []', '{,}', '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{"a" 1}', '{"a":}', '{"a":1 "b":2}', '{a:1}', "{'a':1}", '{"a":1}}', '{1:2}', '{"a":1,\n"b"}', '{"a":1,\n\n  b}', '{"a":\n', '{"a":1\n,\n', '{ ', '{"a":1, ', '{"a" ', '{"a": ', '{"a":1 ',
  '[1', '[1,', '[1,]', '[1 2]', '[,1]', '[,]', '[1,,2]', '[ ', '[1 ', '[1, ', '[\n1,\n]', '["a"', '[[[', '[]]', '[1}', '{"a":[1}',
  '"', '"a', '"a\\', '"\\', '"\\x"', '"\\u"', '"\\u1"', '"\\u12"', '"\\u123"', '"\\u123g"', '"\\uzzzz"', '"\\u 123"', '"\\u+123"', '"\\u0x12"', '"\\u1_23"', '"\\ud800"', '"\\udc00"', '"\\ud800\\udc00"', '"\\ud800\\ud800"', '"\\ud800x"', '"\\ud800\\u"', '"\\ud800\\u12"', '"\\ud800\\uzzzz"', '"\\ud800\\n"', '"\\ud800\\u0041"', '"\\"', '"\\/"', '"\\b\\f\\n\\r\\t"', '"\\a"', '"\\\'"', '"\\U0041"', '"\n"', '"\t"', '"\x00"', '"\x1f"', '"\x7f"', '"a\nb"', '{"a\n":1}', '{"a":"b\n"}', '{"\\q":1}',
  'nul', 'null', 'Null', 'NULL', 'nullx', 'null x', 'tru', 'true', 'True', 'truex', 'fals', 'false', 'False', 'NaN', 'nan', 'Infinity', '-Infinity', '+Infinity', 'inf', 'None', 'undefined', '[NaN]', '{"a":NaN}', '{"a":Infinity}', '{"a":-Infinity}', '[1,Infinity', '[NaN', '{"a":-Infinit}', '-NaN', 'Na', 'Infinit', '-Inf', '-I',
  '0', '1', '-', '-1', '-0', '00', '01', '-01', '1.', '.1', '1.0', '1.5', '-1.5', '1e', '1e5', '1E+5', '1e-5', '1e+', '1e1.5', '1.e1', '1.5e', '+1', '0x1', '1_000', '--1', '1-', '1e400', '-1e400', '1e-400', '123456789012345678901234567890', '1'.repeat(4300), '1'.repeat(4301), `-${'1'.repeat(4301)}`, `[${'1'.repeat(5000)}]`, `${'1'.repeat(5000)}.0`, '1 2', '1,', '1a',
  '\xff', '\xff\xfe{', '\xef\xbb\xbf{}', '\xef\xbb\xbf', ' \xef\xbb\xbf{}', '{"a":"\xff"}', '{"a":"\xc3"}', '{"a":"\xc3', '\xc3', '\xe2\x82', '{"\xe2\x82"}', '{"\xe2"}', '{"\xf0\x9f\x98', '{"\xf0\x9f\x98"}', '\xed\xa0\x80', '"\xed\xa0\x80"', '"\xc0\x80"', '"\xf4\x90\x80\x80"', '"\xf5"', '"\x80"', '"\xfe"', '"\xe0\x80\x80"', '"\xf0\x80\x80\x80"', '"\xc3\xa9"x', '"\xc3\xa9\n"', '{"\xc3\xa9":1,}', '{"\xf0\x9f\x98\x80":1,}', '"\xe2\x80\xa8"x', '\xa0{}', '\xc2\xa0{}', '\x0b{}', '\x0c{}', '{}\x0b', '\x00', '\x00{\x00}', '{}\r\n', '\r\n{\r\n,', '\r{\r,', '/**/{}', '{}//', '{"a":1}#', '<a/>', 'a=b', 'x',
  '[]', '5', '"x"', '[{}]', '[[]]', '[null]', '{"a":{"b":[1,{"c":]}}', '{"a":"b","a":"c","a"}', '['.repeat(50), `${'['.repeat(200)}${']'.repeat(200)}`, '['.repeat(5000), `${'['.repeat(5000)}${']'.repeat(5000)}`, `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
  `{"records":${'['.repeat(100)}${']'.repeat(100)}}`, `{"records":[{"a":${'['.repeat(100)}${']'.repeat(100)}}]}`,
];

/** @type {Record<string, unknown>} */
const values = {
  'null': null, 'true': true, 'false': false, zero: 0, one: 1, minus: -1, half: 1.5, text: 'x', blank: '', space: ' ', list: [], map: {}, words: ['a'], nested: [[null, true, 1.5, 'a\'b', 'a"b', '\n', 'é', { k: [] }]], deep: { a: { b: null, c: false } }, unicode: 'é漢😀', line: '\u2028', quote: '"', backslash: '\\', control: '\u0001\u007f\u0085\u00a0\u00ad\u200b', tab: '\t', braces: '{input}', percent: '%s', long: 'a'.repeat(2000),
};
// Values that JSON.stringify cannot write.
const literals = ['1.0', '-0', '-0.0', '1e5', '1e16', '1e15', '1e22', '1.5e300', '1e-5', '0.0001', '0.00001', '1e400', '-1e400', '123456789012345678901234567890', '9007199254740993', '12345678901234567', '1e100', '2.5e-7', '"\\ud800"', '["\\ud800"]', '"\\ud83d\\ude00"', '["\\ud83d\\ude00"]', '{"b":1,"a":2,"1":3}', '{"a":1,"a":2}', '{"__proto__":1}', '["\\u0000\\u007f\\u0085\\u00ad\\u200b\\u2028\\ue000\\ufeff"]', '["\'"]', '["\\""]', '["\'\\""]', '["\\\\"]', '[1.0,-0.0,1e16,1e400]', '340282366920938463463374607431768211455', '340282366920938463463374607431768211456', '-1'];
const jsonValues = [...Object.values(values).map((value) => JSON.stringify(value)), ...literals].map(utf8);

const fields = jsonValues.flatMap((value) => [
  post(control, json, `{"csv_file_id":${value},"action":"pause"}`),
  post(control, json, `{"csv_file_id":"${own}","action":${value}}`),
  post(submit, json, `{"records":${value}}`),
  post(submit, json, `{"records":[${value}]}`),
  post(submit, json, `{"records":[{"first_name":${value}}]}`),
  post(submit, json, `{"records":[{"a":1},{"company_name":${value},"last_name":${value}}]}`),
  post(submit, json, `{"records":[{}],"criteria":{"max_contacts":${value}}}`),
  post(submit, json, `{"records":[{}],"criteria":{"job_titles":${value}}}`),
  post(submit, json, `{"records":[{}],"criteria":{"job_titles":["a",${value}]}}`),
  post(submit, json, `{"records":[{}],"category":${value}}`),
  post(submit, json, `{"records":[{}],"criteria":${value}}`),
  post(submit, json, value),
  post(control, json, value),
]);

const uuids = [own, own.toUpperCase(), own.replaceAll('-', ''), `{${own}}`, `{{${own}}}`, `{${own}`, `}${own}{`, `urn:uuid:${own}`, `URN:UUID:${own}`, `urn:${own}`, `uuid:${own}`, `urn:uuid:{${own}}`, `${own}-`, `-${own}-`, own.replaceAll('-', '--'), own.replace('-', ''), ` ${own}`, `${own} `, `${own}\n`, `0x${own.slice(2)}`, own.slice(0, -1), `${own}0`, own.replaceAll('1', '１'), own.replace('9', 'g'), '+'.concat(own.replaceAll('-', '').slice(1)), ` ${own.replaceAll('-', '').slice(1)}`, `${own.replaceAll('-', '').slice(0, 31)}_`, own.replaceAll('-', '').replace('7c1d', '7_1d'), `_${own.replaceAll('-', '').slice(1)}`, '1', 'null', 'None', 'true', '00000000-0000-0000-0000-000000000000', 'é', '\u0000', '0x9f3e7a2b7c1d4f128c9a1b2c3d4e5f', 'urn:urn:'.concat(own), `${own}urn:`]
  .flatMap((id) => [
    post(control, json, utf8(JSON.stringify({ csv_file_id: id, action: 'pause' }))),
    post(control, form, `csv_file_id=${encodeURIComponent(id)}&action=pause`),
  ]);

const objects = [
  '{"csv_file_id":"x","action":"x","more":1}', '{"action":"x"}', '{"csv_file_id":"x"}', '{"ACTION":"pause"}', `{"csv_file_id":"${own}","action":"pause"}`, `{"csv_file_id":"${own}","action":"resume"}`, `{"csv_file_id":"${own}","action":"Pause"}`, `{"csv_file_id":"${own}","action":" pause"}`, `{"csv_file_id":"${own}","action":"pause","action":"stop"}`,
  `{"csv_file_id":"${own}","job_id":"${own}","action":"stop"}`, '{"csv_file_id":null,"action":null}', '{"action":"é"}', '{"action":"<b>&"}', '{"action":"\\u2028\\u2029"}', '{"action":"\\ud83d\\ude00"}', '{"action":"\\u0000"}', '{"action":"a\\"b\\\\c"}',
].flatMap((text) => ['alice-token', 'bob-token', 'carol-token', null].map((token) => ({ ...post(control, json, utf8(text)), token })));
const submissions = [
  '{"records":[]}', '{"records":{}}', '{"records":null}', '{"records":[{}]}', '{"records":[{},{},5,null,"x",[],{}]}', '{"records":[{}],"category":"contact","criteria":{}}', '{"records":[{}],"category":"account"}', '{"records":[{}],"criteria":[]}', '{"records":[{}],"criteria":"x"}', '{"category":"x","criteria":5}', '{"records":"x","category":null,"criteria":null}', '{"records":[{"first_name":5,"x":null}]}', '{"records":{"0":{}}}',
  '{"file":"x"}', '{"file":null}', '{"file":""}', '{"file":5,"category":"x"}', '{"file":[],"records":[{}]}', '{"file":{}}', `{"records":[${'{},'.repeat(300)}5]}`, `{"records":[${'5,'.repeat(11)}5]}`,
  ...[9999, 10000, 10001, 20000].flatMap((length) => ['a', ' ', 'é', '😀', '\\u0000', '\\ud800'].map((letter) => `{"records":[{"first_name":"${utf8(letter.repeat(length))}"}]}`)),
  ...['a', ' a', 'a ', '\\t', '\\u001c', '\\u0085a', '\\ufeffa', '\\u0000', '\\u0000\\ud800', '\\ud800\\udc00', '\\udc00\\ud800'].flatMap((text) => [`{"records":[{"first_name":"${text}"}]}`, `{"records":[{"first_name":"${text.padStart(10001 + text.length, 'x')}"}]}`, `{"records":[{}],"criteria":{"job_titles":["${text}"]}}`]),
  ...['0', '1', '20', '21', '500', '-1', '"0"', '"5"', '" 5 "', '"5.0"', '5.0', '5.5', '"21"', '"x"', '""', '" "', `"${'0'.repeat(1000)}"`, `"${'0'.repeat(1001)}"`, '1e1', '99999999999999999999'].map((value) => `{"records":[{}],"criteria":{"max_contacts":${value}}}`),
  ...[100, 101].map((length) => `{"records":[{}],"criteria":{"job_titles":[${'"a",'.repeat(length - 1)}"a"]}}`), '{"records":[{}],"criteria":{"job_titles":[]}}', `{"records":[{}],"criteria":{"job_titles":["${'a'.repeat(1001)}",5,"${'a'.repeat(1000)}"]}}`, '{"records":[{"first_name":{}},{},{"last_name":[],"company_name":true,"first_name":null}],"category":"x","criteria":{"max_contacts":0,"job_titles":"x"}}',
].map((text) => post(submit, json, text));
const many = [`{"records":[${'{},'.repeat(100000)}{}]}`, `{"records":[${'5,'.repeat(3)}{}]}`].map((text) => post(submit, json, text));

const types = [
  undefined, '', ' ', json, 'APPLICATION/JSON', 'Application/Json', ' application/json', 'application/json ', 'application/json;', 'application/json; charset=utf-8', 'application/json;charset=UTF8', 'application/json; charset=latin-1', 'application/json; charset=iso-8859-1', 'application/json; charset="utf-8"', 'application/json; charset=ascii', 'application/json; charset=bogus', 'application/json; charset=', 'application/json; charset=utf-16', 'application/json; charset=cp1252', 'application/json; boundary=x', 'application/json; a=b; c', 'application/json, text/plain', 'application/json,application/json', 'application/*', '*/*', '*/json', 'text/json', 'application/ json', 'application /json', 'application', 'json', '/', '*', ';', ';application/json',
  'application/x-json', 'application/jsonp', 'application/vnd.api+json', 'application/json-patch+json', 'application/merge-patch+json', 'text/plain', 'text/plain; charset=utf-8', 'TEXT/PLAIN', 'text/html', 'text/csv', 'application/xml', 'text/xml', 'application/octet-stream', 'application/graphql', 'text/*', 'image/png', form, 'APPLICATION/X-WWW-FORM-URLENCODED', `${form}; charset=utf-8`, `${form};charset=latin-1`, 'application/x-www-form-urlencoded;', 'x-www-form-urlencoded', 'multipart/form-data', 'multipart/mixed', 'multipart/*', 'multipart/form-data; boundary=', 'multipart/form-data; boundary=""', 'multipart/form-data; boundary', 'multipart/form-data; boundary=x y', 'multipart/form-data; boundary="x y"', 'multipart/form-data; boundary="x "', 'multipart/form-data; boundary=\xe9', 'multipart/form-data; boundary=x', `multipart/form-data; boundary=${'x'.repeat(70)}`, `multipart/form-data; boundary=${'x'.repeat(201)}`, `multipart/form-data; boundary=${'x'.repeat(202)}`, 'multipart/form-data; BOUNDARY=x', 'Multipart/Form-Data; boundary=x', 'multipart/form-data; charset=latin-1; boundary=x', 'multipart/form-data; boundary=x; boundary=y', "multipart/form-data; boundary*=utf-8''x", 'text/"plain"', 'text/\\plain', 'text/pl\xe9in', '\xff', 'a/b; c="d"', 'a/b;c=\xe9', 'a/b;\xe9=c', 'application/json; \xe9=1', 'application/json; \xe9', '\xa0application/json', 'application/json\x85', 'application/json; a="\\"; charset=ascii', 'application/json; a="\\"; charset="ascii"', "application/json; x*=utf-8''%41", "application/json; x*=bogus''%41", "application/json; x*=bogus''a", "application/json; x*='a'", "application/json; x*=''%41", "application/json; x'*=a'b", "application/json; charset*=latin-1''latin-1", "application/json; charset*=utf-8''%61scii", "application/json; charset=latin-1; charset=ascii", 'application/json; CHARSET=latin-1', 'application/json; charset= "latin-1" ', "application/json; charset='latin-1'", 'application/json; charset=\xe9', `${form}; charset="latin-1`, `${form}; x="\\"; charset=latin-1`,
];
const typed = types.flatMap((type) =>
  ['', '{}', '{"category":"\xe9"}', '{"category":"\xc3\xa9"}', 'category=x', 'x'].flatMap((body) => [post(submit, type, body), { ...post(control, type, body), token: 'carol-token' }]),
);

const forms = [
  '', '=', '&', '&&', 'a', 'a=', '=a', 'records', 'records=', 'records=x', 'records=x&records=y', 'records[0]=x', 'records[0]first_name=x', 'records[0].first_name=x', 'records[0][first_name]=x', 'records[1]a=x&records[0]a=y', 'records[0]a=x&records[0]b=y', 'records[0]=x&records[0]a=y', 'records[]=x', 'records[x]=y', 'records[-1]=y', 'records[00]=y', 'records[10]=x&records[9]=y', 'records[0]=', 'records[0].a=&records[1]=', 'records=[]', 'records={}', 'records=[{}]', 'records=%5B%7B%7D%5D', 'records=null', 'xrecords[0]=y', 'records[0]x',
  'records[0].a=1&category=', 'records[0].a=1&category=x', 'records[0].a=1&category=contact&category=x', 'records[0].a=1&category=x&category=contact', 'records[0].a=1&category= contact', 'records[0].a=1&category=Contact', 'records[0].a=1&criteria=x', 'records[0].a=1&criteria=', 'records[0].a=1&criteria.job=x', 'records[0].a=1&criteria.=x', 'records[0].a=1&criteria[job]=x', 'records[0].a=1&criteria.max_contacts=500', 'records[0].a=1&criteria.max_contacts=5', 'records[0].a=1&criteria.max_contacts=', 'records[0].a=1&criteria.max_contacts= 5&criteria.max_contacts=x', 'records[0].a=1&criteria.job_titles=a', 'records[0].a=1&criteria.job_titles=a&criteria.job_titles=', 'records[0].a=1&criteria.job_titles[1]=a&criteria.job_titles[0]=b', 'records[0].a=1&criteria.job_titles[0]x=a', 'records[0].first_name=a%00', 'records[0].first_name=&records[1].last_name=+', `records[0].first_name=${'a'.repeat(10001)}&records[1].x=&records[2].last_name=${'b'.repeat(10001)}`, 'category=%ff', 'category=\xff', 'category=%C3%A9', 'category=\xc3\xa9', 'category=%zz', 'category=%', 'category=a+b', 'category=a%20b', 'category=a%00b', 'category=%E2%82', 'category=%F0%9F%98%80', 'category=%ED%A0%80', 'category=a;category=b', 'category=a;b', 'category&category', 'category=a=b', 'category=%22', 'category=%5C', '%63ategory=x', 'cat+egory=x', 'file=x', 'file=', 'file=x&records[0].a=1', 'csv_file_id=', 'csv_file_id=x', 'csv_file_id', `csv_file_id=${own}`, `csv_file_id=${own}&action=`, `csv_file_id=${own}&action=pause`, `csv_file_id=${own}&action=stop&action=pause`, `csv_file_id=${own}&action=pause&action=stop`, `csv_file_id= ${own}&action=pause`, `csv_file_id=+${own}&action=pause`, 'csv_file_id=1&action=pause', 'csv_file_id=true&action=pause', 'action=null', 'action=None', '{}', `{"csv_file_id":"${own}","action":"pause"}`, '\xff=\xff', 'action=pause\n', 'action=pause\r\n', ' action=pause', 'action =pause', 'action=%E9',
].flatMap((text) => [post(submit, form, text), post(control, form, text), post(control, `${form}; charset=latin-1`, text)]);
const tooMany = [999, 1000, 1001].flatMap((count) => [post(control, form, Array.from({ length: count }, () => 'a=b').join('&'))]);

const b = 'XBOUND';
/** @param {string} disposition @param {string} content @param {string} [more] */
const part = (disposition, content, more = '') => `--${b}\r\nContent-Disposition: ${disposition}\r\n${more}\r\n${content}\r\n`;
const end = `--${b}--\r\n`;
/** @param {string} name @param {string} content @param {string} [more] */
const field = (name, content, more) => part(`form-data; name="${name}"`, content, more);
/** @param {string} name @param {string} filename @param {string} content @param {string} [more] */
const file = (name, filename, content, more) => part(`form-data; name="${name}"; filename="${filename}"`, content, more);

const multiparts = [
  field('action', 'x') + end, field('action', 'x') + `--${b}--`, field('action', 'x'), field('action', 'x').slice(0, -2), field('action', 'x') + `--${b}`, field('action', 'x') + `--${b}-`, field('action', 'x') + `--${b}\r\n`, end, `--${b}--`, `--${b}`, `--${b}\r\n`, b, 'x', '\r\n', '{}', 'action=x', `preamble\r\n${field('action', 'x')}${end}epilogue`, `\r\n${field('action', 'x')}${end}`, `\n${field('action', 'x')}${end}`,
  field('action', 'x') + field('action', 'y') + end, field('action', '') + end, field('action', 'x\r\ny') + end, field('action', '\xff') + end, field('action', '\xc3\xa9') + end, field('action', '\x00') + end, field('action', `a--${b}b`) + end, field('action', `a\r\n--${b}b`) + end, field('', 'x') + end, field(' action ', 'x') + end, field('Action', 'x') + end, field('act\xc3\xa9', 'x') + end,
  part('form-data', 'x') + end, part('form-data; name=action', 'x') + end, part('form-data; name=\'action\'', 'x') + end, part('form-data; name="action', 'x') + end, part('attachment; name="action"', 'x') + end, part('name="action"', 'x') + end, part('', 'x') + end, part('form-data; NAME="action"', 'x') + end, part('form-data; name="action"; name="other"', 'x') + end, part('FORM-DATA; name="action"', 'x') + end, part('form-data;name="action"', 'x') + end, part('form-data ; name = "action"', 'x') + end, part('form-data; name="act\\"ion"', 'x') + end, part("form-data; name*=utf-8''action", 'x') + end, part("form-data; name*=utf-8''act%C3%A9", 'x') + end, part("form-data; name*=action", 'x') + end, part("form-data; name*=bogus''action", 'x') + end,
  `--${b}\r\n\r\nx\r\n${end}`, `--${b}\r\nContent-Type: text/plain\r\n\r\nx\r\n${end}`, `--${b}\r\ncontent-disposition: form-data; name="action"\r\n\r\nx\r\n${end}`, `--${b}\r\nContent-Disposition:form-data; name="action"\r\n\r\nx\r\n${end}`, `--${b}\r\nContent-Disposition : form-data; name="action"\r\n\r\nx\r\n${end}`, `--${b}\r\nX\r\nContent-Disposition: form-data; name="action"\r\n\r\nx\r\n${end}`, `--${b}\r\nContent-Disposition: form-data;\r\n name="action"\r\n\r\nx\r\n${end}`, `--${b}\nContent-Disposition: form-data; name="action"\n\nx\n--${b}--\n`, `--${b}\r\nContent-Disposition: form-data; name="action"\r\nx\r\n${end}`, `--${b}\r\nContent-Disposition: form-data; name="action"\r\n\r\n${end}`, `--${b}\r\nContent-Disposition: form-data; name="action"`, `--${b}\r\nContent-Disposition: form-data; name="action"\r\n\r\n`, `--${b}   \r\nContent-Disposition: form-data; name="action"\r\n\r\nx\r\n${end}`, `--${b}x\r\nContent-Disposition: form-data; name="action"\r\n\r\nx\r\n${end}`, `-${field('action', 'x')}${end}`,
  field('action', 'eA==', 'Content-Transfer-Encoding: base64\r\n') + end, field('action', 'eA=', 'Content-Transfer-Encoding: base64\r\n') + end, field('action', '!!eA==!!', 'Content-Transfer-Encoding: base64\r\n') + end, field('action', 'e A = =', 'Content-Transfer-Encoding: base64\r\n') + end, field('action', 'e', 'Content-Transfer-Encoding: base64\r\n') + end, field('action', 'eA==', 'Content-Transfer-Encoding: BASE64\r\n') + end, field('action', '=78', 'Content-Transfer-Encoding: quoted-printable\r\n') + end, field('action', 'x', 'Content-Transfer-Encoding: 8bit\r\n') + end, field('action', 'eA==eA==', 'Content-Transfer-Encoding: base64\r\n') + end, field('action', 'x', 'Content-Type: text/plain; charset=latin-1\r\n') + end, field('action', '{"a":1}', 'Content-Type: application/json\r\n') + end,
  field('csv_file_id', own) + field('action', 'pause') + end, field('csv_file_id', '1') + field('action', 'pause') + end, field('csv_file_id', '') + field('action', '') + end, field('csv_file_id', own) + file('action', 'a.txt', 'pause') + end, file('csv_file_id', 'a.txt', own) + field('action', 'pause') + end, file('csv_file_id', 'a"b.txt', own) + file('action', "a'b\\c.txt", 'pause') + end,
  ...['a.txt', 'é.csv', '', ' ', '.', '..', '/', 'a/b.txt', 'a\\\\b.txt', 'C:\\\\a.txt', '../a', 'a/', '&lt;a&gt;', '<b>', "it's", 'a\\"b', 'a%20b', 'a\x01b', '\xff', 'a'.repeat(300), '&amp;', '&#47;a', 'a b', ' a ', 'a;b', 'a=b', 'a\\";b', '\\";x="', '\xc2\xa0', 'a\xc2\xadb', '\xe2\x80\x8b', 'a\xe2\x80\xa8/b\x7f', '\xf0\x9f\x98\x80', '\xee\x80\x80.', '\xc3', '&#1;', '&#0;', '&#xd800;', '&eacute;', '&notit;', '&#128;', '\x01.', '.\x01.', '\xcd\xb8'].flatMap((name) => [file('action', name.replace('é', '\xc3\xa9'), 'x') + end, file('file', name.replace('é', '\xc3\xa9'), '') + end]),
  part(`form-data; name="action"; filename*=utf-8''a%C3%A9.txt`, 'x') + end, part(`form-data; name="action"; filename*=a`, 'x') + end,
  ...["utf-8''%E9", "latin-1''%E9", "iso-8859-1''%E9%C3", "ascii''%E9", "bogus''%41", "bogus''\xc3\xa9", "utf-8''\xc3\xa9%C3%A9", "utf-8''\xe9", "''%41", "utf-8'en'%41%2F%42", "utf-8''%C3", '"utf-8\'\'%41"', "utf-8'%41", "UTF-8''%41"].flatMap((value) => [part(`form-data; name="action"; filename*=${value}`, 'x') + end, part(`form-data; name*=${value}`, 'x') + end, part(`form-data; name="action"; other*=${value}`, 'x') + end]),
  part('form-data; \xe9=1; name="action"', 'x') + end, part('form-data; \xc3\xa9=1; name="action"', 'x') + end, part('form-d\xc3\xa9ta; name="action"', 'x') + end, part('form-data; name="action"', 'x', 'X: \xe9\r\n') + end, part('form-data; name="\xc2\xa0action\xe2\x80\x83"', 'x') + end, part('form-data;\xc2\xa0name="action"', 'x') + end, part('form-data; name="act\xe9"', 'x') + end, field('action', 'eA==', 'Content-Transfer-Encoding:\xc2\xa0base64\r\n') + end, part(`form-data; name="action"; filename=a.txt`, 'x') + end, part(`form-data; name="action"; filename`, 'x') + end, part(`form-data; name="action"; FILENAME="a"`, 'x') + end, file('action', 'a.txt', 'eA=', 'Content-Transfer-Encoding: base64\r\n') + end, file('action', 'a.txt', 'eA==', 'Content-Transfer-Encoding: base64\r\n') + end, file('action', 'a.txt', '!', 'Content-Transfer-Encoding: base64\r\n') + end, file('action', 'a.txt', 'eA==', 'Content-Transfer-Encoding: base64\r\nContent-Type: text/csv\r\n') + end, file('action', 'a.txt', 'x'), file('action', 'a.txt', 'x').slice(0, -2), file('action', 'a.txt', 'x') + field('action', 'pause') + end, field('action', 'pause') + file('action', 'a.txt', 'x') + end, file('action', 'a.txt', 'x') + file('action', 'b.txt', 'y') + end,
  file('records', 'a.txt', 'x') + end, field('records', 'x') + end, field('records[0].a', 'x') + end, file('records[0].a', 'a.txt', 'x') + end, file('records[0]', 'a.txt', 'x') + end, field('file', 'x') + end, field('file', '') + end, field('file', 'x') + field('category', 'x') + end, file('category', 'a.txt', 'x') + field('records[0].a', 'y') + end, field('records[0].a', 'y') + field('category', '') + end, field('records[0].a', 'y') + field('criteria.a', '') + end, file('criteria', 'a', 'x') + field('records[0].a', 'y') + end, file('records[0].first_name', 'a', 'x') + end, file('criteria.max_contacts', 'a', 'x') + field('records[0].a', 'y') + end, file('criteria.job_titles', 'a', 'x') + field('criteria.job_titles', 'y') + field('records[0].a', 'y') + end, field('criteria.job_titles', 'a') + field('criteria.job_titles', 'y') + field('criteria.max_contacts', '21') + field('records[0].a', 'y') + end,
  file('file', 'a.csv', '') + field('category', 'bogus') + end, file('file', '', 'x') + end, file('file', 'a'.repeat(300), 'x') + field('category', 'bogus') + end, file('file', 'a.csv', 'x') + field('category', 'bogus') + end, file('file', 'a.csv', 'x') + field('criteria', 'x') + field('category', 'bogus') + end,
].flatMap((text) => [control, submit].map((target) => post(target, `multipart/form-data; boundary=${b}`, text)));
const manyParts = [
  ...[1000, 1001, 1003].map((count) => field('a', 'b').repeat(count) + end),
  ...[100, 101].map((count) => file('a', 'b', 'c').repeat(count) + end),
  field('a', 'b'.repeat(2621440)) + end, field('a', 'b'.repeat(2621439)) + end, file('a', 'b', 'c'.repeat(2621441)) + end,
  `--${b}\r\nContent-Disposition: form-data; name="action"\r\nX: ${'y'.repeat(2000)}\r\n\r\nx\r\n${end}`,
].map((text) => post(control, `multipart/form-data; boundary=${b}`, text));
const boundaries = ['"XBOUND"', 'XBOUND;', ' XBOUND', 'XBOUND ', 'xbound', 'XBOUN', "'XBOUND'", 'XBOUND; charset=latin-1', 'XBOUND; charset=bogus', '"XBOUND', 'XBOUND"'].map((boundary) =>
  post(control, `multipart/form-data; boundary=${boundary}`, field('action', '\xe9') + end),
);

/** @type {Draft[]} */
const framing = [
  ...['POST', 'OPTIONS', 'GET', 'HEAD', 'PUT'].flatMap((method) => [
    { method, target: control, headers: [['Content-Length', '0']] },
    { method, target: control, headers: [['Content-Length', '0']], type: json },
    { method, target: control, headers: [['Transfer-Encoding', 'chunked']], type: json, body: '2\r\n{}\r\n0\r\n\r\n' },
    { method, target: control, headers: [['Transfer-Encoding', 'chunked']], type: 'text/plain', body: '1\r\n{\r\n0\r\n\r\n' },
    { method, target: control, headers: [['Expect', '100-continue']], type: json, body: '{"action":"x"}' },
    { method, target: control, type: json, body: '{"action":"x"}' },
    { method, target: control, type: form, body: 'action=x' },
    { method, target: control, type: form },
    { method, target: control, type: 'text/plain' },
  ].map((draft) => /** @type {Draft} */ (draft))),
  { method: 'POST', target: control, headers: [['Content-Type', 'text/plain'], ['Content-Type', json]], body: '{}' },
  { method: 'POST', target: control, headers: [['Content-Type', json], ['Content-Type', 'text/plain']], body: '{}' },
  { method: 'POST', target: control, headers: [['Content-Encoding', 'gzip']], type: json, body: '{}' },
  { method: 'POST', target: `${control}?action=pause`, type: json, body: '{}' },
  { method: 'POST', target: control, headers: [['Content-Type', json], ['Content-Length', '+2']], body: '{}' },
];

/** @type {Draft[]} */
export const bodies = [
  ...texts.flatMap((text) => [post(submit, json, text), post(control, json, text)]),
  ...fields, ...uuids, ...objects, ...submissions, ...many, ...typed, ...forms, ...tooMany, ...multiparts, ...manyParts, ...boundaries, ...framing,
];
