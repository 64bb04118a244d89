/** What an outcome of the control API is on the wire: its headers and its text. */
import { toVisibleJson } from '../../text/visible.ts';
import type { ControlOutcome } from './outcome.ts';

const titles = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  413: 'Content Too Large',
  500: 'Internal Server Error',
} as const;

export interface Content {
  readonly headers: Readonly<Record<string, string>>;
  /** Absent where the answer has no body. */
  readonly text?: string;
}

/** The content of an answer that was made. */
export function formatContent(outcome: ControlOutcome): Content {
  if ('detail' in outcome) return problemContent(outcome.status, outcome.detail);
  if ('text' in outcome) return content(outcome.mediaType, outcome.text);
  if ('body' in outcome) return content('application/json', jsonText(outcome.body));
  return { headers: always };
}

/** The content of a refusal (RFC 9457). */
export function problemContent(status: keyof typeof titles, detail: string): Content {
  return content('application/problem+json', jsonText({ title: titles[status], status, detail }));
}

/** People read it in a terminal. */
function jsonText(value: unknown): string {
  return `${toVisibleJson(JSON.stringify(value, null, 2))}\n`;
}

const always = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' } as const;

function content(mediaType: string, text: string): Content {
  return { headers: { 'Content-Type': mediaType, ...always }, text };
}
