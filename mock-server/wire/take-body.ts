/** The body of a request as its operation takes it, or the refusal of one that cannot be read. */
import type { Operation } from '../../openapi/operations.ts';
import { type Model, problem, type Reply } from '../operations/reply.ts';
import { formData } from '../operations/form-data.ts';
import { frameworkOf } from './framework.ts';
import type { WireRequest } from './message.ts';
import { parseBody } from './request-body.ts';

/** Without a body where the operation takes none. */
export async function takeBody(
  { headers, body: sent, bodyLimit }: WireRequest,
  { requestBody }: Operation,
  model: Model,
): Promise<Reply | { readonly body?: unknown }> {
  if (Object.keys(requestBody).length === 0) return {};
  const length = bodyLimit === undefined ? sent.length : bodyLimit + 1;
  const body = await parseBody(headers['content-type'], sent, frameworkOf(model), length);
  if (body.kind === 'data') return { body: body.data };
  if (body.kind === 'form')
    return { body: formData(model.spec.document, Object.values(requestBody), body.form) };
  if (body.kind === 'malformed') return { kind: 'invalid', errors: { detail: body.detail } };
  if (body.kind === 'unsupported') return problem('unsupportedMediaType', { media_type: body.mediaType });
  if (body.kind === 'too-large') return tooLarge(bodyLimit ?? 0);
  return problem(body.kind === 'suspicious' ? 'tooManyFields' : 'serverError');
}

function tooLarge(limit: number): Reply {
  const detail = `The request body has more than ${limit} bytes. Split it into several submissions.`;
  return { kind: 'invalid', errors: { detail } };
}
