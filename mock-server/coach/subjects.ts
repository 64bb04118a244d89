/** What the coach watches: users, jobs and things. Of too many, the least recently requested ones are forgotten. */
import type { Subject, Watch } from './rule.ts';

/** The watches of one subject, in a list of all subjects by their last request. */
export interface WatchedSubject {
  readonly per: Subject;
  readonly key: string;
  readonly watches: readonly Watch[];
  /** The jobs of a user, and what was requested of a user or of a job. */
  readonly parts: Map<string, WatchedSubject>;
  /** Where it is found by its key. */
  readonly home: Map<string, WatchedSubject>;
  newer?: WatchedSubject | undefined;
  older?: WatchedSubject | undefined;
}

export interface WatchedSubjects {
  /** The user with this key, or that part of its owner; it is now the latest. */
  readonly get: (per: Subject, key: string, owner?: WatchedSubject) => WatchedSubject;
  readonly users: () => Iterable<WatchedSubject>;
  readonly size: () => number;
}

export function createSubjects(
  createWatches: (per: Subject) => readonly Watch[],
  max: number,
): WatchedSubjects {
  const users = new Map<string, WatchedSubject>();
  let latest: WatchedSubject | undefined;
  let oldest: WatchedSubject | undefined;
  let size = 0;
  const takeOut = ({ newer, older }: WatchedSubject): void => {
    if (newer === undefined) latest = older;
    else newer.older = older;
    if (older === undefined) oldest = newer;
    else older.newer = newer;
  };
  const putLast = (subject: WatchedSubject): void => {
    subject.newer = undefined;
    subject.older = latest;
    if (latest === undefined) oldest = subject;
    else latest.newer = subject;
    latest = subject;
  };
  const add = (per: Subject, key: string, home: Map<string, WatchedSubject>): WatchedSubject => {
    const subject = { per, key, watches: createWatches(per), parts: new Map(), home };
    home.set(key, subject);
    putLast(subject);
    size += 1;
    if (size > max && oldest !== undefined) {
      oldest.home.delete(oldest.key);
      takeOut(oldest);
      size -= 1;
    }
    return subject;
  };
  return {
    get: (per, key, owner) => {
      const home = owner === undefined ? users : owner.parts;
      const subject = home.get(key);
      if (subject === undefined) return add(per, key, home);
      if (subject !== latest) {
        takeOut(subject);
        putLast(subject);
      }
      return subject;
    },
    users: () => users.values(),
    size: () => size,
  };
}
