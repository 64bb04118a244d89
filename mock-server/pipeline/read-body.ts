/** Turns the bytes of a body into the input of an operation's handler, or into the response that rejects it. */
import type { Operation } from '../../openapi/operations.ts';
import { errorTexts } from '../django/error-texts.ts';
import { readFormData } from '../django/form-data.ts';
import type { Handler, Model, ReadBody, Reply } from '../api/reply.ts';
import { invalid, problem } from '../api/reply.ts';
import type { Pause } from '../portions/portions.ts';
import { getFramework } from '../django/framework.ts';
import { getMergedShape } from '../django/json-shape.ts';
import type { WireRequest } from '../django/message.ts';
import { parseBody } from '../django/request-body.ts';

export interface BodyDeps {
  readonly model: Model;
  readonly handlers: Readonly<Record<string, Handler>>;
}

/** @param pause called between two portions of work; without it the body is read in one go */
export async function readBody(
  { headers, body, bodyLimit }: WireRequest,
  operation: Operation,
  { model, handlers }: BodyDeps,
  pause: Pause = () => undefined,
): Promise<ReadBody> {
  const { document } = model.spec;
  const shape = getMergedShape(document, Object.values(operation.requestBody));
  const length = bodyLimit === undefined ? body.length : bodyLimit + 1;
  const options = { pause, length, shape };
  const parsed = await parseBody(headers['content-type'], body, getFramework(model), options);
  if (parsed.kind === 'malformed') return invalid({ detail: parsed.detail });
  if (parsed.kind === 'too-large') return refuseTooLarge(bodyLimit ?? 0);
  if (parsed.kind === 'too-long')
    return invalid(nestErrors(parsed.path, [errorTexts.maxItems(parsed.maxItems)]));
  if (parsed.kind === 'unsupported') return problem('unsupportedMediaType', { media_type: parsed.mediaType });
  if (parsed.kind === 'suspicious') return problem('tooManyFields');
  if (parsed.kind === 'crash') return problem('serverError');
  const data =
    parsed.kind === 'data'
      ? parsed.data
      : readFormData(document, Object.values(operation.requestBody), parsed.form);
  const read = handlers[operation.id]?.read;
  return read === undefined ? { kind: 'body', body: data } : read({ operation, body: data, model }, pause);
}

function refuseTooLarge(limit: number): Reply {
  const detail = `The request body has more than ${limit} bytes. Split it into several submissions.`;
  return invalid({ detail });
}

function nestErrors(path: readonly (string | number)[], errors: readonly string[]): unknown {
  if (path.length === 0) return { non_field_errors: errors };
  return path.reduceRight<unknown>((inner, step) => ({ [step]: inner }), errors);
}
