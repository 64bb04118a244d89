/** Reads a request body as the framework's default parsers do. */
import type { WireData } from '../../openapi/document.ts';
import { Form } from '../operations/form.ts';
import { type Pause, runInPortions, type Work } from '../operations/uploads/portions.ts';
import { type Shape, whole } from './json-shape.ts';
import { parseHeader } from './parse-header.ts';
import type { parseMultipart } from './multipart.ts';
import { decode, type Encoding, encodingOf, refusalOf } from './python-decode.ts';
import { readPythonJson } from './python-json.ts';
import { readPairs } from './query-dict.ts';
import { findWrongUtf8 } from './utf8-bytes.ts';

export type ParsedBody =
  | { readonly kind: 'data'; readonly data: unknown }
  | { readonly kind: 'form'; readonly form: Form }
  | { readonly kind: 'unsupported'; readonly mediaType: string }
  | { readonly kind: 'malformed'; readonly detail: string }
  /** Past one of Django's limits, which it takes for an attack. */
  | { readonly kind: 'suspicious' }
  /** A list has more items than it may have, and the rest of the body was not read. */
  | { readonly kind: 'too-long'; readonly path: readonly (string | number)[]; readonly maxItems: number }
  /** What the framework itself does not survive. */
  | { readonly kind: 'crash' };

export interface BodyOptions {
  /** What is kept of JSON. */
  readonly shape?: Shape;
  /** Called between two portions of work. */
  readonly pause?: Pause;
}

interface Request {
  /** Bytes as a binary string. */
  readonly body: string;
  readonly contentType: string;
  readonly encoding: Encoding;
  readonly wire: WireData;
  readonly shape: Shape;
}

type Parser = (request: Request) => Work<ParsedBody> | Promise<Work<ParsedBody>>;

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
 */
export async function parseBody(
  sent: string | undefined,
  body: string,
  wire: WireData,
  { shape = whole, pause = () => undefined }: BodyOptions = {},
): Promise<ParsedBody> {
  const contentType = sent ?? '';
  const header = parseHeader(contentType, wire['header-text']);
  if (typeof header === 'string') return { kind: 'crash' };
  if (body === '') return { kind: 'data', data: {} };
  const [type = '', ...subtypes] = header.main.split('/');
  const subtype = subtypes.join('/');
  const parser = parsers.find(
    ([one, other]) => (type === '*' || type === one) && (subtype === '*' || subtype === other),
  );
  if (parser === undefined) return { kind: 'unsupported', mediaType: contentType };
  const encoding = charsetOf(contentType, wire);
  return runInPortions(await parser[2]({ body, contentType, encoding, wire, shape }), pause);
}

/** Older versions leave it to Python to read this parameter; UTF-8 for all that the mock does not know. */
function charsetOf(contentType: string, wire: WireData): Encoding {
  const header = parseHeader(contentType, wire['header-text'] === 'bytes' ? 'plain' : 'text');
  const charset = typeof header === 'string' ? undefined : header.parameters.get('charset');
  return (charset === undefined ? undefined : encodingOf(charset)) ?? 'utf-8';
}

function* parseJson({ body, encoding, shape }: Request): Work<ParsedBody> {
  const text = yield* decodeJson(body, encoding);
  if (typeof text !== 'string') return malformed('JSON', text.message);
  const parsed = yield* readPythonJson(text, { shape, isUtf8: encoding === 'utf-8' });
  if (parsed.kind === 'too-deep') return { kind: 'crash' };
  if (parsed.kind === 'too-long') return parsed;
  return parsed.kind === 'error' ? malformed('JSON', parsed.message) : { kind: 'data', data: parsed.value };
}

/** The text, or the bytes of UTF-8: their characters need not be known to read what is around the texts. */
function* decodeJson(body: string, encoding: Encoding): Work<string | { readonly message: string }> {
  if (encoding !== 'utf-8') {
    const decoded = decode(body, encoding);
    return decoded.kind === 'text' ? decoded.text : decoded;
  }
  const wrong = yield* findWrongUtf8(body);
  if (wrong === undefined) return body;
  if (wrong.reason === 'cut off') return body.slice(0, wrong.at);
  return { message: refusalOf('utf-8', body, wrong) };
}

function* parseForm({ body, encoding }: Request): Work<ParsedBody> {
  const pairs = yield* readPairs(body, encoding);
  return pairs === undefined ? { kind: 'suspicious' } : { kind: 'form', form: new Form(pairs) };
}

async function parseParts(request: Request): Promise<Work<ParsedBody>> {
  const { parseMultipart } = await import('./multipart.ts');
  return partsIn(request, parseMultipart);
}

function* partsIn(
  { body, contentType, encoding, wire }: Request,
  parse: typeof parseMultipart,
): Work<ParsedBody> {
  const parsed = yield* parse(contentType, body, encoding, wire);
  if (parsed.kind === 'malformed') return malformed('Multipart form', parsed.reason);
  return parsed.kind === 'parts' ? { kind: 'form', form: new Form(parsed.pairs) } : parsed;
}

function malformed(what: string, reason: string): ParsedBody {
  return { kind: 'malformed', detail: `${what} parse error - ${reason}` };
}
