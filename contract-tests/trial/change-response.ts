/** Changes the responses of a mock, for legal variants. */
import type { LegalVariant, VariantResponse } from './variant-server.ts';

type ResponseHeaders = VariantResponse['headers'];

/** Changes each response; the count is that of its request. */
export function changeResponse(
  change: (answer: VariantResponse, count: number) => VariantResponse,
): LegalVariant {
  return { change: (answer, { count }) => change(answer, count) };
}

/** Changes each header; undefined removes it. */
export function changeHeaders(
  change: (name: string, value: string) => ResponseHeaders[number] | undefined,
): LegalVariant {
  return changeResponse((answer) => ({
    ...answer,
    headers: answer.headers.flatMap(([name, value]) => {
      const changed = change(name, value);
      return changed === undefined ? [] : [changed];
    }),
  }));
}

/** Changes each job, in any envelope. */
export function changeSentJobs(change: (job: object) => object): LegalVariant {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    if ('job_id' in value) return change(value);
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, visit(one)]));
  };
  return changeResponse((answer) => replaceJson(answer, visit));
}

/** Replaces every nth response of the mock by this one. */
export function replaceEvery(every: number, answer: VariantResponse | 'drop'): LegalVariant {
  return { instead: ({ count }) => (count % every === 0 ? answer : undefined) };
}

export function createResponse(status: number, body: string, ...headers: ResponseHeaders): VariantResponse {
  return { status, headers: [['Content-Type', 'text/html'], ...headers], body: Buffer.from(body) };
}

export function replaceJson(
  answer: VariantResponse,
  change: (value: unknown) => unknown,
  spaces = 0,
): VariantResponse {
  const isJson = answer.headers.some(
    ([name, value]) => name === 'Content-Type' && value === 'application/json',
  );
  if (!isJson || answer.body.length === 0) return answer;
  const value = change(JSON.parse(answer.body.toString()));
  return replaceBody(answer, Buffer.from(JSON.stringify(value, null, spaces)));
}

export function replaceBody(answer: VariantResponse, body: Buffer): VariantResponse {
  const headers = answer.headers.map(
    ([name, value]) => [name, name === 'Content-Length' ? String(body.length) : value] as const,
  );
  return { ...answer, headers, body };
}

export function addHeaders(answer: VariantResponse, ...headers: ResponseHeaders): VariantResponse {
  return { ...answer, headers: [...answer.headers, ...headers] };
}
