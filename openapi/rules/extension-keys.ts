/** Refuses x- keys that extensions.schema.json does not describe, and values that do not fit. */
import type { Ajv2020 } from 'ajv/dist/2020.js';

import { type Complaint, didYouMean } from '../complaint.ts';
import { toComplaints } from '../schema-complaints.ts';
import type { YamlSource } from '../yaml-source.ts';
import { places } from './walk.ts';

export interface ExtensionsSchema {
  readonly $id: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** One complaint for each unknown or malformed x- key of the document. */
export function extensionKeyComplaints(
  source: YamlSource,
  schema: ExtensionsSchema,
  ajv: Ajv2020,
): Complaint[] {
  if (ajv.getSchema(schema.$id) === undefined) ajv.addSchema(schema);
  const known = Object.keys(schema.properties);
  return [...places(source.value)].flatMap(({ path, value, names }) => {
    if (names) return [];
    const keys = Object.keys(value).filter((key) => key.startsWith('x-'));
    return keys.flatMap((key) => {
      const here = [...path, key];
      if (!known.includes(key)) {
        const says = `"${here.join('.')}" is not a key of ours; allowed: ${known.join(', ')}${didYouMean(key, known)}`;
        return [source.complaint(here, says)];
      }
      const validate = ajv.getSchema(`${schema.$id}#/properties/${key}`);
      return validate === undefined ? [] : toComplaints(validate as never, source, value[key], here);
    });
  });
}
