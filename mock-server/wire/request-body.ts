/** Reads a request body as the framework's default parsers do. */
import type { WireData } from '../../openapi/document.ts';
import { Form } from '../operations/form.ts';
import type { Codec } from './encodings/codec.ts';
import { parseHeader } from './parse-header.ts';
import { charsetOf } from './request-charset.ts';
import { parsePythonJson } from './python-json.ts';
import { parsePairs } from './query-dict.ts';

export type ParsedBody =
  | { readonly kind: 'data'; readonly data: unknown }
  | { readonly kind: 'form'; readonly form: Form }
  | { readonly kind: 'unsupported'; readonly mediaType: string }
  | { readonly kind: 'malformed'; readonly detail: string }
  /** Past one of Django's limits, which it takes for an attack. */
  | { readonly kind: 'suspicious' }
  /** More than was kept of it. */
  | { readonly kind: 'too-large' }
  /** What the framework itself does not survive. */
  | { readonly kind: 'crash' };

interface Request {
  /** Bytes as a binary string. */
  readonly body: string;
  readonly contentType: string;
  readonly codec: Codec;
  readonly wire: WireData;
}

type Parser = (request: Request) => ParsedBody | Promise<ParsedBody>;

/** In the framework's order; the first whose type is asked for reads the body. */
const parsers: readonly (readonly [type: string, subtype: string, parse: Parser])[] = [
  ['application', 'json', parseJson],
  ['application', 'x-www-form-urlencoded', parseForm],
  ['multipart', 'form-data', parseParts],
];

/** What OPTIONS tells. */
export const parsedTypes = parsers.map(([type, subtype]) => `${type}/${subtype}`);

/**
 * Parses a body by its content type. An empty one is an empty map, whatever its type.
 * @param body the bytes as a binary string
 * @param wire how the version of the framework reads it
 * @param length how many bytes there are, also where they were not kept
 */
export async function parseBody(
  sent: string | undefined,
  body: string,
  wire: WireData,
  length = body.length,
): Promise<ParsedBody> {
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
  const { name, codec } = charsetOf(contentType, wire);
  if (!wire['binary-charsets'] && !isOfText(codec))
    return { kind: 'malformed', detail: `Unsupported charset "${name}" in request Content-Type header.` };
  return parser[2]({ body, contentType, codec, wire });
}

/** Whether an empty text can be encoded in it. */
function isOfText({ isText, decode }: Codec): boolean {
  return isText && decode('', 'strict').kind === 'text';
}

function parseJson({ body, codec }: Request): ParsedBody {
  const decoded = codec.read(body);
  if (decoded.kind === 'failure') return { kind: 'crash' };
  if (decoded.kind === 'error') return malformed('JSON', decoded.message);
  const parsed = parsePythonJson(decoded.text);
  if (parsed.kind === 'too-deep') return { kind: 'crash' };
  return parsed.kind === 'error' ? malformed('JSON', parsed.message) : { kind: 'data', data: parsed.value };
}

function parseForm({ body, codec }: Request): ParsedBody {
  const pairs = parsePairs(body, codec);
  return typeof pairs === 'string' ? { kind: pairs } : { kind: 'form', form: new Form(pairs) };
}

async function parseParts({ body, contentType, codec, wire }: Request): Promise<ParsedBody> {
  const { parseMultipart } = await import('./multipart.ts');
  const parsed = parseMultipart(contentType, body, codec, wire);
  if (parsed.kind === 'malformed') return malformed('Multipart form', parsed.reason);
  return parsed.kind === 'parts' ? { kind: 'form', form: new Form(parsed.pairs) } : parsed;
}

function malformed(what: string, reason: string): ParsedBody {
  return { kind: 'malformed', detail: `${what} parse error - ${reason}` };
}
