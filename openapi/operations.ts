/** Finds an operation by id, and returns the responses, headers and bodies that it allows. */
import type { OpenAPIV3_1 } from 'openapi-types';

import { follow, escapeStep, type ThrottleData } from './document.ts';

export interface Operation {
  readonly id: string;
  /** Upper case, as on the wire. */
  readonly method: string;
  /** The path template, e.g. `/api/v1/enrichment/status/{job_id}/`. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** Pointers of the schemas of the request body, by media type. */
  readonly requestBody: Readonly<Record<string, string>>;
  /** Set when a request without a body is refused. */
  readonly requiresBody?: true;
  readonly responses: Readonly<Record<string, ResponseModel>>;
  /** The window of its throttle, in seconds; absent where it has none. */
  readonly throttleSeconds?: number;
}

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: ParameterSchema;
  readonly schemaPointer: string;
}

export interface ParameterSchema {
  readonly type?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
}

export interface ResponseModel {
  /** The pointer of the response itself, `$ref`s followed. */
  readonly pointer: string;
  readonly headers: readonly HeaderModel[];
  readonly content: Readonly<Record<string, MediaTypeModel>>;
}

export interface HeaderModel {
  readonly name: string;
  readonly required: boolean;
  /** The only allowed value of the header, if the document fixes it. */
  readonly value?: string;
}

export interface MediaTypeModel {
  readonly schemaPointer: string;
  /** By name; the document's single `example` has the name `default`. */
  readonly examples: Readonly<Record<string, unknown>>;
  readonly template?: unknown;
}

/** The methods that a path may have, in the order of the standard. */
export const httpMethods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/** Every operation of the document, in its order. */
export function listOperations(document: OpenAPIV3_1.Document): readonly Operation[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    httpMethods.flatMap((method) => {
      const operation = item?.[method];
      if (operation?.operationId === undefined) return [];
      const pointer = `#/paths/${escapeStep(path)}/${method}`;
      return [
        {
          id: operation.operationId,
          method: method.toUpperCase(),
          path,
          parameters: [
            ...listParameters(document, item?.parameters, `#/paths/${escapeStep(path)}/parameters`),
            ...listParameters(document, operation.parameters, `${pointer}/parameters`),
          ],
          requestBody: toRequestBodies(document, operation.requestBody, `${pointer}/requestBody`),
          responses: Object.fromEntries(
            Object.entries(operation.responses ?? {}).map(([status, response]) => [
              status,
              toResponseModel(document, response, `${pointer}/responses/${status}`),
            ]),
          ),
          ...(isBodyRequired(document, operation.requestBody) ? { requiresBody: true as const } : {}),
          ...readThrottle(operation),
        },
      ];
    }),
  );
}

function readThrottle(operation: object): Pick<Operation, 'throttleSeconds'> {
  if (!('x-throttle' in operation)) return {};
  return { throttleSeconds: (operation['x-throttle'] as ThrottleData)['window-seconds'] };
}

/** A response of the document: its headers and, by media type, its schema, examples and template. */
export function toResponseModel(document: unknown, response: unknown, pointer: string): ResponseModel {
  const found = follow(document, response, pointer);
  const { headers, content } = found.value as OpenAPIV3_1.ResponseObject;
  return {
    pointer: found.pointer,
    headers: Object.entries(headers ?? {}).map(([name, header]) => toHeaderModel(document, name, header)),
    content: toContentModels(content, found.pointer),
  };
}

function toContentModels(content: OpenAPIV3_1.ResponseObject['content'], pointer: string) {
  return Object.fromEntries(
    Object.entries(content ?? {}).map(([mediaType, model]) => [
      mediaType,
      {
        schemaPointer: `${pointer}/content/${escapeStep(mediaType)}/schema`,
        examples: getExamples(model),
        ...('x-template' in model ? { template: model['x-template'] } : {}),
      },
    ]),
  );
}

function getExamples(model: OpenAPIV3_1.MediaTypeObject): Readonly<Record<string, unknown>> {
  if (model.example !== undefined) return { default: model.example };
  return Object.fromEntries(
    Object.entries(model.examples ?? {}).map(([name, example]) => [
      name,
      'value' in example ? example.value : undefined,
    ]),
  );
}

function toHeaderModel(document: unknown, name: string, header: unknown): HeaderModel {
  const { required, schema } = follow(document, header, '').value as OpenAPIV3_1.HeaderObject;
  const fixed = (schema as { const?: string } | undefined)?.const;
  return { name, required: required ?? false, ...(fixed === undefined ? {} : { value: fixed }) };
}

function listParameters(
  document: unknown,
  parameters: OpenAPIV3_1.OperationObject['parameters'],
  pointer: string,
): readonly Parameter[] {
  return (parameters ?? []).map((parameter, index) => {
    const found = follow(document, parameter, `${pointer}/${index}`);
    const { name, in: place, schema } = found.value as OpenAPIV3_1.ParameterObject;
    const schemaPointer = `${found.pointer}/schema`;
    return {
      name,
      in: place,
      schema: follow(document, schema, schemaPointer).value as ParameterSchema,
      schemaPointer,
    };
  });
}

function isBodyRequired(document: unknown, body: unknown): boolean {
  if (body === undefined) return false;
  return (follow(document, body, '').value as OpenAPIV3_1.RequestBodyObject).required === true;
}

function toRequestBodies(
  document: unknown,
  body: unknown,
  pointer: string,
): Readonly<Record<string, string>> {
  if (body === undefined) return {};
  const found = follow(document, body, pointer);
  const { content } = found.value as OpenAPIV3_1.RequestBodyObject;
  return Object.fromEntries(
    Object.keys(content).map((mediaType) => [
      mediaType,
      `${found.pointer}/content/${escapeStep(mediaType)}/schema`,
    ]),
  );
}
