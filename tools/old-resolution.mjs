// Checks that every export of the installed package has types for compilers with `moduleResolution: node`, which ignore "exports".
// @ts-check
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';

const folder = 'build/examples/node10';
const compiler = 'tools/node_modules/typescript/bin/tsc';

/** @param {string} packages where the package is installed @returns {string} the compiler's output; empty without errors */
export function checkOldResolution(packages) {
  const { name, exports } = JSON.parse(readFileSync('package.json', 'utf8'));
  const entries = Object.keys(exports).filter((key) => typeof exports[key] === 'object');
  const imports = entries.map(
    (key, index) =>
      `import * as entry${index} from '${key.replace('.', name)}';\n` +
      // An export without a type would be \`any\`, which is also a number.
      `export const isTyped${index}: 0 extends 1 & typeof entry${index} ? never : true = true;\n`,
  );
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  symlinkSync(resolve(packages), join(folder, 'node_modules'), 'junction');
  writeFileSync(join(folder, 'all.ts'), imports.join(''));
  const options = ['--moduleResolution', 'node10', '--module', 'commonjs', '--target', 'es2022', '--strict'];
  const args = [...options, '--noEmit', '--skipLibCheck', '--pretty', 'false', join(folder, 'all.ts')];
  const { status, stdout } = spawnSync(process.execPath, [compiler, ...args], { encoding: 'utf8' });
  return status === 0 ? '' : stdout;
}
