/** Reads a state file into memory, and finds where it is damaged. */
import { ComplaintsError } from '../../../openapi/complaint.ts';
import type { CheckAt } from '../../../openapi/conformance.ts';
import { toMap } from '../../../openapi/values.ts';
import { parseInstant } from '../../../time/time.ts';
import { isStoredName } from '../../domain/world-names.ts';
import type { Beside } from './beside.ts';
import type { MemoryStore } from '../memory.ts';
import { checkPlain, parseEntry } from '../../fixtures/checked-entry.ts';
import { type GetBeside, LogError } from '../../fixtures/plain-entry.ts';
import { type FileLine, readLines } from './read-lines.ts';

/** Converts the state of a checkpoint from JSON. @throws LogError, ComplaintsError */
export type ParseState<State> = (
  plain: unknown,
  get: GetBeside,
  at: { readonly world: string; readonly position: number; readonly checkAt: CheckAt },
) => State;

export interface LoadContext<State> {
  readonly memory: MemoryStore<State>;
  readonly beside: Beside;
  readonly parseState: ParseState<State>;
  readonly checkAt: CheckAt;
}

export type Loaded =
  /** Half a sentence. */
  | { readonly kind: 'unreadable'; readonly reason: string; readonly intactLines?: number }
  | {
      readonly kind: 'read';
      /** Where the last whole line ends, in bytes. */
      readonly end: number;
      /** How much of the file each world needs. */
      readonly sizes: Map<string, number>;
      /** The worlds that cannot be restored, each with half a sentence on why. */
      readonly misfits: Map<string, string>;
    };

/** Each line after the first is an entry, a checkpoint or the end of a world, or something that entries refer to. */
export async function loadLines<State>(
  pieces: AsyncIterable<Uint8Array>,
  context: LoadContext<State>,
): Promise<Loaded> {
  const misfits = new Map<string, string>();
  let damage: { readonly reason: string; readonly line: number; readonly isTorn: boolean } | undefined;
  let end = 0;
  const sizes = new Map<string, number>();
  await readLines(pieces, (line) => {
    if (line.number === 1 || damage?.isTorn === false) return;
    const value = parseLine(line);
    if (value === undefined) {
      // The mock or the system crashed while it was written, if there is nothing after it.
      damage ??= { reason: 'it is not JSON', line: line.number, isTorn: true };
    } else if (damage !== undefined) damage = { ...damage, isTorn: false };
    else {
      const reason = applyLine(value, context, misfits);
      if (reason !== undefined) damage = { reason, line: line.number, isTorn: false };
    }
    if (damage !== undefined) return;
    end = line.end;
    countSize(toMap(value), line.end - line.start, sizes);
  });
  if (damage?.isTorn === false)
    return {
      kind: 'unreadable',
      reason: `in line ${damage.line}, ${damage.reason}`,
      intactLines: damage.line - 1,
    };
  return { kind: 'read', end, sizes, misfits };
}

function countSize({ world, checkpoint, removed }: Line, size: number, sizes: Map<string, number>): void {
  // What is beside the entries belongs to no world.
  const name = typeof world === 'string' ? world : '';
  const before = checkpoint === undefined ? (sizes.get(name) ?? 0) : 0;
  if (removed === true) sizes.delete(name);
  else sizes.set(name, before + size);
}

function parseLine({ text, isWhole }: FileLine): unknown {
  if (text === undefined || !isWhole) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** @returns half a sentence on why the line cannot be right */
function applyLine<State>(
  value: unknown,
  context: LoadContext<State>,
  misfits: Map<string, string>,
): string | undefined {
  const line = toMap(value);
  const { world, digest } = line;
  try {
    if (typeof digest === 'string') addBeside(digest, line, context.beside);
    else if (typeof world === 'string' && isStoredName(world)) applyToWorld(world, line, context, misfits);
    else throw new LogError('it was modified: it is nothing that a mock writes');
    return undefined;
  } catch (error) {
    if (error instanceof LogError) return error.message;
    if (!(error instanceof ComplaintsError)) throw error;
    misfits.set(String(world), error.complaints[0]?.message ?? '');
    context.memory.remove(String(world));
    return undefined;
  }
}

function addBeside(digest: string, { fixture, row, rows }: Line, beside: Beside): void {
  if (typeof row === 'number' && typeof rows === 'string') beside.addRows(digest, row, rows);
  else beside.addBeginning(digest, toMap(fixture));
}

type Line = Readonly<Record<string, unknown>>;

function applyToWorld<State>(
  world: string,
  { entry: plain, checkpoint, removed }: Line,
  { memory, beside, parseState, checkAt }: LoadContext<State>,
  misfits: Map<string, string>,
): void {
  if (removed === true) {
    memory.remove(world);
    misfits.delete(world);
  }
  // What follows builds upon what is missing.
  if (removed === true || misfits.has(world)) return;
  const last = memory.last(world)?.position ?? 0;
  if (checkpoint !== undefined) {
    checkPlain(checkpoint, '#/components/schemas/Checkpoint', checkAt);
    const { position, real, state } = checkpoint as { position: number; real: string; state: unknown };
    const at = parseInstant(real);
    if (at === undefined || (last > 0 && position > last))
      throw new LogError('it was modified: wrong position');
    memory.snapshot(world, {
      position,
      real: at,
      state: parseState(state, beside, { world, position, checkAt }),
    });
    return;
  }
  const entry = parseEntry(plain, beside, checkAt);
  if (entry.position !== last + 1)
    throw new LogError(`it was modified: position ${entry.position} follows ${last}`);
  memory.append(world, entry, last);
}
