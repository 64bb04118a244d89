/** The program behind `observeSync`: options in, evidence out, both as JSON. */
import { text } from 'node:stream/consumers';

import { explainError } from '../../command-line/explain.ts';
import { ContractError } from './judge.ts';
import { observe } from './observe.ts';
import type { Observed } from './observe-sync.ts';
import type { ObserveOptions } from './types.ts';

async function run(): Promise<Observed> {
  try {
    return { evidence: await observe(JSON.parse(await text(process.stdin)) as ObserveOptions) };
  } catch (error) {
    if (error instanceof ContractError)
      return { kind: 'contract', message: error.message, reason: error.reason };
    const { message, exitStatus } = explainError(error);
    return { kind: exitStatus === 2 ? 'usage' : 'other', message };
  }
}

void run().then((observed) => process.stdout.write(JSON.stringify(observed)));
