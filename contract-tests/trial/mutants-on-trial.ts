/** The lies in parts, so that several workers can try them at once. */
import { lies } from '../../mock-server/mutants/index.ts';
import { note } from './table.ts';
import { trial } from './trial.ts';

const parts = 4;

/** Those that take more than one night are tried in nights.test.ts. */
const ofOneNight = lies.filter(({ nights }) => nights === undefined);

/** Wrong below the messages: only a client that reads bytes from a socket meets them. */
const needSockets: ReadonlySet<string> = new Set(['length-too-short']);

/** @param part from 1 to 4 */
export function tryLies(part: number): void {
  const own = ofOneNight.filter((_, index) => index % parts === part - 1);
  test.each(own.map((lie) => [lie.name, lie] as const))(
    '%s breaks the clauses that it must break, and no others',
    async (name, lie) => {
      const { ids } = await trial({ lies: [lie], sockets: needSockets.has(name) });
      const broken = ids('broken').toSorted();
      note({ kind: 'lie', name, expected: lie.breaks.toSorted(), broken: [...broken, ...ids('crashed')] });
      expect(ids('crashed')).toEqual([]);
      expect(broken).toEqual(lie.breaks.toSorted());
    },
  );
}
