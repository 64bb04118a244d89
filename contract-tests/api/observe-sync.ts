/** The same survey for a runner that must know its tests before it can wait for anything, as Jest does. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { UsageError } from '../../command-line/command.ts';
import { packageRoot } from '../../files/package-root.ts';
import { maxEvidenceBytes } from '../../files/read-file.ts';
import type { ErrorReason } from '../evidence/run-error.ts';
import { ContractError } from './judge.ts';
import type { ContractEvidence, ObserveOptions } from './types.ts';

/** What the program on the other side prints. */
export type Observed =
  | { readonly evidence: ContractEvidence }
  | {
      readonly kind: 'contract' | 'usage' | 'other';
      readonly message: string;
      readonly reason?: ErrorReason;
    };

/**
 * Like `observe`, but returns the evidence itself. It asks from another process while this one stands still, so the target
 * must not be served by this process.
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
