/** Where the package is, with the fixtures that it ships. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder above the running file that has the fixtures. */
export function packageRoot(): string {
  const start = dirname(fileURLToPath(OWN_ADDRESS));
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'fixtures', 'world.schema.json'))) return folder;
    if (folder === dirname(folder))
      throw new Error(
        `The package at ${start} is incomplete: the folder "fixtures" is missing. Install the package again.`,
      );
  }
}
