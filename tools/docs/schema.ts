/** Describes the schemas of the control document in words: the fields of an object, and the values of each. */
import type { OpenAPIV3_1 } from 'openapi-types';

import { formatCode, formatTable } from './table.ts';

type Schema = OpenAPIV3_1.SchemaObject;
export type Document = Pick<OpenAPIV3_1.Document, 'paths' | 'components' | 'info' | 'tags'>;

export interface Field {
  readonly name: string;
  readonly isRequired: boolean;
  readonly schema: Schema;
}

/** The target of a `$ref` in the document; anything else is returned unchanged. */
export function resolve<Part extends object>(document: Document, part: Part | { $ref: string }): Part {
  if (!('$ref' in part)) return part;
  let found: unknown = document;
  for (const key of part.$ref.split('/').slice(1)) found = (found as Readonly<Record<string, unknown>>)[key];
  if (found === undefined) throw new Error(`The document has no ${part.$ref}.`);
  return resolve(document, found as Part | { $ref: string });
}

/** The last part of a `$ref`, or undefined if there is none. */
export function getRefName(part: object): string {
  return '$ref' in part ? String(part.$ref).replace(/^.*\//, '') : '';
}

/** The fields of an object, including those of its `allOf`. */
export function findFields(document: Document, part: Schema | { $ref: string }): readonly Field[] {
  const schema = resolve<Schema>(document, part);
  const inherited = (schema.allOf ?? []).flatMap((one) => findFields(document, one));
  const own = Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    isRequired: schema.required?.includes(name) ?? false,
    schema: property as Schema,
  }));
  return [...inherited, ...own];
}

/** One row per field: name, type, meaning. */
export function formatFields(document: Document, fields: readonly Field[]): string {
  return formatTable(
    ['Field', 'Type', 'Meaning'],
    fields.map(({ name, isRequired, schema }) => [
      `${formatCode(name)}${isRequired ? ' (required)' : ''}`,
      formatType(document, schema),
      '$ref' in schema ? asSentence(schema.description ?? '') : describe(schema),
    ]),
  );
}

/** The fields of an object as a table, with a link for the fields of another object on the page. */
export function formatObject(document: Document, part: Schema | { $ref: string }): string {
  const schema = resolve<Schema>(document, part);
  const shared = (schema.allOf ?? []).flatMap((one) => ('$ref' in one ? [getRefName(one)] : []));
  const inherited = new Set(
    (schema.allOf ?? []).flatMap((one) =>
      '$ref' in one ? findFields(document, one).map(({ name }) => name) : [],
    ),
  );
  const own = findFields(document, part).filter(({ name }) => !inherited.has(name));
  const kinds = listKinds(schema);
  return [
    ...(kinds.length === 0 ? [] : [`One of ${kinds.map(formatLink).join(', ')}.`]),
    ...(shared.length === 0 ? [] : [`Has the fields of ${shared.map(formatLink).join(' and ')}.`]),
    ...(own.length === 0 ? [] : [formatFields(document, own)]),
  ].join('\n\n');
}

/** The named schemas of which a value matches one. */
function listKinds({ oneOf = [] }: Schema): readonly string[] {
  return oneOf.map(getRefName).filter((name) => name !== '');
}

/** Whether an object has a section on the page. */
export function isShown(document: Document, part: Schema | { $ref: string }): boolean {
  return findFields(document, part).length > 0 || listKinds(resolve<Schema>(document, part)).length > 0;
}

function formatLink(name: string): string {
  return `[${name}](#${name.toLowerCase()})`;
}

/** The type in a few words, such as `integer, 1 to 1000000`. */
export function formatType(document: Document, part: Schema | { $ref: string }): string {
  const name = getRefName(part);
  const schema = resolve<Schema>(document, part);
  if (schema.enum !== undefined) return schema.enum.map((value) => formatCode(String(value))).join(', ');
  if (schema.const !== undefined) return formatCode(String(schema.const));
  if (name !== '' && isShown(document, schema)) return formatLink(name);
  if (schema.oneOf !== undefined) return schema.oneOf.map((one) => formatType(document, one)).join(' or ');
  if (schema.type === 'array') return `list of ${formatType(document, schema.items)}`;
  const { minimum, maximum, format } = schema;
  const range =
    minimum === undefined
      ? ''
      : maximum === undefined
        ? `, at least ${minimum}`
        : `, ${minimum} to ${maximum}`;
  // Sizes of integers are for generated clients.
  const form = format === undefined || format.startsWith('int') ? '' : `, ${format}`;
  return `${String(schema.type ?? 'object')}${form}${range}`;
}

function describe({ description = '', default: given, properties, required = [] }: Schema): string {
  const parts = properties === undefined ? [] : Object.keys(properties);
  const fields = parts.map((name) => formatCode(name) + (required.includes(name) ? '' : ' (optional)'));
  return [
    ...(description === '' ? [] : [asSentence(description)]),
    ...(fields.length === 0 ? [] : [`Has ${fields.join(', ')}.`]),
    ...(given === undefined ? [] : [`Default: ${formatCode(String(given))}.`]),
  ].join(' ');
}

/** A description as a sentence, with a capital letter and a full stop. */
export function asSentence(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  const begun = /^[a-z]+ /.test(trimmed) ? trimmed.charAt(0).toUpperCase() + trimmed.slice(1) : trimmed;
  return /[.:!]$/.test(begun) ? begun : `${begun}.`;
}
