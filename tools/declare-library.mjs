// Writes the type declarations of the library, for ES modules and for CommonJS.
// @ts-check
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import process from 'node:process';
import { libraryEntries } from './library.mjs';
import { shakeDeclarations } from './shake-declarations.mjs';

const emitted = 'build/types';

/**
 * Writes the declarations of the entries and of all types that they mention.
 * @param {string} directory the output folder; its old content is deleted
 */
export async function declareLibrary(directory) {
  rmSync(emitted, { recursive: true, force: true });
  const { status, output } = await compiler(['-p', 'tools/tsconfig.library.json', '--outDir', emitted]);
  const entries = libraryEntries.map((file) => join(emitted, `${file}.d.ts`));
  const files = entries.every((file) => existsSync(file)) ? mentioned(entries) : undefined;
  // The compiler also declares the engine, which is not part of the declarations; `make check` checks its types.
  const errors = output.split(/\n(?=\S)/).filter((error) => files?.has(toDeclaration(error)) !== false);
  if (status !== 0 && errors.length > 0)
    throw new Error(`The type declarations of the library could not be generated:\n${errors.join('\n')}`);
  if (files === undefined) throw new Error(`The compiler wrote no declarations, with status ${status}.`);
  rmSync(directory, { recursive: true, force: true });
  const entryFiles = entries.map((file) => resolve(file));
  const texts = new Map([...files].map((file) => [file, readFileSync(file, 'utf8')]));
  for (const [file, text] of shakeDeclarations(texts, entryFiles)) {
    const isEntry = entryFiles.includes(file);
    // ES modules may import CommonJS, so what the entries share exists once.
    for (const letter of isEntry ? ['', 'c'] : ['c']) {
      const target = join(directory, relative(emitted, file)).replace(/\.d\.ts$/, `.d.${letter}ts`);
      mkdirSync(dirname(target), { recursive: true });
      const toImport = (/** @type {string} */ path) =>
        letter === '' && entryFiles.includes(resolve(dirname(file), `${path}.d.ts`)) ? 'js' : 'cjs';
      writeFileSync(
        target,
        shorten(text).replaceAll(
          ownImport,
          (_, before, path, end) => `${before}${path}.${toImport(path)}${end}`,
        ),
      );
    }
  }
}

/** A fifth less of the package. @param {string} text */
function shorten(text) {
  return (
    text
      // A tab a level instead of four spaces.
      .replaceAll(/^(?: {4})+/gm, (spaces) => '\t'.repeat(spaces.length / 4))
      // Of a document, the library mentions operations and schemas.
      .replace(/^export interface paths \{\n[\s\S]*?^\}\n/m, '')
      .replaceAll(/^\t+readonly (?:cookie|header)\?: never;\n/gm, '')
      // A comment describes anyway.
      .replaceAll('@description ', '')
  );
}

/** Where the declarations of the file would be that an error of the compiler names. @param {string} error */
function toDeclaration(error) {
  return resolve(emitted, error.replace(/\.ts\(.*/s, '.d.ts'));
}

const ownImport = /((?:from |import\()['"])(\.{1,2}\/[^'"]*)\.(?:ts|js)(['"])/g;

/** @param {readonly string[]} files @returns {ReadonlySet<string>} */
function mentioned(files) {
  const found = new Set(files.map((file) => resolve(file)));
  // Iterating over a set includes entries that are added on the way.
  for (const file of found) {
    for (const [, , path = ''] of readFileSync(file, 'utf8').matchAll(ownImport))
      found.add(resolve(dirname(file), `${path}.d.ts`));
  }
  return found;
}

/** @param {readonly string[]} args @returns {Promise<{ status: number | null, output: string }>} */
function compiler(args) {
  return new Promise((done) => {
    const child = spawn(process.execPath, ['node_modules/typescript/bin/tsc', ...args]);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text));
    child.on('close', (status) => done({ status, output }));
  });
}
