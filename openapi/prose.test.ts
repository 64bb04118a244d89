// What other tools show of the documents: a description of everything, and nothing that is never used.
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

test.each(documents)(
  'every integer in $file has a size, and every example of a time a format',
  ({ document }) => {
    const integers = [...walkPlaces(document)].filter(
      ({ value, names }) =>
        !names && [value['type']].flat().includes('integer') && [value['type']].flat().length === 1,
    );
    expect(integers.length).toBeGreaterThan(10);
    const lacking = integers.filter(({ value }) => !/^int(?:32|64)$/.test(String(value['format'])));
    expect(lacking.map(({ path }) => path.join('.'))).toEqual([]);
  },
);

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

test.each(documents)('production is not the first server in $file', ({ document }) => {
  expect(resolvePointer(document, '#/servers/0/url')).toBe('http://127.0.0.1:{port}');
});
