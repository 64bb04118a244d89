/**
 * Handles operations that the mock does not simulate: returns the example in the document, or a value for the
 * schema.
 */
import type { Operation } from '../../openapi/operations.ts';
import { findOwnJob } from '../api/job-view.ts';
import { attachJobs, type Handler, invalid, problem, type Reply } from '../api/reply.ts';
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
    return job === undefined ? problem('noSuchJob') : attachJobs(toReply(example, job.id), job);
  };
}

/** @param id of the requested job, which replaces the id in the example */
function toReply(example: Example, id?: string): Reply {
  const { status } = example;
  if (example.kind === 'none') return { kind: 'success', status, body: undefined };
  if (example.kind === 'text') {
    const { mediaType, text } = example;
    return {
      kind: 'file',
      mediaType,
      name: 'example',
      text: async function* () {
        yield text;
      },
    };
  }
  const { body } = example;
  const named = id !== undefined && isMap(body) && typeof body[jobParameter] === 'string';
  return { kind: 'success', status, body: named ? { ...body, [jobParameter]: id } : body };
}
