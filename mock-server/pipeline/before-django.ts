/** Responses of the server in front of Django, without the API's headers. */
import { createProblemBody, type ProblemName } from '../api/problems.ts';
import type { Model } from '../api/reply.ts';
import { getScheme } from '../django/forwarded-scheme.ts';
import { getFramework } from '../django/framework.ts';
import type { WireReply, WireRequest } from '../django/message.ts';
import { getContentLength } from './render.ts';
import { isContentTypeFatal } from '../django/request-charset.ts';

/** The refusal of a request that Django never sees, or over which it fails before it has a request. */
export function refuseBeforeDjango(request: WireRequest, model: Model): WireReply | undefined {
  if (getScheme(request) === 'contradiction') return renderWorkerError(request, model, 'contradictoryScheme');
  return isContentTypeFatal(request.headers['content-type'] ?? '', getFramework(model))
    ? renderWorkerError(request, model, 'workerError')
    : undefined;
}

/** The page of such an error. */
export function renderWorkerError(
  { method }: WireRequest,
  { spec, readings }: Model,
  name: ProblemName,
): WireReply {
  const { status, mediaType, body } = createProblemBody(spec, readings, name);
  const text = String(body);
  return {
    status,
    headers: [
      ['Content-Type', mediaType],
      ['Content-Length', getContentLength(text)],
      ['Connection', 'close'],
    ],
    body: method === 'HEAD' ? '' : text,
  };
}
