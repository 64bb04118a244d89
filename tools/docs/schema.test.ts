// Tests how the reference of the control API describes schemas of the document.
import { asSentence, type Document, formatFields, findFields, formatObject, formatType } from './schema.ts';

const document: Document = {
  info: { title: 'An API', version: '1' },
  paths: {},
  components: {
    schemas: {
      Base: {
        type: 'object',
        required: ['id'],
        properties: { id: { type: 'string', format: 'uuid', description: 'of this one' } },
      },
      More: {
        allOf: [
          { $ref: '#/components/schemas/Base' },
          { type: 'object', properties: { size: { type: 'integer', minimum: 1, maximum: 9, default: 3 } } },
        ],
      },
    },
  },
};

test('the table of an object includes the fields of its base', () => {
  const more = { $ref: '#/components/schemas/More' };
  expect(formatFields(document, findFields(document, more)).split('\n').slice(2)).toEqual([
    '| `id` (required) | string, uuid | Of this one. |',
    '| `size` | integer, 1 to 9 | Default: `3`. |',
  ]);
});

test('an object has a list of its own fields and a link to its base', () => {
  const text = formatObject(document, { $ref: '#/components/schemas/More' });
  expect(text).toContain('Has the fields of [Base](#base).');
  expect(text).not.toContain('`id`');
});

test.each([
  [{ enum: ['a', 'b'] }, '`a`, `b`'],
  [{ type: 'array', items: { $ref: '#/components/schemas/Base' } }, 'list of [Base](#base)'],
  [{ type: 'integer', minimum: 0 }, 'integer, at least 0'],
] as const)('the type of %j is formatted', (schema, type) => {
  expect(formatType(document, schema as Parameters<typeof formatType>[1])).toBe(type);
});

test('a $ref without a target is a mistake in the document', () => {
  expect(() => findFields(document, { $ref: '#/components/schemas/None' })).toThrow(
    'The document has no #/components/schemas/None.',
  );
});

test.each([
  ['a duration such as 90s', 'A duration such as 90s.'],
  ['"any" for all of them', '"any" for all of them.'],
  ['It is done.', 'It is done.'],
])('%j becomes a sentence', (text, sentence) => {
  expect(asSentence(text)).toBe(sentence);
});
