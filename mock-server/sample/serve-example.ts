/**
 * Handles operations that the mock does not simulate: returns the example in the document, or a value for the
 * schema.
 */
import type { Operation } from '../../openapi/operations.ts';
import { findOwnJob } from '../api/job-view.ts';
import { type Handler, invalid, problem, type Reply } from '../api/reply.ts';
import type { Job } from '../domain/job.ts';
import { findBodyErrorsAtOnce, findQueryErrors } from '../django/serializer.ts';
import { isMap } from '../django/values.ts';

/** The successful response. */
export type Example =
  | { readonly status: number; readonly kind: 'json'; readonly body: unknown }
  | { readonly status: number; readonly kind: 'text'; readonly mediaType: string; readonly text: string }
  | { readonly status: number; readonly kind: 'none' };

const jobParameter = 'job_id';

/** Query, body and a job in the path are checked as in every other operation; nothing happens in the world. */
export function createExampleHandler(operation: Operation, example: Example): Handler {
  const asked = operation.parameters.filter(({ in: place }) => place === 'query');
  return (call) => {
    const errors =
      findQueryErrors(asked, call.query) ??
      (operation.requestBody['application/json'] === undefined
        ? undefined
        : findBodyErrorsAtOnce(
            call.model.spec.document,
            operation.requestBody['application/json'],
            call.body,
          ));
    if (errors !== undefined) return invalid(errors);
    if (call.pathParameters[jobParameter] === undefined) return toReply(example);
    const job = findOwnJob(call, call.job);
    return job === undefined ? problem('noSuchJob') : toReply(example, job);
  };
}

/** @param job the requested one, whose id replaces that in the example */
function toReply(example: Example, job?: Job): Reply {
  const { status } = example;
  const shown = job === undefined ? {} : { jobs: [job] };
  if (example.kind === 'none') return { kind: 'success', status, body: undefined, ...shown };
  if (example.kind === 'text') {
    const { mediaType, text } = example;
    return {
      kind: 'file',
      mediaType,
      name: 'example',
      ...shown,
      text: async function* () {
        yield text;
      },
    };
  }
  const { body } = example;
  const named = job !== undefined && isMap(body) && typeof body[jobParameter] === 'string';
  return { kind: 'success', status, body: named ? { ...body, [jobParameter]: job.id } : body, ...shown };
}
