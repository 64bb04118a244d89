/** All worlds as the text of a state file, each on a line; what did not change is not put into words again. */
import { fixtureValue } from '../fixtures/world-value.ts';
import { plainCommand, plainFault, spelt } from '../fixtures/plain-command.ts';
import type { Clock } from '../simulation/clock.ts';
import type { Fixture } from '../simulation/fixture.ts';
import type { Command, World } from '../simulation/world.ts';
import type { KeptWorld } from '../simulation/worlds.ts';

export const stateFormat = 'enrichment-sandbox state';
/** Raised with every change that an older program would read wrongly. */
export const stateVersion = 1;

/** Puts worlds into words; remembers the words as long as the worlds live. */
export function newStateWriter(): (worlds: readonly KeptWorld[]) => Iterable<string> {
  const fixtures = new WeakMap<Fixture, string>();
  const commands = new WeakMap<Command, string>();
  const commandText = (command: Command): string => {
    const known = commands.get(command);
    if (known !== undefined) return known;
    const text = JSON.stringify(plainCommand(command));
    commands.set(command, text);
    return text;
  };
  const fixtureText = (fixture: Fixture): string => {
    const known = fixtures.get(fixture);
    if (known !== undefined) return known;
    const text = JSON.stringify(fixtureValue(fixture));
    fixtures.set(fixture, text);
    return text;
  };

  /** Without its end. @param shared how many of the entries stand elsewhere and are not repeated */
  function* worldText(
    { name, fixture, began, clock, log, faults, faultsMade }: World,
    number: (fixture: Fixture) => number,
    shared?: number,
  ): Generator<string> {
    const head = {
      name,
      fixture: number(fixture),
      began: spelt(began),
      clock: plainClock(clock),
      faultsMade,
      faults: faults.map(plainFault),
    };
    yield `${JSON.stringify(head).slice(0, -1)},"log":`;
    if (shared !== undefined) yield String(shared);
    else yield* listText(log);
  }

  function* listText(log: World['log']): Generator<string> {
    yield '[';
    for (const [index, command] of log.entries())
      yield index === 0 ? commandText(command) : `,${commandText(command)}`;
    yield ']';
  }

  return function* stateTexts(worlds) {
    const numbers = new Map<string, number>();
    const all = worlds.flatMap(({ world, snapshots }) => [world, ...snapshots.map((one) => one.world)]);
    for (const { fixture } of all) {
      const text = fixtureText(fixture);
      if (!numbers.has(text)) numbers.set(text, numbers.size);
    }
    const number = (fixture: Fixture): number => numbers.get(fixtureText(fixture)) ?? 0;
    yield `{"format":${JSON.stringify(stateFormat)},"version":${stateVersion},"fixtures":[\n`;
    yield [...numbers.keys()].join(',\n');
    yield '\n],"worlds":[\n';
    for (const [index, { world, snapshots }] of worlds.entries()) {
      if (index > 0) yield ',\n';
      yield* worldText(world, number);
      yield ',"snapshots":[';
      for (const [place, snapshot] of snapshots.entries()) {
        yield `${place === 0 ? '' : ','}{"name":${JSON.stringify(snapshot.name)},"world":`;
        yield* worldText(snapshot.world, number, sharedWith(world, snapshot.world));
        yield '}}';
      }
      yield ']}';
    }
    yield '\n]}\n';
  };
}

/** How many entries the log of a snapshot has, when all are the first of its world's; what was uploaded is large. */
function sharedWith(world: World, { log }: World): number | undefined {
  return log.every((command, index) => command === world.log[index]) ? log.length : undefined;
}

function plainClock({ real, world, speed, frozen }: Clock) {
  return { real: spelt(real), world: spelt(world), speed, frozen };
}
