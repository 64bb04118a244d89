/** A complete enrichment document that is small enough to read; each test breaks it in one place. */

import extensions from '../extensions.schema.json' with { type: 'json' };
import { readEnrichmentDocument } from '../read-document.ts';
import { catchMessage } from './message-of.ts';

export const smallDocument = `openapi: 3.1.0
info: {title: Small, version: '1'}
servers: [{url: 'http://127.0.0.1'}]
x-pages:
  status: {title: Status, authority: normative, sections: [Overview, Errors]}
x-life-cycle:
  basis: documented
  source: {page: status, section: Overview}
  internal-statuses:
    Waiting: {api-status: queued, initial: true}
    Done: {api-status: completed, final: true}
  api-statuses:
    queued: {ends-polling: false, has-results: false}
    completed: {ends-polling: true, has-results: true}
  polling:
    basis: documented
    source: {page: status, section: Overview}
    small-jobs: {from-seconds: 2, to-seconds: 5}
    large-jobs: {from-seconds: 15, to-seconds: 30}
  transitions:
    - from: Waiting
      to: Done
      cause: time
      basis: assumed
      reason: Derived from the names of the two.
x-questions:
  words:
    kind: open
    question: Which words does a 404 have?
    default: plain
    response: '#/components/responses/NotFound'
    readings:
      plain:
        meaning: Few words.
        media-type: application/json
        example: plain
        schema: {$ref: '#/components/schemas/Detail'}
        basis: documented
        source: {page: status, section: Errors}
paths:
  /jobs/:
    get:
      operationId: listJobs
      x-basis: documented
      x-source: {page: status, section: Overview}
      responses:
        '404': {$ref: '#/components/responses/NotFound'}
components:
  responses:
    NotFound:
      description: There is none.
      x-basis: assumed
      x-reason: Nobody says what stands here.
      content:
        application/json:
          schema: {$ref: '#/components/schemas/Detail'}
          x-template: {detail: 'No {thing} here.'}
          examples:
            plain: {value: {detail: No job here.}}
  schemas:
    Detail:
      type: object
      properties: {detail: {type: string}}
      x-basis: documented
      x-source: {page: status, section: Errors}
    ApiStatus:
      type: string
      enum: [queued, completed]
      x-basis: documented
      x-source: {page: status, section: Overview}
`;

/** The small document with one part replaced by another. @throws Error when the part is not there */
export function smallDocumentWith(part: string, other: string): string {
  if (!smallDocument.includes(part)) throw new Error(`The small document has no "${part}".`);
  return smallDocument.replace(part, () => other);
}

/** The complaints about a document that is read under the name `mine.yaml`. */
export function listComplaints(text: string): string {
  return catchMessage(() => readEnrichmentDocument(text, 'mine.yaml', extensions));
}
