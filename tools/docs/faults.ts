/** Generates the parts about faults: their keys, from the control document, and the problems. */
import { createProblemBody, problemNames } from '../../mock-server/api/problems.ts';
import { getDefaultReadings } from '../../openapi/questions.ts';
import type { Spec } from '../../openapi/spec.ts';
import { type Document, findFields, formatFields } from './schema.ts';
import { formatTable } from './table.ts';

/** One row per key of a fault. */
export function formatFaultKeys(document: Document): string {
  return formatFields(document, findFields(document, { $ref: '#/components/schemas/NewFault' }));
}

/** The values of the placeholders of the errors in the table. */
const values = {
  required: 100,
  balance: 12,
  seconds: 30,
  plural: 's',
  method: 'GET',
  media_type: 'text/plain',
};

/** One row per error that a fault can return instead of a response. */
export function formatProblems(spec: Spec): string {
  const readings = getDefaultReadings(spec.questions);
  return formatTable(
    ['`problem`', 'Status', 'Body'],
    problemNames.map((name) => {
      const { status, mediaType, body } = createProblemBody(spec, readings, name, values);
      const shown = mediaType.includes('json') ? JSON.stringify(body) : `a page (${mediaType})`;
      return [`\`${name}\``, String(status), mediaType.includes('json') ? `\`${shown}\`` : shown];
    }),
  );
}
