/** The metadata that the framework answers to OPTIONS. */
import { rendersOf } from '../../openapi/questions.ts';
import type { Model } from '../operations/reply.ts';
import type { Resource } from './routes.ts';

/** Name and description stand for the server's class names and docstrings, which nobody documents. */
export function optionsBody(resource: Resource, model: Model): unknown {
  const [operation] = resource.operations;
  const described = model.spec.document.paths?.[operation?.path ?? ''];
  const { summary = '', description = '' } = described?.get ?? described?.post ?? {};
  return {
    name: summary,
    description: description.trim(),
    renders: Object.values(rendersOf(model.spec.questions, model.readings)),
    parses: ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'],
  };
}
