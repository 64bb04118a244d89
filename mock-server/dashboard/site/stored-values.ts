/**
 * Converts entries and worlds to values that a database copies, and back. What worlds begin with is stored once, and found again
 * by its digest, so that worlds share it after a start too.
 */
import { CommandLog } from '../../domain/command-log.ts';
import type { Intent } from '../../domain/entry.ts';
import type { Fixture } from '../../domain/fixture.ts';
import type { Beginning } from '../../domain/history.ts';
import type { World, WorldPast } from '../../domain/world.ts';
import { computeDigest } from '../../store/digest.ts';
import type { StoredBeginning } from './database.ts';

export interface Beginnings {
  /** How every world of this mock begins. */
  readonly own: Beginning;
  /** @returns its digest */
  readonly put: (beginning: Beginning) => string;
  /** @throws Error for an unknown digest */
  readonly get: (digest: string) => Beginning;
  /** Those that were put since the last call. */
  readonly take: () => readonly StoredBeginning[];
  /** Those that were taken are not stored after all. */
  readonly putBack: (taken: readonly StoredBeginning[]) => void;
}

export function createBeginnings(own: Beginning, stored: readonly StoredBeginning[]): Beginnings {
  const digests = new WeakMap<object, string>();
  const known = new Map(stored.map(({ digest, beginning }) => [digest, beginning as Beginning]));
  let fresh: StoredBeginning[] = [];
  const digest = (beginning: Beginning): string => {
    const key = toKey(beginning);
    const text = digests.get(key) ?? computeDigest(JSON.stringify(beginning));
    digests.set(key, text);
    return text;
  };
  const ownFixture = { fixture: own.fixture };
  // Worlds that began as this mock's worlds do share its objects.
  const present = new Map([ownFixture, own].map((one) => [digest(one), one]));
  for (const one of known) if (!present.has(one[0])) present.set(...one);
  return {
    own,
    put: (beginning) => {
      const name = digest(beginning);
      if (known.has(name)) return name;
      known.set(name, beginning);
      present.set(name, present.get(name) ?? beginning);
      fresh.push({ digest: name, beginning });
      return name;
    },
    get: (name) => {
      const found = present.get(name);
      if (found === undefined) throw new Error('The database lacks what a world began with.');
      digests.set(toKey(found), name);
      return found;
    },
    take: () => fresh.splice(0),
    putBack: (taken) => {
      fresh = [...taken, ...fresh];
    },
  };
}

/** The identity of a beginning is that of its parts. */
const toKey = ({ fixture, history }: Beginning): object => history ?? fixture;

type Stored = Readonly<Record<string, unknown>>;

export function toStoredIntent(intent: Intent, { own, put }: Beginnings): unknown {
  if (intent.kind === 'reset') return { ...intent, from: put(own) };
  if (intent.kind !== 'restore') return intent;
  const { fixture, history } = intent.from;
  return { ...intent, from: { fixture: put({ fixture }), history } };
}

/** A reset to what another version of the site began with restores that. */
export function parseStoredIntent(stored: unknown, { own, get }: Beginnings): Intent {
  const { from, ...intent } = stored as Stored & { readonly kind: string };
  if (from === undefined) return intent as unknown as Intent;
  if (typeof from === 'string') {
    const beginning = get(from);
    const restored = { ...intent, kind: 'restore', from: beginning };
    return (beginning === own ? intent : restored) as unknown as Intent;
  }
  const { fixture, history } = from as { readonly fixture: string; readonly history?: object };
  const beginning = { ...get(fixture), ...(history === undefined ? {} : { history }) };
  return { ...intent, from: beginning } as unknown as Intent;
}

export function toStoredWorld(world: World, beginnings: Beginnings): unknown {
  return {
    ...toStoredPast(world, beginnings),
    snapshots: world.snapshots.map((snapshot) => ({
      ...snapshot,
      world: toStoredPast(snapshot.world, beginnings),
    })),
  };
}

function toStoredPast(past: WorldPast, { put }: Beginnings): Stored {
  return { ...past, fixture: put({ fixture: past.fixture }), log: [...past.log] };
}

export function parseStoredWorld(stored: unknown, beginnings: Beginnings): World {
  const { snapshots, ...past } = stored as Stored & { readonly snapshots: readonly Stored[] };
  return {
    ...parseStoredPast(past, beginnings),
    snapshots: snapshots.map(({ world, ...snapshot }) => ({
      ...snapshot,
      world: parseStoredPast(world as Stored, beginnings),
    })),
  } as unknown as World;
}

function parseStoredPast({ fixture, log, ...past }: Stored, { get }: Beginnings): Stored {
  const own: Fixture = get(String(fixture)).fixture;
  return { ...past, fixture: own, log: CommandLog.from(log as readonly never[]) };
}
