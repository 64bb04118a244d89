/** Checks the mock's own responses against its document. */
import { findViolations } from '../../openapi/conformance.ts';
import { toExcerpt } from '../../openapi/diagnostics/excerpt.ts';
import type { Operation } from '../../openapi/operations.ts';
import { listRenders } from '../../openapi/questions.ts';
import type { WireReply } from '../django/message.ts';
import type { Context, SelfCheck } from './context.ts';

/** Reports every difference between the API's own response and the document. */
export function checkResponse(
  { resource, request, setup }: Pick<Context, 'resource' | 'request' | 'setup'>,
  reply: WireReply,
  { checks, onBreach }: SelfCheck,
): void {
  const { spec, readings } = setup.model;
  // The document does not describe OPTIONS; its errors are those of all methods.
  if (request.method === 'OPTIONS' && reply.status < 300) return;
  const headers = new Map(reply.headers.map(([name, value]) => [name.toLowerCase(), value]));
  // The document does not describe responses that precede any view: more than a thousand parameters, or an
  // invalid request.
  if (reply.status === 500 && resource === undefined) return;
  if (reply.status === 400 && !headers.has('allow')) return;
  const operations = resource?.operations ?? spec.operations;
  const operation = operations.find(({ method }) => method === request.method) ?? operations[0];
  if (operation === undefined) return;
  const held = request.method === 'HEAD' ? removeContent(operation) : operation;
  const renders = Object.values(listRenders(spec.questions, readings));
  const answer = { status: reply.status, header: (name: string) => headers.get(name), body: reply.body };
  const violations = findViolations(held, answer, checks(), renders);
  for (const { at, expected, actual } of violations) {
    onBreach(
      `The mock's response to ${request.method} ${toExcerpt(request.target)} (${operation.id}, ${reply.status}) violates the document at ${at}: expected ${expected}, got ${actual}.`,
    );
  }
}

/** A HEAD response has no body to check. */
function removeContent(operation: Operation): Operation {
  const responses = Object.entries(operation.responses).map(([status, response]) => [
    status,
    { ...response, content: {} },
  ]);
  return { ...operation, responses: Object.fromEntries(responses) as Operation['responses'] };
}
