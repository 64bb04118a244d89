/** The documents without what the engine never reads, for pages: prose, sources, examples, and the control API's responses. */
import { httpMethods } from '../openapi/operations.ts';
import { isMap, toMap } from '../openapi/values.ts';

type Node = Readonly<Record<string, unknown>>;

/** The enrichment document: the engine reads its operations, error bodies, life cycle and questions. */
export function slimEnrichment(document: object): object {
  const { components, paths, ...others } = document as Node;
  const { responses, schemas, ...parts } = toMap(components);
  const {
    'x-life-cycle': lifeCycle,
    'x-questions': questions,
    'x-pages': pages,
    'x-credits': credits,
  } = others;
  return {
    paths: mapValues(toMap(paths), (item) =>
      mapValues(item, (operation, key) => (isMethod(key) ? slimOperation(operation) : slim(operation))),
    ),
    components: {
      parameters: slimNames(parts['parameters']),
      headers: slimNames(parts['headers']),
      responses: mapValues(toMap(responses), slimResponse),
      schemas: slimNames(schemas),
    },
    'x-credits': slim(credits),
    'x-pages': mapValues(toMap(pages), (page) => ({ title: toMap(page)['title'] })),
    // The coach names the source of the pace of polling.
    'x-life-cycle': { ...slim(lifeCycle), polling: toMap(lifeCycle)['polling'] },
    'x-questions': mapValues(toMap(questions), (question) => ({
      ...slim(question),
      readings: mapValues(toMap(question)['readings'], slimReading),
    })),
  };
}

function slimReading(reading: unknown): Node {
  const { meaning: _, basis: __, source: ___, reason: ____, ...others } = toMap(reading);
  return others;
}

/** The control document: the engine checks requests and logs by it. @param more schemas that refer to some of it */
export function slimControl(document: object, more: object): object {
  const { components, paths } = document as Node;
  const { parameters, schemas } = toMap(components);
  const slimPaths = mapValues(toMap(paths), (item) =>
    mapValues(item, (operation, key) => {
      if (!isMethod(key)) return slim(operation);
      // Only the mock in Node shows their prose.
      const { responses: _, summary: __, description: ___, ...rest } = slimOperation(operation);
      const json = toMap(toMap(toMap(toMap(operation)['requestBody'])['content'])['application/json']);
      const [example] = Object.values(toMap(json['examples']));
      // Its name is not read.
      return example === undefined ? rest : addExample(rest, example);
    }),
  );
  const slimmed = {
    paths: slimPaths,
    components: { parameters: slimNames(parameters), schemas: slimNames(schemas) },
  };
  const used = listUsedSchemas(slimmed, [...findReferences(more), 'LogEntry', 'Checkpoint']);
  const names = Object.entries(slimmed.components.schemas).filter(([name]) => used.has(name));
  return { ...slimmed, components: { ...slimmed.components, schemas: Object.fromEntries(names) } };
}

/** The body that a refusal suggests when the given one cannot be corrected. */
function addExample(operation: Node, example: unknown): Node {
  const body = toMap(operation['requestBody']);
  const content = toMap(body['content']);
  const json = { ...toMap(content['application/json']), examples: { one: example } };
  return { ...operation, requestBody: { ...body, content: { ...content, 'application/json': json } } };
}

function findReferences(value: unknown): readonly string[] {
  return Array.from(
    JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"/]+)/g),
    ([, name = '']) => name,
  );
}

/** The names of the schemas that are reached from the paths, and of others with what they refer to. */
function listUsedSchemas(
  document: { readonly paths: Node; readonly components: Node },
  more: readonly string[],
) {
  const { parameters, schemas } = document.components;
  const used = new Set([...more, ...findReferences([document.paths, parameters])]);
  // Iterating over a set includes names that are added on the way.
  for (const name of used) for (const inner of findReferences(toMap(schemas)[name] ?? {})) used.add(inner);
  return used;
}

/** Prose of an operation is part of the response to OPTIONS. */
function slimOperation(operation: unknown): Node {
  const { requestBody, responses, tags: _, ...others } = toMap(operation);
  const { summary, description } = others;
  return {
    ...slim(others),
    ...(summary === undefined ? {} : { summary }),
    ...(description === undefined ? {} : { description }),
    ...(requestBody === undefined ? {} : { requestBody: slim(requestBody) }),
    responses: mapValues(toMap(responses), slimResponse),
  };
}

/** Examples are the bodies that the mock sends. */
function slimResponse(response: unknown): Node {
  const { content, ...others } = toMap(response);
  if (content === undefined) return slim(others);
  const media = mapValues(toMap(content), (one) => {
    const { example, examples, 'x-template': template } = toMap(one);
    return {
      ...slim(one),
      ...(example === undefined ? {} : { example }),
      ...(examples === undefined ? {} : { examples: slimNames(examples) }),
      ...(template === undefined ? {} : { 'x-template': template }),
    };
  });
  return { ...slim(others), content: media };
}

const unread: ReadonlySet<string> = new Set([
  'description',
  'summary',
  'title',
  'example',
  'examples',
  'encoding',
  'deprecated',
  'x-basis',
  'x-source',
  'x-reason',
  'basis',
  'source',
  'reason',
  'meaning',
  'question',
  'kind',
  'ruled-out',
]);

/** Maps whose keys are names, and values that are kept as they are. */
const named: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  'headers',
  'content',
  '$defs',
]);
const payload: ReadonlySet<string> = new Set([
  'const',
  'enum',
  'default',
  'discriminator',
  'required',
  'value',
  'wire',
]);

function slim(value: unknown): Node {
  return slimAny(value) as Node;
}

function slimNames(value: unknown): Node {
  return mapValues(toMap(value), slimAny);
}

function slimAny(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(slimAny);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => {
      if (payload.has(key)) return [[key, inner]];
      if (unread.has(key)) return isPhrase(key, inner, value) ? [[key, inner]] : [];
      return [[key, named.has(key) ? slimNames(inner) : slimAny(inner)]];
    }),
  );
}

/** Errors name a pattern by its title or description, if that is a phrase. */
function isPhrase(key: string, text: unknown, schema: Node): boolean {
  return 'pattern' in schema && (key === 'title' || key === 'description') && /^[a-z]/.test(String(text));
}

const methods: ReadonlySet<string> = new Set(httpMethods);
const isMethod = (key: string): boolean => methods.has(key);

function mapValues(map: unknown, change: (value: unknown, key: string) => unknown): Node {
  return Object.fromEntries(Object.entries(toMap(map)).map(([key, value]) => [key, change(value, key)]));
}
