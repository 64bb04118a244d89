import { readFileSync } from 'node:fs';

import { parse } from 'yaml';

import { formatDocument, toServedDocument } from './served-document.ts';
import { parseYaml } from './yaml-source.ts';

const read = (name: string) => {
  const file = `openapi/${name}.yaml`;
  return parseYaml(readFileSync(file, 'utf8'), file).value as object;
};
const url = 'http://127.0.0.1:4321';

test('the mock is the first server, in place of the local one that the document names', () => {
  const urls = (name: string) =>
    (
      toServedDocument(read(name), url) as { readonly servers: readonly { readonly url: string }[] }
    ).servers.map((server) => server.url);
  expect(urls('enrichment')).toEqual([url, 'https://{host}/backend', 'https://{host}']);
  expect(urls('control')).toEqual([url]);
});

test('a document without servers gets one, after its title', () => {
  const served = toServedDocument({ paths: {}, openapi: '3.1.0', info: { title: 'Small' } }, '../..');
  expect(formatDocument(served, 'yaml')).toBe(`openapi: 3.1.0
info:
  title: Small
servers:
  - url: ../..
    description: This mock.
paths: {}
`);
});

test.each(['enrichment', 'control'])('the texts of %s have the same content, and no aliases', (name) => {
  const served = toServedDocument(read(name), url);
  const yaml = formatDocument(served, 'yaml');
  expect(parseYaml(yaml, 'served.yaml').value).toEqual(served);
  expect(parse(yaml, { version: '1.1' })).toEqual(served);
  expect(JSON.parse(formatDocument(served, 'json'))).toEqual(served);
  // An anchor or an alias is a word of its own.
  expect(
    yaml.split('\n').filter((line) => /(?:^|[:\-,[{]\s)\s*[&*][\w-]+\s*(?:$|[,\]}])/.test(line)),
  ).toEqual([]);
});

test('texts that YAML could read as something else stay texts', () => {
  const document = { version: '1', status: 'no', text: 'a: b # c', lines: ' one\n\ntwo\n', url: '*.example' };
  expect(parseYaml(formatDocument(document, 'yaml'), 'served.yaml').value).toEqual(document);
});
