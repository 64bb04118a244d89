/** Refuses x- keys that extensions.schema.json does not describe, and values that do not fit. */
import type { Ajv2020 } from 'ajv/dist/2020.js';

import { type Complaint, formatSuggestion } from '../complaint.ts';
import { toComplaints } from '../diagnostics/complaints.ts';
import type { YamlSource } from '../yaml-source.ts';
import { walkPlaces } from './walk.ts';

export interface ExtensionsSchema {
  readonly $id: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** One complaint for each unknown or malformed x- key of the document. */
export function checkExtensionKeys(source: YamlSource, schema: ExtensionsSchema, ajv: Ajv2020): Complaint[] {
  if (ajv.getSchema(schema.$id) === undefined) ajv.addSchema(schema);
  const known = Object.keys(schema.properties);
  return [...walkPlaces(source.value)].flatMap(({ path, value, names }) => {
    if (names) return [];
    const keys = Object.keys(value).filter((key) => key.startsWith('x-'));
    return keys.flatMap((key) => {
      const here = [...path, key];
      if (!known.includes(key)) {
        const message = `unknown key "${here.join('.')}"; allowed: ${known.join(', ')}${formatSuggestion(key, known)}`;
        return [source.createComplaint(here, message)];
      }
      const validate = ajv.getSchema(`${schema.$id}#/properties/${key}`);
      return validate === undefined ? [] : toComplaints(validate as never, source, value[key], here);
    });
  });
}
