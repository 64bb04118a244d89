/** The stage `body`: turns the bytes of a body into the input of an operation's handler, or rejects it. */
import type { Operation } from '../../openapi/operations.ts';
import { invalid, problem, type ReadBody, type Reply } from '../api/reply.ts';
import { errorTexts } from '../django/error-texts.ts';
import { readFormData } from '../django/form-data.ts';
import type { WireRequest } from '../django/message.ts';
import { type ParsedBody, parseBody } from '../django/request-body.ts';
import { andThen, type Later, noPause, type Pause } from '../portions/portions.ts';
import type { Context } from './context.ts';
import { lookAtWorld } from './look-at-world.ts';

/** Larger bodies are read in portions and one at a time; in bytes. */
const maxAtOnce = 64 * 1024;

export const isLarge = ({ body: bytes }: WireRequest): boolean => bytes.length > maxAtOnce;

/** A file may be small and take long, since it is packed. */
const isPacked = ({ body: bytes, headers }: WireRequest): boolean =>
  bytes !== '' && /^multipart/i.test(headers['content-type'] ?? '');

/** Reads the body, if the operation has one. Other requests are handled meanwhile if it takes long. */
export function body(context: Context): Later<void> {
  const { received, operation, setup } = context;
  if (operation === undefined || !setup.bodies.has(operation.id)) return undefined;
  const use = (result: ReadBody): void => {
    if (result.kind === 'body') context.body = result.body;
    else context.reply = result;
  };
  const wait = isLarge(received) ? setup.readLarge : isPacked(received) ? setup.readPacked : undefined;
  if (wait === undefined) return andThen(read(context, operation, noPause), use);
  return wait(() => read(context, operation, setup.pause ?? noPause)).then(async (result) => {
    context.real = setup.now?.() ?? context.real;
    await lookAtWorld(context);
    use(result);
  });
}

/** Parses the body of a request to the context's operation. */
export function parse(
  { operation, setup }: Context,
  { headers, body: bytes, bodyLimit }: WireRequest,
  pause: Pause,
): Later<ParsedBody> {
  const shape = setup.bodies.get(operation?.id ?? '')?.shape;
  const length = bodyLimit === undefined ? bytes.length : bodyLimit + 1;
  const options = shape === undefined ? { pause, length } : { pause, length, shape };
  return parseBody(headers['content-type'], bytes, setup.framework, options);
}

function read(context: Context, operation: Operation, pause: Pause): Later<ReadBody> {
  const { received, setup, model } = context;
  return andThen(context.parsed ?? parse(context, received, pause), (parsed): Later<ReadBody> => {
    if (parsed.kind === 'malformed') return invalid({ detail: parsed.detail });
    if (parsed.kind === 'too-large') return refuseTooLarge(received.bodyLimit ?? 0);
    if (parsed.kind === 'too-long')
      return invalid(nestErrors(parsed.path, [errorTexts.maxItems(parsed.maxItems)]));
    if (parsed.kind === 'unsupported')
      return problem('unsupportedMediaType', { media_type: parsed.mediaType });
    if (parsed.kind === 'suspicious') return problem('tooManyFields');
    if (parsed.kind === 'crash') return problem('serverError');
    const { document } = model.spec;
    const data =
      parsed.kind === 'data'
        ? parsed.data
        : readFormData(document, Object.values(operation.requestBody), parsed.form);
    const readData = setup.handlers[operation.id]?.read;
    return readData === undefined
      ? { kind: 'body', body: data }
      : readData({ operation, body: data, model }, pause);
  });
}

function refuseTooLarge(limit: number): Reply {
  const detail = `The request body has more than ${limit} bytes. Split it into several submissions.`;
  return invalid({ detail });
}

function nestErrors(path: readonly (string | number)[], errors: readonly string[]): unknown {
  if (path.length === 0) return { non_field_errors: errors };
  return path.reduceRight<unknown>((inner, step) => ({ [step]: inner }), errors);
}
