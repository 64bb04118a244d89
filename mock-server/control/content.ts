/** Turns an outcome of the control API into headers and text. */
import { toVisibleJson } from '../../text/visible.ts';
import { retryAfter } from '../store/port.ts';
import type { ControlOutcome } from './outcome.ts';
import { type Remedy, showHealth } from './remedy.ts';

const titles = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
  413: 'Content Too Large',
  500: 'Internal Server Error',
} as const;

export interface Content {
  readonly headers: Readonly<Record<string, string>>;
  /** Absent if the response has no body, or one that is sent piece by piece. */
  readonly text?: string;
}

/** The content of a generated response. */
export function formatContent(outcome: ControlOutcome): Content {
  if ('detail' in outcome) {
    const { headers, text = '' } = createProblemContent(outcome.status, outcome.detail, outcome.remedy);
    return { headers: { ...headers, ...outcome.headers }, text };
  }
  if ('text' in outcome) return createContent(outcome.mediaType, outcome.text, outcome.fileName);
  if ('stream' in outcome) return { headers: getHeaders(outcome.mediaType) };
  const { missing = 0 } = outcome;
  const incomplete = missing === 0 ? {} : { 'Missing-Processes': String(missing) };
  if (!('body' in outcome)) return { headers: { ...commonHeaders, ...incomplete } };
  const { headers, text } = createContent('application/json', formatJson(outcome.body));
  return { headers: { ...headers, ...incomplete }, ...(text === undefined ? {} : { text }) };
}

/** The content of a refusal (RFC 9457). @param remedy a complete one */
export function createProblemContent(
  status: keyof typeof titles,
  detail: string,
  { send = '', body }: Remedy = showHealth,
): Content {
  const [method, path] = send.split(' ');
  const fix = { method, path, body };
  const content = createContent(
    'application/problem+json',
    formatJson({ title: titles[status], status, detail, fix }),
  );
  return status === 503
    ? { ...content, headers: { ...content.headers, 'Retry-After': retryAfter } }
    : content;
}

/** People read it in a terminal. */
function formatJson(value: unknown): string {
  return `${toVisibleJson(JSON.stringify(value, null, 2))}\n`;
}

const commonHeaders = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' } as const;

function createContent(mediaType: string, text: string, fileName?: string): Content {
  const saved = fileName === undefined ? {} : { 'Content-Disposition': `attachment; filename="${fileName}"` };
  return { headers: { ...getHeaders(mediaType), ...saved }, text };
}

const getHeaders = (mediaType: string) => ({ 'Content-Type': mediaType, ...commonHeaders });
