// `make contract-jest`: runs the contract as a Jest suite, against CONTRACT_BASE_URL or a mock that it starts.
// @ts-check
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import * as esbuild from 'esbuild';
import { withOwnMock } from './own-mock.mjs';

await esbuild.build({
  entryPoints: ['contract-tests/enrichment.contract.ts'],
  outfile: 'build/contract-jest/enrichment.contract.cjs',
  bundle: true,
  format: 'cjs',
  platform: 'node',
  sourcemap: 'linked',
  // It imports the built package, as any other project does.
  external: ['enrichment-sandbox/contract'],
});
const givenBaseUrl = process.env['CONTRACT_BASE_URL'];
process.exitCode = givenBaseUrl === undefined ? await againstOwnMock() : runJest({});

function againstOwnMock() {
  console.log('CONTRACT_BASE_URL is not set, so this run starts a mock and judges it.');
  return withOwnMock('dist/cli.js', runJest);
}

/** @param {Readonly<Record<string, string>>} variables */
function runJest(variables) {
  const args = ['--config=tools/jest.contract.config.json', '--ci', ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, ['node_modules/jest/bin/jest.js', ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...variables },
  });
  return status ?? 1;
}
