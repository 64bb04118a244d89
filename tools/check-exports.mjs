// Checks the packed package as users resolve it: publint and Are the Types Wrong, for node10, node16 and bundlers.
// @ts-check
import { spawnSync } from 'node:child_process';
import process from 'node:process';

const packages = 'tools/node_modules';
/** @type {Readonly<Record<string, (file: string) => readonly string[]>>} */
const programs = {
  publint: (file) => [`${packages}/publint/src/cli.js`, 'run', '--strict', file],
  attw: (file) => [
    `${packages}/@arethetypeswrong/cli/dist/index.js`,
    file,
    '--format=ascii',
    '--no-emoji',
    '--no-color',
  ],
};

/**
 * @param {string} file as `npm pack` writes it
 * @returns {readonly { readonly name: string, readonly output: string | undefined }[]} the output of a program that complains
 */
export function checkExports(file) {
  return Object.entries(programs).map(([name, createArguments]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, createArguments(file), {
      encoding: 'utf8',
    });
    return { name, output: status === 0 ? undefined : `${stdout}${stderr}` };
  });
}
