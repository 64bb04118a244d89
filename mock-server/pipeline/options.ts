/** The framework's metadata in the response to OPTIONS. */
import { listRenders } from '../../openapi/questions.ts';
import type { Model } from '../api/reply.ts';
import { describeBody } from '../django/metadata.ts';
import { parsedTypes } from '../django/request-body.ts';
import type { Resource } from '../django/routes.ts';

/** Name and description replace the server's class names and docstrings, which are undocumented. */
export function createOptionsBody(resource: Resource, model: Model): unknown {
  const [operation] = resource.operations;
  const described = model.spec.document.paths?.[operation?.path ?? ''];
  const { summary = '', description = '' } = described?.get ?? described?.post ?? {};
  return {
    name: summary,
    description: description.trim(),
    renders: Object.values(listRenders(model.spec.questions, model.readings)),
    parses: parsedTypes,
    ...describeActions(resource, model),
  };
}

/** The fields of a POST; none for a read-only resource. */
function describeActions({ operations }: Resource, { spec }: Model) {
  const schema = operations.find(({ method }) => method === 'POST')?.requestBody['application/json'];
  return schema === undefined ? {} : { actions: { POST: describeBody(spec.document, schema) } };
}
