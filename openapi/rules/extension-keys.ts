/** Refuses x- keys that extensions.schema.json does not describe, and values that do not fit. */

import { type Complaint, formatSuggestion } from '../complaint.ts';
import { toComplaints } from '../diagnostics/complaints.ts';
import { compileDocument } from '../json-schema/compile.ts';
import type { YamlSource } from '../yaml-source.ts';
import { walkPlaces } from './walk.ts';

export interface ExtensionsSchema {
  readonly properties: Readonly<Record<string, unknown>>;
}

/** One complaint for each unknown or malformed x- key of the document. */
export function checkExtensionKeys(source: YamlSource, schema: ExtensionsSchema): Complaint[] {
  const checkAt = compileDocument(schema);
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
      return toComplaints(checkAt(`#/properties/${key}`), source, value[key], here);
    });
  });
}
