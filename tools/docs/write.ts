/** `make docs`: writes the generated parts of every page, and the pictures. */
import { readFileSync, writeFileSync } from 'node:fs';

import { createDocs } from './generated.ts';

for (const [file, text] of await createDocs()) {
  if (text === readText(file)) continue;
  writeFileSync(file, text);
  console.log(`wrote ${file}`);
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
