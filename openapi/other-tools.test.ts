// What other tools need of the documents: descriptions, sizes, forms, and the default in the first place.
import { readFileSync } from 'node:fs';

import { follow, resolvePointer } from './document.ts';
import { walkPlaces } from './rules/walk.ts';
import { isMap, toMap } from './values.ts';
import { parseYaml } from './yaml-source.ts';

const documents = ['enrichment', 'control'].map((name) => {
  const file = `openapi/${name}.yaml`;
  return { file, document: parseYaml(readFileSync(file, 'utf8'), file).value };
});

/** The maps of a document whose path ends with these steps; `*` stands for any step. */
function* findPlaces(document: unknown, ...pattern: readonly string[]) {
  for (const { path, value } of walkPlaces(document)) {
    const end = path.slice(-pattern.length).map(String);
    if (path.length >= pattern.length && pattern.every((step, index) => step === '*' || step === end[index]))
      yield { name: path.join('.'), value };
  }
}

const isSentence = (text: unknown) => /^[A-Z0-9"`-][^]*[.:?)`]\s*$/.test(String(text));

test.each(documents)(
  'every property, parameter, operation and server in $file has a description',
  ({ document }) => {
    const operations = Object.values(toMap(toMap(document)['paths'])).flatMap((item) =>
      Object.entries(toMap(item)).flatMap(([method, operation]) =>
        method === 'parameters'
          ? []
          : [{ name: String(toMap(operation)['operationId']), value: toMap(operation) }],
      ),
    );
    const described = [
      ...findPlaces(document, 'properties', '*'),
      ...findPlaces(document, 'components', '*', '*'),
      ...operations,
      ...(toMap(document)['servers'] as readonly unknown[]).map((value) => ({
        name: 'server',
        value: toMap(value),
      })),
    ].filter(({ name }) => !name.includes('.not.'));
    expect(described.length).toBeGreaterThan(100);
    const lacking = described.filter(({ value }) => {
      const own = value['description'] ?? toMap(follow(document, value, '').value)['description'];
      return !isSentence(own);
    });
    expect(lacking.map(({ name }) => name)).toEqual([]);
  },
);

test.each(documents)('every integer in $file has a size', ({ document }) => {
  const integers = [...walkPlaces(document)].filter(
    ({ value, names }) =>
      !names && [value['type']].flat().includes('integer') && [value['type']].flat().length === 1,
  );
  expect(integers.length).toBeGreaterThan(10);
  const lacking = integers.filter(({ value }) => !/^int(?:32|64)$/.test(String(value['format'])));
  expect(lacking.map(({ path }) => path.join('.'))).toEqual([]);
});

test.each(documents)('every component in $file is used, perhaps by an x- key of ours', ({ document }) => {
  const text = JSON.stringify(document);
  const unused = ['schemas', 'responses', 'parameters', 'headers'].flatMap((kind) =>
    Object.keys(toMap(resolvePointer(document, `#/components/${kind}`))).filter(
      (name) =>
        !text.includes(`"#/components/${kind}/${name}"`) && !text.includes(`"#/components/${kind}/${name}/`),
    ),
  );
  // The lines of a state file, which no response has as a schema.
  expect(unused).toEqual(isMap(resolvePointer(document, '#/x-pages')) ? [] : ['Checkpoint', 'LogEntry']);
});

test.each(documents)('every time in $file has a format', ({ document }) => {
  const times = [...findPlaces(document, 'properties', '*')].filter(
    ({ name, value }) => value['type'] === 'string' && /\.(?:\w+_)?(?:at|now|time|real)$/.test(name),
  );
  expect(times.map(({ value }) => value['format'])).toEqual(times.map(() => 'date-time'));
});

test.each(documents)('a body in $file can be a form with the same examples as JSON', ({ document }) => {
  const bodies = [...findPlaces(document, 'requestBody', 'content')];
  expect(bodies.length).toBeGreaterThan(1);
  for (const { name, value } of bodies) {
    const { 'application/json': json, 'application/x-www-form-urlencoded': form } = value;
    const isSame =
      name.includes('/submit/') ||
      JSON.stringify(toMap(json)['examples']) === JSON.stringify(toMap(form)['examples']);
    expect([name, form !== undefined && isSame]).toEqual([name, true]);
  }
});

test.each(documents)('JSON comes first where a response in $file has several media types', ({ document }) => {
  const contents = [...findPlaces(document, 'content')].filter(({ value }) => Object.keys(value).length > 1);
  expect(contents.map(({ value }) => Object.keys(value)[0])).toEqual(contents.map(() => 'application/json'));
});

test('no operation of the enrichment API has a response that its own requests never get', () => {
  const [{ document } = { document: {} }] = documents;
  const statuses = [...findPlaces(document, 'responses')].filter(({ name }) => name.startsWith('paths.'));
  expect(statuses).toHaveLength(5);
  expect(statuses.filter(({ value }) => '301' in value || '405' in value)).toEqual([]);
});

test('the list of jobs has one schema, that of the default reading', () => {
  const [{ document } = { document: {} }] = documents;
  const { default: byDefault, readings } = toMap(resolvePointer(document, '#/x-questions/list-envelope'));
  const schema = resolvePointer(document, '#/components/responses/Jobs/content/application~1json/schema');
  expect(schema).toEqual(toMap(toMap(readings)[String(byDefault)])['schema']);
});

test('the file of an upload has media types and an example', () => {
  const [{ document } = { document: {} }] = documents;
  const body = '#/paths/~1api~1v1~1enrichment~1submit~1/post/requestBody/content/multipart~1form-data';
  expect(resolvePointer(document, `${body}/encoding/file/contentType`)).toContain('text/csv');
  expect(resolvePointer(document, '#/components/schemas/SubmitUpload/properties/file/examples/0')).toBe(
    resolvePointer(document, `${body}/examples/file/value/file`),
  );
});

test.each(documents)('production is not the first server in $file', ({ document }) => {
  expect(resolvePointer(document, '#/servers/0/url')).toBe('http://127.0.0.1:{port}');
});
