// `make contract-jest`: runs the contract as a Jest suite, against CONTRACT_BASE_URL or a mock that is started for it.
// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import process from 'node:process';
import * as esbuild from 'esbuild';

const readyFile = 'build/contract-jest.json';

await esbuild.build({
  entryPoints: ['contract-tests/enrichment.contract.ts'],
  outfile: 'build/contract-jest/enrichment.contract.cjs',
  bundle: true,
  format: 'cjs',
  platform: 'node',
  sourcemap: 'linked',
  // As any other project, it takes the package as it is built.
  external: ['enrichment-sandbox/contract'],
});
const givenBaseUrl = process.env['CONTRACT_BASE_URL'];
process.exitCode = givenBaseUrl === undefined ? await againstOwnMock() : runJest({});

async function againstOwnMock() {
  console.log('CONTRACT_BASE_URL is not set: judging a mock that is started for it.');
  mkdirSync('build', { recursive: true });
  rmSync(readyFile, { force: true });
  const args = ['dist/cli.js', 'mock', '--port=0', '--speed=60', `--ready-file=${readyFile}`];
  const mock = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    // It prints its address once it has written the file.
    await new Promise((resolve) => {
      mock.stdout.once('data', resolve);
      mock.once('close', resolve);
    });
    const { url } = JSON.parse(readFileSync(readyFile, 'utf8'));
    return runJest({
      CONTRACT_BASE_URL: url,
      CONTRACT_TOKEN: 'alice-token',
      CONTRACT_OTHER_TOKEN: 'bob-token',
    });
  } finally {
    mock.kill();
  }
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
