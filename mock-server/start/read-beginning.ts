/** Reads what `--world` names: a world file, a log or a link. */
import { join } from 'node:path';

import { UsageError } from '../../command-line/command.ts';
import { readText } from '../../openapi/load-spec.ts';
import type { Spec } from '../../openapi/spec.ts';
import type { WorldClock } from '../domain/clock.ts';
import type { Fixture } from '../domain/fixture.ts';
import type { Beginning } from '../domain/history.ts';
import { createTerms } from '../domain/payments.ts';
import { LinkError } from '../fixtures/link-error.ts';
import { isLink } from '../fixtures/link-text.ts';
import { defaultWorldFile, loadScenarioFiles, loadScenarios } from '../fixtures/load-fixtures.ts';
import { readWorld } from '../fixtures/read-world.ts';
import type { Scenarios } from '../fixtures/to-fixture.ts';
import { readWorldLink } from '../fixtures/world-link.ts';
import { findKeptMistake, type KeptRequest } from '../journal/kept-requests.ts';
import type { MockOptions } from './options.ts';
import { createLogText } from '../store/text/log-text.ts';
import { isLogText } from '../store/text/is-log-text.ts';
import defaultWorld from 'prepared:default-world.json';

export interface StartingWorld extends Beginning {
  /** How its clock runs, if its text says so. */
  readonly clock?: Pick<WorldClock, 'speed' | 'frozen'>;
  /** The requests of its past. */
  readonly requests?: readonly KeptRequest[];
}

/**
 * @param root the folder of the included fixtures
 * @throws UsageError, ComplaintsError or an error of the file system
 */
export async function readBeginning(
  { worldFile: given, scenarioFiles }: MockOptions,
  spec: Spec,
  root: string,
): Promise<StartingWorld> {
  const { lifeCycle } = spec;
  const worldFile = given ?? join(root, defaultWorldFile);
  const scenarios = { ...loadScenarios(lifeCycle, root), ...loadScenarioFiles(scenarioFiles, lifeCycle) };
  if (isLink(worldFile)) return readLink(worldFile, scenarios, spec);
  const text = readText(worldFile);
  return isLogText(text) ? readLog(text, scenarios, spec) : readWorld(text, worldFile, scenarios, lifeCycle);
}

function readLink(link: string, scenarios: Scenarios, { lifeCycle }: Spec): StartingWorld {
  try {
    const { requests, ...world } = readWorldLink(link, scenarios, lifeCycle);
    if (requests === undefined) return world;
    const mistake = findKeptMistake(requests);
    if (mistake !== undefined) throw new LinkError(mistake);
    return { ...world, requests: requests as readonly KeptRequest[] };
  } catch (error) {
    throw error instanceof LinkError ? new UsageError(error.message) : error;
  }
}

async function readLog(text: string, scenarios: Scenarios, spec: Spec): Promise<StartingWorld> {
  const fixture = { ...(defaultWorld as Fixture), scenarios };
  const read = await createLogText({ ...createTerms(spec), beginning: { fixture } }).read(text);
  if (read.kind === 'refused') throw new UsageError(read.reason);
  const { from, speed, frozen } = read.intent;
  return { ...from, clock: { speed, frozen } };
}
