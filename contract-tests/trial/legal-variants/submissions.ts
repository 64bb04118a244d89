/** Unusual but legal: how servers respond to submissions, actions and methods. */
import { changeResponse, createResponse, replaceBody, replaceJson } from '../change-response.ts';
import type { LegalVariant, VariantRequest, VariantResponse } from '../variant-server.ts';

const isSubmission = ({ method, target }: VariantRequest) => method === 'POST' && target.endsWith('/submit/');
const isAction = ({ method, target }: VariantRequest) =>
  method === 'POST' && target.endsWith('/enrichment-control/');

const changeSubmission = (change: (answer: VariantResponse) => VariantResponse): LegalVariant => ({
  change: (answer, request) => (answer.status === 201 && isSubmission(request) ? change(answer) : answer),
});

const forbidden = (detail: string): VariantResponse => ({
  ...createResponse(403, JSON.stringify({ detail })),
  headers: [['Content-Type', 'application/json']],
});

export const submissionVariants: Readonly<Record<string, LegalVariant>> = {
  'accepts submissions with 202': changeSubmission((answer) => ({ ...answer, status: 202 })),
  'accepts submissions with 200 and more fields': changeSubmission((answer) =>
    replaceJson({ ...answer, status: 200 }, (value) => ({
      ...(value as object),
      message: 'Accepted.',
      credits_used: 3,
    })),
  ),
  'lets the token neither submit nor act': {
    instead: (request) =>
      (isSubmission(request) || isAction(request)) && request.headers.authorization !== undefined
        ? forbidden('You do not have permission to perform this action.')
        : undefined,
  },
  'has no credits left': {
    instead: (request) =>
      isSubmission(request) && request.headers.authorization !== undefined
        ? {
            status: 402,
            headers: [['Content-Type', 'application/json']],
            body: Buffer.from('{"error": "Insufficient credits.", "required": 3, "balance": 0}'),
          }
        : undefined,
  },
  'names the allowed methods in another order': changeResponse((answer) => ({
    ...answer,
    headers: answer.headers.map(([name, value]) => [
      name,
      value === 'GET, HEAD, OPTIONS' ? 'OPTIONS,HEAD , get' : value,
    ]),
  })),
  'rejects methods without a body': changeResponse((answer) =>
    answer.status === 405 ? replaceBody(answer, Buffer.alloc(0)) : answer,
  ),
  'updates a job as it progresses': changeResponse((answer) => {
    const date = answer.headers.find(([name]) => name === 'Date')?.[1] ?? '';
    const now = `${new Date(date).toISOString().slice(0, 19)}Z`;
    return replaceJson(answer, (value) => update(value, now));
  }),
};

/** The jobs in progress with this updated_at, in a list or alone. */
function update(value: unknown, now: string): unknown {
  if (Array.isArray(value)) return value.map((one) => update(one, now));
  const isWorking = typeof value === 'object' && value !== null && 'status' in value;
  return isWorking && value.status === 'in-progress' && 'updated_at' in value
    ? { ...value, updated_at: now }
    : value;
}
