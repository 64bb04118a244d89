/** The mutants in parts, so that several workers can try them at once. */
import { mutants } from '../../mock-server/mutants/index.ts';
import { recordRow } from './table.ts';
import { runTrial } from './trial.ts';

const parts = 4;

/** Those that take more than one night are tried in nights.test.ts. */
const singleRunMutants = mutants.filter(({ runs }) => runs === undefined);

/** Wrong below the messages: only a client that reads bytes from a socket meets them. */
const needSockets: ReadonlySet<string> = new Set(['length-too-short']);

/** @param part from 1 to 4 */
export function tryMutants(part: number): void {
  const own = singleRunMutants.filter((_, index) => index % parts === part - 1);
  test.each(own.map((mutant) => [mutant.name, mutant] as const))(
    '%s breaks the clauses that it must break, and no others',
    async (name, mutant) => {
      const { ids } = await runTrial({ mutants: [mutant], sockets: needSockets.has(name) });
      const broken = ids('broken').toSorted();
      recordRow({
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
