/** All worlds as the text of a state file, one per line; unchanged worlds are not formatted again. */
import { toPlainFixture } from '../fixtures/world-value.ts';
import { toPlainCommand, toPlainFault, formatInstantToMs } from '../fixtures/plain-command.ts';
import type { WorldClock } from '../domain/clock.ts';
import type { Fixture } from '../domain/fixture.ts';
import type { WorldCommand } from '../domain/command.ts';
import type { World, WorldPast } from '../domain/world.ts';

export const stateFormat = 'enrichment-sandbox state';
/** Raised with every change that an older program would read wrongly. */
export const stateVersion = 1;

/** Puts worlds into words; remembers the words as long as the worlds live. */
export function createStateWriter(): (worlds: readonly World[]) => Iterable<string> {
  const fixtures = new WeakMap<Fixture, string>();
  const commands = new WeakMap<WorldCommand, string>();
  const formatCommand = (command: WorldCommand): string => {
    const known = commands.get(command);
    if (known !== undefined) return known;
    const text = JSON.stringify(toPlainCommand(command));
    commands.set(command, text);
    return text;
  };
  const formatFixture = (fixture: Fixture): string => {
    const known = fixtures.get(fixture);
    if (known !== undefined) return known;
    const text = JSON.stringify(toPlainFixture(fixture));
    fixtures.set(fixture, text);
    return text;
  };

  /** Without its closing brackets. @param shared number of entries that are stored elsewhere and not repeated */
  function* formatWorld(
    { name, fixture, began, clock, log, faults, faultsMade }: WorldPast,
    getNumber: (fixture: Fixture) => number,
    shared?: number,
  ): Generator<string> {
    const head = {
      name,
      fixture: getNumber(fixture),
      began: formatInstantToMs(began),
      clock: toPlainClock(clock),
      faultsMade,
      faults: faults.map(toPlainFault),
    };
    yield `${JSON.stringify(head).slice(0, -1)},"log":`;
    if (shared !== undefined) yield String(shared);
    else yield* listText(log);
  }

  function* listText(log: World['log']): Generator<string> {
    yield '[';
    for (const [index, command] of [...log].entries())
      yield index === 0 ? formatCommand(command) : `,${formatCommand(command)}`;
    yield ']';
  }

  return function* stateTexts(worlds) {
    const numbers = new Map<string, number>();
    const all = worlds.flatMap((world) => [world, ...world.snapshots.map((one) => one.world)]);
    for (const { fixture } of all) {
      const text = formatFixture(fixture);
      if (!numbers.has(text)) numbers.set(text, numbers.size);
    }
    const getNumber = (fixture: Fixture): number => numbers.get(formatFixture(fixture)) ?? 0;
    yield `{"format":${JSON.stringify(stateFormat)},"version":${stateVersion},"fixtures":[\n`;
    yield [...numbers.keys()].join(',\n');
    yield '\n],"worlds":[\n';
    for (const [index, world] of worlds.entries()) {
      if (index > 0) yield ',\n';
      yield* formatWorld(world, getNumber);
      yield ',"snapshots":[';
      for (const [place, snapshot] of world.snapshots.entries()) {
        yield `${place === 0 ? '' : ','}{"name":${JSON.stringify(snapshot.name)},"world":`;
        yield* formatWorld(snapshot.world, getNumber, countShared(world, snapshot.world));
        yield '}}';
      }
      yield ']}';
    }
    yield '\n]}\n';
  };
}

/** The length of a snapshot's log, if it is a prefix of the world's log; stored this way since uploads are large. */
function countShared(world: World, { log }: WorldPast): number | undefined {
  return [...log].every((command, index) => command === world.log.at(index)) ? log.length : undefined;
}

function toPlainClock({ real, world, speed, frozen }: WorldClock) {
  return { real: formatInstantToMs(real), world: formatInstantToMs(world), speed, frozen };
}
