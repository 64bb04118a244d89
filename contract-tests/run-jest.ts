/** Runs the Jest entry: one test a clause. Jest's own reporters stay silent; the reports are ours. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { UsageError } from '../command-line/command.ts';
import { findSystemReason } from '../files/file-error.ts';
import type { Verdict } from './verdict/clause.ts';
import type { Evidence } from './evidence/evidence.ts';
import { presentedAs, presentedVariable } from './presented.ts';

export interface JestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Presents each verdict as a Jest test.
 * @param root where the project, or the installed package, is
 * @returns what Jest counted; the caller holds it against the verdicts
 */
export async function runJest(
  verdicts: readonly Verdict[],
  evidence: Evidence,
  strict: boolean,
  root: string,
): Promise<JestCounts> {
  const folder = makeFolder();
  const file = join(folder, 'verdicts.json');
  writeFileSync(file, JSON.stringify(verdicts.map((verdict) => presentedAs(verdict, evidence, strict))));
  process.env[presentedVariable] = file;
  try {
    const require = createRequire(join(root, 'package.json'));
    const { runCLI } = require('jest') as typeof import('jest');
    const suite = join(root, 'dist/contract');
    const { results } = await runCLI(argumentsFor(suite, join(folder, 'cache')), [suite]);
    // On a terminal Jest says that it looks for tests, and leaves it to its reporters to take that back.
    if (process.stdout.isTTY && process.env['TERM'] !== 'dumb') process.stdout.write('\r\u001b[K');
    return {
      passed: results.numPassedTests,
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests,
    };
  } finally {
    delete process.env[presentedVariable];
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Before anything is asked, since without it a run ends after its last request. @throws UsageError */
export function checkTemporaryFolder(): void {
  try {
    const folder = makeFolder();
    writeFileSync(join(folder, 'verdicts.json'), '[]');
    rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    const code = String((error as { readonly code?: unknown }).code);
    const reason = findSystemReason(code) ?? `the system reports ${code}`;
    throw new UsageError(
      `The temporary folder ${tmpdir()} cannot be used: ${reason}. Set TMPDIR to a folder that this user can write to.`,
    );
  }
}

function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'enrichment-contract-'));
}

type JestArguments = Parameters<typeof import('jest').runCLI>[0];

function argumentsFor(rootDir: string, cacheDirectory: string): JestArguments {
  const config = {
    rootDir,
    roots: [rootDir],
    testMatch: ['**/*.contract.cjs'],
    transform: {},
    // Installed, the suite is below node_modules, where Jest would not look by itself.
    testPathIgnorePatterns: [],
    haste: { retainAllFiles: true },
    cacheDirectory,
  };
  // Given in the configuration, these two would draw a warning.
  return {
    $0: 'contract',
    _: [],
    config: JSON.stringify(config),
    watchman: false,
    reporters: [],
    runInBand: true,
    silent: true,
  };
}
