/** The generated parts about faults: the effects and the keys, from the control document. */
import type { OpenAPIV3_1 } from 'openapi-types';

import { createProblemBody, problemNames } from '../../mock-server/api/problems.ts';
import { getDefaultReadings } from '../../openapi/questions.ts';
import type { Spec } from '../../openapi/spec.ts';
import { asSentence, type Document, findFields, formatFields, resolve } from './schema.ts';
import { formatTable } from './table.ts';

/** One row for each effect, from the list in the description of `Effect`. */
export function formatEffects(document: Document): string {
  const { description = '', enum: names = [] } = resolve<OpenAPIV3_1.SchemaObject>(document, {
    $ref: '#/components/schemas/Effect',
  });
  const rows = [...description.matchAll(/^- `([a-z-]+)`: (.*)$/gm)].map(([, name = '', about = '']) => [
    `\`${name}\``,
    asSentence(about),
  ]);
  if (rows.length !== names.length)
    throw new Error('The description of Effect in openapi/control.yaml must list every effect once.');
  return formatTable(['Effect', 'What happens'], rows);
}

/** One row for each key of a fault. */
export function formatFaultKeys(document: Document): string {
  return formatFields(document, findFields(document, { $ref: '#/components/schemas/NewFault' }));
}

/** What the placeholders of the errors are filled with in the table. */
const values = {
  required: 100,
  balance: 12,
  seconds: 30,
  plural: 's',
  method: 'GET',
  media_type: 'text/plain',
};

/** One row for each error that a fault can put in place of a response. */
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
