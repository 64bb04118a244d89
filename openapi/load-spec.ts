/** Reads files from the disk; the only file of this folder that touches it. */
import { readTextFile } from '../files/read-file.ts';
import extensions from './extensions.schema.json' with { type: 'json' };
import { readEnrichmentDocument } from './read-document.ts';
import { type Spec, createSpec } from './spec.ts';

/**
 * Loads, checks and freezes the enrichment document in a file.
 * @throws ComplaintsError for its mistakes, FileError if it cannot be read
 */
export function loadSpec(file: string): Spec {
  return createSpec(readEnrichmentDocument(readText(file), file, extensions));
}

/** @throws FileError if it cannot be read or is not text */
export function readText(file: string): string {
  return readTextFile(file);
}
