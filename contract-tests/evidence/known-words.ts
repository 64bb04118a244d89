/** Collects the words that the document uses, which cannot be personal data: its fields and the words of its texts. */
import { isMap } from '../../openapi/values.ts';
import { follow } from '../../openapi/document.ts';

export interface KnownWords {
  /** The names of the fields that the response of an operation may contain. */
  readonly getFields: (operationId: string) => ReadonlySet<string>;
  /** The words of the descriptions and error messages, in lower case. */
  readonly words: ReadonlySet<string>;
}

/** The fields of a document that contain prose. The example of a result does not. */
const prose: ReadonlySet<string> = new Set([
  'description',
  'summary',
  'title',
  'meaning',
  'detail',
  'message',
  'x-reason',
]);

/** Words of error messages and pages that any server may send. */
const common =
  'access account again api bad bearer cannot conflict content debug django error exception expected failed file forbidden found gateway given have html http internal invalid job json line method missing most no none not object page please provided query recent request required resource result server service sorry status temporarily the this timeout token too traceback true type unauthorized unavailable unknown user version while you your';

export function collectKnownWords(document: unknown): KnownWords {
  const fields = new Map<string, ReadonlySet<string>>();
  return {
    words: collectWords(document),
    getFields: (operationId) => {
      const found = fields.get(operationId) ?? collectFields(document, getResponses(document, operationId));
      fields.set(operationId, found);
      return found;
    },
  };
}

function collectWords(document: unknown): ReadonlySet<string> {
  const words = new Set(common.split(' '));
  const walk = (value: unknown, isProse: boolean): void => {
    if (typeof value === 'string') {
      if (isProse) for (const word of value.toLowerCase().match(/[a-z]+/g) ?? []) words.add(word);
    } else if (Array.isArray(value)) {
      for (const one of value) walk(one, isProse);
    } else if (isMap(value)) {
      for (const [key, inner] of Object.entries(value)) walk(inner, prose.has(key));
    }
  };
  walk(document, false);
  return words;
}

/** The names of all properties in a part of a document, including those behind references. */
function collectFields(document: unknown, part: unknown): ReadonlySet<string> {
  const fields = new Set<string>();
  const seen = new Set<unknown>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    const { properties, $ref } = value as { readonly properties?: unknown; readonly $ref?: unknown };
    if (isMap(properties)) for (const name of Object.keys(properties)) fields.add(name);
    if (typeof $ref === 'string') walk(follow(document, value, '').value);
    for (const inner of Object.values(value)) walk(inner);
  };
  walk(part);
  return fields;
}

function getResponses(document: unknown, operationId: string): unknown {
  const paths = isMap(document) && isMap(document['paths']) ? Object.values(document['paths']) : [];
  const operations = paths.flatMap((path) => (isMap(path) ? Object.values(path) : []));
  return operations.filter(isMap).find((one) => one['operationId'] === operationId)?.['responses'];
}
