/** `make docs`: writes the generated parts of every page, and the pictures. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';

import { createDocs } from './generated.ts';

for (const [file, text] of await createDocs()) {
  if (text === readText(file)) continue;
  writeFileSync(file, text);
  if (file.endsWith('.json')) formatFile(file);
  console.log(`wrote ${file}`);
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function formatFile(file: string): void {
  const biome = 'node_modules/@biomejs/biome/bin/biome';
  execFileSync(process.execPath, [biome, 'format', '--write', file], { stdio: 'ignore' });
}
