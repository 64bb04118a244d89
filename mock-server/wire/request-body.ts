/** Reads a request body as the framework's default parsers do. */
import type { WireData } from '../../openapi/document.ts';
import { Form } from '../operations/form.ts';
import { parseHeader } from './parse-header.ts';
import { decode, type Encoding, encodingOf } from './python-decode.ts';
import { parsePythonJson } from './python-json.ts';
import { parsePairs } from './query-dict.ts';

export type ParsedBody =
  | { readonly kind: 'data'; readonly data: unknown }
  | { readonly kind: 'form'; readonly form: Form }
  | { readonly kind: 'unsupported'; readonly mediaType: string }
  | { readonly kind: 'malformed'; readonly detail: string }
  /** Past one of Django's limits, which it takes for an attack. */
  | { readonly kind: 'suspicious' }
  /** What the framework itself does not survive. */
  | { readonly kind: 'crash' };

interface Request {
  /** Bytes as a binary string. */
  readonly body: string;
  readonly contentType: string;
  readonly encoding: Encoding;
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
 */
export async function parseBody(sent: string | undefined, body: string, wire: WireData): Promise<ParsedBody> {
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
  return parser[2]({ body, contentType, encoding: charsetOf(contentType, wire), wire });
}

/** Older versions leave it to Python to read this parameter; UTF-8 for all that the mock does not know. */
function charsetOf(contentType: string, wire: WireData): Encoding {
  const header = parseHeader(contentType, wire['header-text'] === 'bytes' ? 'plain' : 'text');
  const charset = typeof header === 'string' ? undefined : header.parameters.get('charset');
  return (charset === undefined ? undefined : encodingOf(charset)) ?? 'utf-8';
}

function parseJson({ body, encoding }: Request): ParsedBody {
  const decoded = decode(body, encoding);
  if (decoded.kind === 'error') return malformed('JSON', decoded.message);
  const parsed = parsePythonJson(decoded.text);
  if (parsed.kind === 'too-deep') return { kind: 'crash' };
  return parsed.kind === 'error' ? malformed('JSON', parsed.message) : { kind: 'data', data: parsed.value };
}

function parseForm({ body, encoding }: Request): ParsedBody {
  const pairs = parsePairs(body, encoding);
  return pairs === undefined ? { kind: 'suspicious' } : { kind: 'form', form: new Form(pairs) };
}

async function parseParts({ body, contentType, encoding, wire }: Request): Promise<ParsedBody> {
  const { parseMultipart } = await import('./multipart.ts');
  const parsed = parseMultipart(contentType, body, encoding, wire);
  if (parsed.kind === 'malformed') return malformed('Multipart form', parsed.reason);
  return parsed.kind === 'parts' ? { kind: 'form', form: new Form(parsed.pairs) } : parsed;
}

function malformed(what: string, reason: string): ParsedBody {
  return { kind: 'malformed', detail: `${what} parse error - ${reason}` };
}
