/** The tools of the command `mcp`, generated from the control document and its table `x-tools`. Pure. */
import type { OpenAPIV3_1 } from 'openapi-types';

import { follow, resolvePointer } from '../openapi/document.ts';
import { listOperations, type Operation } from '../openapi/operations.ts';
import { toMap } from '../openapi/values.ts';
import { expandSchema, joinSchemas, type JsonSchema, mapValues, outlineSchema, toList } from './schemas.ts';
import { toText } from './to-text.ts';

/** One action of a tool: an operation of the control API. */
export interface ToolAction {
  readonly name: string;
  readonly operation: Operation;
  readonly summary: string;
  /** What its input can have, by name: parameters and the fields of its body. */
  readonly inputs: Readonly<Record<string, JsonSchema>>;
  readonly required: readonly string[];
}

export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Empty for a tool that is composed of several operations. */
  readonly actions: readonly ToolAction[];
  readonly inputSchema: JsonSchema & { readonly type: 'object' };
  readonly outputSchema: JsonSchema & { readonly type: 'object' };
  readonly annotations: {
    readonly title: string;
    readonly readOnlyHint: boolean;
    readonly destructiveHint: boolean;
    readonly idempotentHint: boolean;
    readonly openWorldHint: false;
  };
}

interface ToolRow {
  readonly title: string;
  readonly description: string;
  readonly actions?: Readonly<Record<string, string>>;
  readonly input?: Readonly<Record<string, unknown>>;
}

/** The control document, with its table of tools. */
export interface ControlDocument {
  readonly 'x-tools': Readonly<Record<string, ToolRow>>;
}

/** At most so many, as agents choose badly among many. */
const maxTools = 12;

/** @param world the world of a call that names none. @throws if the table names an operation that the document does not have */
export function createTools(document: ControlDocument, world: string): readonly Tool[] {
  const operations = listOperations(document as unknown as OpenAPIV3_1.Document);
  const tools = Object.entries(document['x-tools']).map(([name, row]) => {
    const actions = Object.entries(row.actions ?? {}).map(([action, id]) => {
      const operation = operations.find((one) => one.id === id);
      if (operation === undefined) throw new Error(`x-tools/${name}: there is no operation "${id}".`);
      return toAction(document, action, operation);
    });
    return toTool(document, name, row, actions, world);
  });
  if (tools.length > maxTools)
    throw new Error(`x-tools has ${tools.length} tools; at most ${maxTools} are allowed.`);
  return tools;
}

function toAction(document: object, name: string, operation: Operation): ToolAction {
  const pointer = operation.requestBody['application/json'];
  const body =
    pointer === undefined ? {} : expandSchema(document, resolvePointer(document, pointer.slice(1)));
  const parameters = operation.parameters.filter(({ in: place }) => place !== 'header');
  const described = parameters.map(({ name: parameter, schemaPointer }) => {
    const given = toMap(resolvePointer(document, schemaPointer.slice(1).replace(/\/schema$/, '')));
    const schema = expandSchema(document, resolvePointer(document, schemaPointer.slice(1)));
    return [parameter, { ...schema, description: toText(given['description']) }] as const;
  });
  const { summary = '' } = toMap(findOperation(document, operation)) as { readonly summary?: string };
  const inPath = parameters.filter(({ in: place }) => place === 'path').map((one) => one.name);
  return {
    name,
    operation,
    summary,
    inputs: {
      ...Object.fromEntries(described),
      ...mapValues(toMap(body['properties']), (one) => toMap(one)),
    },
    required: [
      ...inPath.filter((one) => one !== worldInput),
      ...toList(body['required']).map((one) => toText(one)),
    ],
  };
}

/** The input that every tool with a world has. */
export const worldInput = 'world';

function findOperation(document: object, { path, method }: Operation): unknown {
  const { paths } = document as { readonly paths: Readonly<Record<string, object>> };
  return toMap(paths[path])[method.toLowerCase()];
}

function toTool(
  document: object,
  name: string,
  { title, description, input }: ToolRow,
  actions: readonly ToolAction[],
  world: string,
): Tool {
  const first = actions[0]?.name;
  const methods = new Set(actions.map(({ operation }) => operation.method));
  const isReading = [...methods].every((method) => method === 'GET');
  const listed = actions.map(
    (one) =>
      `- ${one.name}: ${one.summary}.${one.required.length === 0 ? '' : ` Needs ${one.required.join(', ')}.`}`,
  );
  const action =
    actions.length < 2
      ? {}
      : { action: { type: 'string', enum: actions.map((one) => one.name), default: first } };
  return {
    name,
    title,
    description: [description.trim(), ...listed].join('\n'),
    actions,
    inputSchema: {
      type: 'object',
      additionalProperties: false,
      properties: {
        ...action,
        ...(input === undefined ? toProperties(actions) : { ...toWorld(document), ...input }),
        ...(input === undefined && !hasWorld(actions) ? {} : toWorld(document, world)),
      },
    },
    outputSchema: toOutput(document, actions),
    annotations: {
      title,
      readOnlyHint: isReading,
      destructiveHint: methods.has('DELETE'),
      idempotentHint: isReading,
      openWorldHint: false,
    },
  };
}

const hasWorld = (actions: readonly ToolAction[]): boolean =>
  actions.some(({ inputs }) => worldInput in inputs);

function toWorld(document: object, world?: string): Readonly<Record<string, JsonSchema>> {
  const parameter = toMap(resolvePointer(document, '/components/parameters/World'));
  const { title: _, ...schema } = toMap(parameter['schema']);
  return {
    [worldInput]: {
      ...schema,
      description: toText(parameter['description']),
      ...(world === undefined ? {} : { default: world }),
    },
  };
}

function toProperties(actions: readonly ToolAction[]): Readonly<Record<string, JsonSchema>> {
  const names = new Set(actions.flatMap(({ inputs }) => Object.keys(inputs)));
  return Object.fromEntries(
    [...names].map((name) => {
      const given = actions.flatMap(({ name: action, inputs }) => {
        const schema = inputs[name];
        return schema === undefined ? [] : [{ action, schema }];
      });
      return [name, joinSchemas(given, actions.length === 1)];
    }),
  );
}

/** Results are lenient: a fault of this program must not hide what the mock responds. */
function toOutput(document: object, actions: readonly ToolAction[]): Tool['outputSchema'] {
  const bodies = actions.flatMap(({ operation: { responses } }) =>
    ['200', '201'].flatMap((status) => {
      const media = Object.values(responses[status]?.content ?? {})[0];
      return media === undefined
        ? []
        : [
            expandSchema(
              document,
              follow(document, resolvePointer(document, media.schemaPointer.slice(1)), '').value,
            ),
          ];
    }),
  );
  const items = unite(bodies.filter((one) => one['type'] === 'array').map((one) => toMap(one['items'])));
  const results = unite(bodies.filter((one) => one['type'] === 'object'));
  return {
    type: 'object',
    properties: {
      ...(items === undefined ? {} : { items: { type: 'array', items }, total: { type: 'integer' } }),
      ...(results === undefined ? {} : { result: results }),
      text: { type: 'string' },
      note: { type: 'string', description: 'What was left out, and how to get it.' },
      error: { type: 'string', description: 'Why the call was refused.' },
      fix: { type: 'object', description: 'A request to the control API that works instead.' },
      call: { type: 'object', description: 'The same as a call of a tool.' },
    },
  };
}

function unite(schemas: readonly JsonSchema[]): JsonSchema | undefined {
  const shapes = [
    ...new Map(schemas.map((one) => [JSON.stringify(outlineSchema(one)), outlineSchema(one)])).values(),
  ];
  return shapes.length > 1 ? { anyOf: shapes } : shapes[0];
}
