/** Loads the ingredients of the mock: document, readings and world file, as the flags choose them. */
import { UsageError } from '../../command-line/command.ts';
import type { CheckAt } from '../../openapi/conformance.ts';
import { compileDocument } from '../../openapi/json-schema/compile.ts';
import { chooseReadings, type Readings } from '../../openapi/questions.ts';
import { getControlChecks, getShippedChecks, loadShippedSpec } from '../../openapi/shipped.ts';
import type { Spec } from '../../openapi/spec.ts';
import type { Completed } from './complete-spec.ts';
import { readFaultFlags } from '../control/fault-flags.ts';
import { type MockOptions, nameMockOption } from './options.ts';
import type { KeptRequest } from '../journal/kept-requests.ts';
import type { StartingWorld } from './read-beginning.ts';
import { chooseLatency, loadProfile, mergeReadings } from './profile.ts';
import { checkHandlers, handlers } from '../api/index.ts';
import { checkProblems } from '../api/problems.ts';
import { checkFramework } from '../django/framework.ts';
import type { Duration } from '../../time/time.ts';
import type { FaultRule } from '../domain/fault.ts';
import type { Fixture } from '../domain/fixture.ts';
import type { Beginning } from '../domain/history.ts';
import defaultWorld from 'prepared:default-world.json';

export interface Ingredients extends Beginning {
  /** World seconds per real second. */
  readonly speed: number;
  /** Whether the clocks stand still at the start. */
  readonly frozen: boolean;
  readonly spec: Spec;
  readonly readings: Readings;
  /** The response time; none if absent. */
  readonly latency?: Duration;
  /** What the journal of the first world begins with. */
  readonly requests?: readonly KeptRequest[];
  /** The faults of each new world. */
  readonly faults?: readonly FaultRule[];
  /** The compiled schemas of the document. */
  readonly checks: () => CheckAt;
  /** The completion of another document; absent for the included one. */
  readonly completed?: Completed;
}

/**
 * Included files were prepared at build time; the user's files are read and checked now, by the same code.
 * @param root the folder of the included fixtures
 * @throws UsageError, ComplaintsError or an error of the file system
 */
export async function loadIngredients(options: MockOptions, root: string): Promise<Ingredients> {
  const { specFile, worldFile, scenarioFiles } = options;
  const completed = specFile === undefined ? undefined : await readSpec(specFile);
  const spec = completed?.spec ?? loadShippedSpec();
  const profile = await loadProfile(options.profileFile, spec.questions);
  const latency = chooseLatency(options, profile);
  const { readings, mistakes } = chooseReadings(
    spec.questions,
    mergeReadings(profile, options, spec.questions),
    options.drf,
    { reading: nameMockOption(options, 'chosenReadings'), version: nameMockOption(options, 'drf') },
  );
  const misfits = [
    ...checkHandlers(spec, handlers),
    ...(completed?.mistakes ?? []),
    ...checkProblems(spec, readings),
    ...checkFramework({ spec, readings }),
  ];
  if (mistakes.length + misfits.length > 0) throw new UsageError([...mistakes, ...misfits]);
  const ownFiles = specFile !== undefined || worldFile !== undefined || scenarioFiles.length > 0;
  const beginning: StartingWorld = ownFiles
    ? await (await import('./read-beginning.ts')).readBeginning(options, spec, root)
    : { fixture: defaultWorld as Fixture };
  const { clock = { speed: 1, frozen: false }, ...content } = beginning;
  return {
    spec,
    readings,
    faults: parseFaults(options.faultTexts, beginning.fixture, spec),
    ...(latency === undefined ? {} : { latency }),
    checks: specFile === undefined ? getShippedChecks : () => compileDocument(spec.document),
    ...(completed === undefined ? {} : { completed }),
    ...content,
    speed: options.speed ?? clock.speed,
    frozen: options.frozen ?? clock.frozen,
  };
}

/** @throws UsageError with every mistake in the faults */
function parseFaults(texts: readonly string[], fixture: Fixture, spec: Spec): readonly FaultRule[] {
  if (texts.length === 0) return [];
  const { rules, mistakes } = readFaultFlags(texts, fixture, spec, getControlChecks());
  if (mistakes.length > 0) throw new UsageError(mistakes);
  return rules;
}

async function readSpec(file: string): Promise<Completed> {
  const spec = (await import('../../openapi/load-spec.ts')).loadSpec(file);
  const { completeSpec } = await import('./complete-spec.ts');
  return completeSpec(spec, loadShippedSpec(), Object.keys(handlers), compileDocument(spec.document));
}
