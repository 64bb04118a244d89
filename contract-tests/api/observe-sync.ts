/** Runs the survey synchronously, for test runners such as Jest that collect tests before they can wait. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { UsageError } from '../../command-line/command.ts';
import { packageRoot } from '../../files/package-root.ts';
import { maxEvidenceBytes } from '../../files/read-file.ts';
import type { ErrorReason } from '../evidence/run-error.ts';
import { ContractError } from './judge.ts';
import type { ContractEvidence, ObserveOptions } from './types.ts';

/** The output of the child process. */
export type Observed =
  | { readonly evidence: ContractEvidence }
  | {
      readonly kind: 'contract' | 'usage' | 'other';
      readonly message: string;
      readonly reason?: ErrorReason;
    };

/**
 * Like `observe`, but returns the evidence directly. Another process sends the requests while this one is blocked, so
 * this process must not serve the target.
 * @throws like `observe`
 */
export function observeSync(options: ObserveOptions = {}): ContractEvidence {
  const { env = process.env, ...others } = options;
  const program = join(packageRoot(), 'dist', 'observe-contract.js');
  const { stdout, error } = spawnSync(process.execPath, [program], {
    input: JSON.stringify(others),
    env: { ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: maxEvidenceBytes,
  });
  if (error !== undefined) throw error;
  if (stdout === '')
    throw new Error(`The survey ended without a result: ${program} printed nothing. Please report this bug.`);
  const observed = JSON.parse(stdout) as Observed;
  if ('evidence' in observed) return observed.evidence;
  const { kind, message, reason = 'internal-error' } = observed;
  if (kind === 'usage') throw new UsageError(message);
  throw kind === 'contract' ? new ContractError(reason, message) : new Error(message);
}
