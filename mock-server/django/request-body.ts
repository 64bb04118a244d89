/** Parses a request body like the framework's default parsers. */
import type { WireData } from '../../openapi/document.ts';
import { Form } from './form.ts';
import { andThen, type Later, noPause, type Pause, runInPortions, type Work } from '../portions/portions.ts';
import { type Codec, type Decoded, toDecodeError } from './encodings/codec.ts';
import { utf8 } from './encodings/utf-8.ts';
import { type JsonShape, wholeShape } from './json-shape.ts';
import type { parseMultipart } from './multipart.ts';
import { parseHeader } from './parse-header.ts';
import { readPythonJson } from './python-json.ts';
import { readPairs } from './query-dict.ts';
import { findCharset, maxOfOtherCharset } from './request-charset.ts';
import { findWrongUtf8 } from './encodings/utf8-bytes.ts';

export type ParsedBody =
  | { readonly kind: 'data'; readonly data: unknown }
  | { readonly kind: 'form'; readonly form: Form }
  | { readonly kind: 'unsupported'; readonly mediaType: string }
  | { readonly kind: 'malformed'; readonly detail: string }
  /** Past one of Django's limits, which it takes for an attack. */
  | { readonly kind: 'suspicious' }
  /** More than was kept of it. */
  | { readonly kind: 'too-large' }
  /** A list has more items than it may have, and the rest of the body was not read. */
  | { readonly kind: 'too-long'; readonly path: readonly (string | number)[]; readonly maxItems: number }
  /** The error that the framework does not handle. */
  | { readonly kind: 'crash' };

export interface BodyOptions {
  /** How many bytes there are, also where they were not kept. */
  readonly length?: number;
  /** The parts of JSON to keep. */
  readonly shape?: JsonShape;
  /** Called between two portions of work. */
  readonly pause?: Pause;
}

interface BodySource {
  /** Bytes as a binary string. */
  readonly body: string;
  readonly contentType: string;
  readonly codec: Codec;
  readonly wire: WireData;
  readonly shape: JsonShape;
}

type Parser = (request: BodySource) => Later<Work<ParsedBody>>;

/** In the framework's order; the first matching one reads the body. */
const parsers: readonly (readonly [type: string, subtype: string, parse: Parser])[] = [
  ['application', 'json', parseJson],
  ['application', 'x-www-form-urlencoded', parseForm],
  ['multipart', 'form-data', parseParts],
];

/** The data for OPTIONS. */
export const parsedTypes = parsers.map(([type, subtype]) => `${type}/${subtype}`);

/**
 * Parses a body by its content type. An empty one is an empty map, whatever its type.
 * @param body the bytes as a binary string
 * @param wire how the version of the framework reads it
 */
export function parseBody(
  sent: string | undefined,
  body: string,
  wire: WireData,
  { shape = wholeShape, length = body.length, pause = noPause }: BodyOptions = {},
): Later<ParsedBody> {
  const contentType = sent ?? '';
  const header = parseHeader(contentType, wire['header-text']);
  if (typeof header === 'string') return { kind: 'crash' };
  if (length === 0) return { kind: 'data', data: {} };
  const { limits } = wire;
  if (limits !== undefined && contentType.length > limits['media-type-length'])
    return { kind: 'unsupported', mediaType: contentType };
  const [type = '', ...subtypes] = header.main.split('/');
  const subtype = subtypes.join('/');
  const parser = parsers.find(
    ([one, other]) => (type === '*' || type === one) && (subtype === '*' || subtype === other),
  );
  if (parser === undefined) return { kind: 'unsupported', mediaType: contentType };
  if (limits !== undefined && parser[2] !== parseParts && length > limits['body-bytes'])
    return { kind: 'suspicious' };
  // Such a body was not even kept.
  if (length > body.length) return { kind: 'too-large' };
  const { name, codec } = findCharset(contentType, wire);
  if (!wire['binary-charsets'] && !isOfText(codec))
    return { kind: 'malformed', detail: `Unsupported charset "${name}" in request Content-Type header.` };
  if (codec !== utf8 && parser[2] !== parseParts && length > maxOfOtherCharset) {
    const detail = `The body is in the charset "${name}" and has more than ${maxOfOtherCharset} bytes. Send it in UTF-8.`;
    return { kind: 'malformed', detail };
  }
  return andThen(parser[2]({ body, contentType, codec, wire, shape }), (work) => runInPortions(work, pause));
}

/** Whether an empty text can be encoded in it. */
function isOfText({ isText, decode }: Codec): boolean {
  return isText && decode('', 'strict').kind === 'text';
}

function* parseJson({ body, codec, shape }: BodySource): Work<ParsedBody> {
  const decoded = codec === utf8 ? yield* checkUtf8(body) : codec.read(body);
  if (decoded.kind === 'failure') return { kind: 'crash' };
  if (decoded.kind === 'error') return toMalformed('JSON', decoded.message);
  const parsed = yield* readPythonJson(decoded.text, { shape, isUtf8: codec === utf8 });
  if (parsed.kind === 'too-deep') return { kind: 'crash' };
  if (parsed.kind === 'too-long') return parsed;
  return parsed.kind === 'error' ? toMalformed('JSON', parsed.message) : { kind: 'data', data: parsed.value };
}

/** Checked as by the codec, except that texts stay bytes, since the syntax around them does not need their characters. */
function* checkUtf8(body: string): Work<Decoded> {
  const wrong = yield* findWrongUtf8(body);
  if (wrong === undefined) return { kind: 'text', text: body };
  const { at, length, reason } = wrong;
  if (reason === 'cut off') return { kind: 'text', text: body.slice(0, at) };
  return toDecodeError('utf-8', body, at, length, reason);
}

function* parseForm({ body, codec }: BodySource): Work<ParsedBody> {
  const pairs = yield* readPairs(body, codec);
  return typeof pairs === 'string' ? { kind: pairs } : { kind: 'form', form: new Form(pairs) };
}

async function parseParts(request: BodySource): Promise<Work<ParsedBody>> {
  const { parseMultipart } = await import('./multipart.ts');
  return parseWith(request, parseMultipart);
}

function* parseWith(
  { body, contentType, codec, wire }: BodySource,
  parse: typeof parseMultipart,
): Work<ParsedBody> {
  const parsed = yield* parse(contentType, body, codec, wire);
  if (parsed.kind === 'malformed') return toMalformed('Multipart form', parsed.reason);
  return parsed.kind === 'parts' ? { kind: 'form', form: new Form(parsed.pairs) } : parsed;
}

function toMalformed(what: string, reason: string): ParsedBody {
  return { kind: 'malformed', detail: `${what} parse error - ${reason}` };
}
