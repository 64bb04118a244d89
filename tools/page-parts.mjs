// Finishes the bundle for pages: lets the engine run where code cannot be loaded later, and removes what nothing loads.
// @ts-check
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, posix } from 'node:path';

/** @typedef {import('esbuild').Metafile} Metafile */

const dynamicImport = /\bimport\("([^"]+)"\)/g;

/**
 * A service worker may not use `import()`. So the entry `engine` imports at its start all parts that the other entries
 * load on first use, and each `import()` first looks whether its part is there. All entries share the files.
 * @param {Metafile} built the bundle, as written
 * @returns {Metafile} the same
 */
export function preloadParts(built) {
  const outputs = Object.entries(built.outputs);
  const engine = outputs.find(([, { entryPoint }]) => entryPoint === 'library/engine.ts')?.[0];
  if (engine === undefined) throw new Error('The bundle for pages has no entry "engine".');
  const used = listUsed(built);
  for (const [path] of outputs.filter(([name]) => !used.has(name))) rmSync(path);
  const registry = posix.join(dirname(engine), 'chunks/page-parts.js');
  writeFileSync(registry, 'export const parts={};\n');
  const parts = new Set([...used].flatMap((path) => listParts(built, path)));
  for (const path of used) lookUpParts(path, registry, new Set(listParts(built, path)).size);
  const imports = Array.from(
    parts,
    (path, index) => `import*as part${index} from"${toSpecifier(engine, path)}";`,
  );
  const entries = Array.from(parts, (path, index) => `"${basename(path)}":Promise.resolve(part${index})`);
  const head = `import{parts}from"${toSpecifier(engine, registry)}";${imports.join('')}Object.assign(parts,{${entries.join()}});`;
  writeFileSync(engine, `${head}\n${readFileSync(engine, 'utf8')}`);
  return built;
}

/** @param {Metafile} built @returns {ReadonlySet<string>} the files that the entries of the package load, now or later */
function listUsed({ outputs }) {
  const used = new Set(Object.keys(outputs).filter((path) => !path.includes('/chunks/')));
  // Iterating over a set includes entries that are added on the way.
  for (const path of used) {
    for (const { path: imported, external } of outputs[path]?.imports ?? [])
      if (external !== true) used.add(imported);
  }
  return used;
}

/** @param {Metafile} built @param {string} path @returns {readonly string[]} the files that it loads on first use */
function listParts({ outputs }, path) {
  const imports = outputs[path]?.imports ?? [];
  return imports.flatMap((one) => (one.kind === 'dynamic-import' && one.external !== true ? [one.path] : []));
}

/** @param {string} path @param {string} registry @param {number} count of its parts */
function lookUpParts(path, registry, count) {
  if (count === 0) return;
  const text = readFileSync(path, 'utf8');
  const found = new Set(Array.from(text.matchAll(dynamicImport), ([, target = '']) => target));
  if (found.size !== count) throw new Error(`${path} loads ${count} parts, but ${found.size} were found.`);
  const changed = text.replaceAll(dynamicImport, (call, target) => `(parts["${basename(target)}"]??${call})`);
  writeFileSync(path, `import{parts}from"${toSpecifier(path, registry)}";${changed}`);
}

/** @param {string} from @param {string} to */
function toSpecifier(from, to) {
  const path = posix.relative(dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
}
