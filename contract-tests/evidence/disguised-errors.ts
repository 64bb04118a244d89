/** Recognizes a server error that claims to be a success. Must see the response before personal data is hidden. */
import { parseJson } from '../../openapi/conformance.ts';
import { isMap } from '../../openapi/values.ts';
import { getHeader, type Response } from './exchange.ts';

const statusFields = ['status', 'code', 'status_code', 'statusCode', 'error_code'] as const;
const titles = /\bServer Error \(500\)|\b(?:Internal Server Error|Bad Gateway|Gateway Time-?out)\b/i;
/** A page of an error is short. */
const maxPage = 10_000;

/** The sentences that the document shows for a server error. */
export function listServerErrorTexts(document: unknown): ReadonlySet<string> {
  const path = ['components', 'responses', 'ServerError', 'content', 'application/json', 'examples'];
  const examples = path.reduce<unknown>((value, name) => (isMap(value) ? value[name] : undefined), document);
  const values = isMap(examples) ? Object.values(examples) : [];
  return new Set(values.flatMap((one) => (isMap(one) ? listTexts(one['value']) : [])));
}

function listTexts(value: unknown): readonly string[] {
  return isMap(value) ? Object.values(value).filter((one) => typeof one === 'string') : [];
}

/** @param texts the sentences of server errors */
export function isErrorInDisguise(response: Response, texts: ReadonlySet<string>): boolean {
  const { status, body } = response;
  if (status < 200 || status >= 300) return false;
  const value = parseJson(body)?.value;
  if (value === undefined) {
    const isPage = /html|text\/plain/i.test(getHeader(response, 'content-type') ?? 'text/plain');
    return isPage && titles.test(body.slice(0, maxPage));
  }
  if (!isMap(value) || 'job_id' in value || 'data' in value) return false;
  if (listTexts(value).some((text) => texts.has(text) || titles.test(text))) return true;
  const inner = isMap(value['error']) ? value['error'] : value;
  return statusFields.some((name) => /^5\d\d$/.test(String(inner[name])));
}
