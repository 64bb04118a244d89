/** `torture(client)`: searches for a life that breaks a client, and fails with the smallest one. */
import type { Client } from './life/client.ts';
import type { Habits, Life } from './life/life.ts';
import type { Player } from './play/player.ts';
import { formatFinding } from './report/format-finding.ts';
import type { Rule } from './rules/rule.ts';
import { createFirstPlans, createPlanArbitrary } from './chance/plan-arbitrary.ts';
import { searchForFinding, type Tortured } from './find-failure.ts';
import { readTortureOptions, type TortureOptions, type TortureSettings } from './options.ts';
import { TortureError, UnsteadyClientError } from './torture-error.ts';
import { describeTorture, describeUnsteady } from './summary.ts';
import { takeTurn } from './turn.ts';

/** What the functions for users are made of. */
export interface TortureParts {
  readonly createPlayer: (client: Client) => Player;
  readonly rules: readonly Rule[];
  /** What the client does in a life in which nothing goes wrong. */
  readonly learn: (life: Life) => Habits;
  readonly now: () => number;
  readonly drawSeed: () => number;
  readonly print: (line: string) => void;
}

export interface TortureFunctions {
  /**
   * Plays lives of the client until one breaks a rule.
   * @throws TypeError with every mistake in the options
   * @throws TortureError with the smallest life that breaks a rule
   */
  readonly torture: (client: Client, options?: TortureOptions) => Promise<Tortured>;
  /**
   * The same, but a finding is part of the result.
   * @throws TypeError with every mistake in the options
   */
  readonly findFailure: (client: Client, options?: TortureOptions) => Promise<Tortured>;
}

/** @param parts ports, which tests replace */
export function createTorture(parts: TortureParts): TortureFunctions {
  const run = async (client: Client, options: TortureOptions) => {
    const settings = readSettings(client, options, parts);
    const player = parts.createPlayer(client);
    const plans = createPlanArbitrary(settings);
    const first = createFirstPlans(settings.seed, settings);
    const tortured = await takeTurn(async () =>
      searchForFinding({ ...parts, player, plans, first }, settings),
    );
    return { tortured, settings };
  };
  const torture: TortureFunctions['torture'] = async (client, options = {}) => {
    // A stack that begins in a timer would not lead to the user's test.
    const stack = new Error().stack ?? '';
    const { tortured, settings } = await run(client, options);
    const { finding, unsteady } = tortured;
    if (finding === undefined) {
      settings.log(describeTorture(tortured));
      return tortured;
    }
    const error =
      unsteady === undefined
        ? new TortureError(formatFinding(finding, nameClient(client)), finding)
        : new UnsteadyClientError(describeUnsteady(finding, unsteady), finding);
    error.stack = `${error.name}: ${error.message}\n${listUserLines(stack)}`;
    throw error;
  };
  const findFailure: TortureFunctions['findFailure'] = async (client, options = {}) => {
    const { tortured, settings } = await run(client, { log: false, ...options });
    settings.log(describeTorture(tortured));
    return tortured;
  };
  return { torture, findFailure };
}

/** The test to paste calls the client as the user does, if it has a name. */
function nameClient({ name }: Client): { readonly client?: string } {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? { client: name } : {};
}

/** The lines of the stack below this function. */
function listUserLines(stack: string): string {
  const lines = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return lines.slice(1).join('\n');
}

function readSettings(client: unknown, options: unknown, parts: TortureParts): TortureSettings {
  if (typeof client !== 'function')
    throw new TypeError(
      `torture(client, options) needs a function that follows a job, such as ({ fetch, jobId, signal }) => followJob(...); it got ${client === null ? 'null' : typeof client}.`,
    );
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new TypeError('The options of a torture must be an object, such as { seed: 42 }.');
  return readTortureOptions(options, parts.rules, parts);
}
