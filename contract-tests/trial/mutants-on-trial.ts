/** The mutants in parts, so that several workers can try them at once. */
import { mutants } from '../../mock-server/mutants/index.ts';
import { note } from './table.ts';
import { trial } from './trial.ts';

const parts = 4;

/** Those that take more than one night are tried in nights.test.ts. */
const ofOneNight = mutants.filter(({ nights }) => nights === undefined);

/** Wrong below the messages: only a client that reads bytes from a socket meets them. */
const needSockets: ReadonlySet<string> = new Set(['length-too-short']);

/** @param part from 1 to 4 */
export function tryMutants(part: number): void {
  const own = ofOneNight.filter((_, index) => index % parts === part - 1);
  test.each(own.map((mutant) => [mutant.name, mutant] as const))(
    '%s breaks the clauses that it must break, and no others',
    async (name, mutant) => {
      const { ids } = await trial({ mutants: [mutant], sockets: needSockets.has(name) });
      const broken = ids('broken').toSorted();
      note({
        kind: 'mutant',
        name,
        expected: mutant.breaks.toSorted(),
        broken: [...broken, ...ids('crashed')],
      });
      expect(ids('crashed')).toEqual([]);
      expect(broken).toEqual(mutant.breaks.toSorted());
    },
  );
}
