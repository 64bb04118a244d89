/** Reads files from the disk; the only file of this folder that touches it. */
import { readFileSync } from 'node:fs';

import extensions from './extensions.schema.json' with { type: 'json' };
import { readEnrichmentDocument } from './read-document.ts';
import { type Spec, specFrom } from './spec.ts';

/**
 * Loads, checks and freezes the enrichment document in a file.
 * @throws ComplaintsError for its mistakes, or the system's error when it cannot be read
 */
export function loadSpec(file: string): Spec {
  return specFrom(readEnrichmentDocument(readText(file), file, extensions));
}

/** @throws the system's error, which names the file even where the system does not, as of a folder */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw Object.assign(error as Error, { path: file });
  }
}
