/** Lists, for each clause, the mutants that break it, for the reports: the suite itself must not import the mock. */
import { caughtBy } from '../../contract-tests/trial/caught-by/index.ts';
import { contract } from '../../contract-tests/contract/index.ts';
import { mutants } from '../../mock-server/mutants/index.ts';

export const mutantTable = 'contract-tests/report/mutants-by-clause.json';

/** How many other mutants a report names. */
const maxOthers = 3;

/** @param text the present table, which is returned if nothing changed */
export function fillMutantTable(text: string): string {
  const rows = contract.flatMap(({ id }) => {
    const [first, ...others] = rank(id);
    if (first === undefined) return [];
    return [
      [
        id,
        {
          name: first.name,
          about: first.about,
          others: others.slice(0, maxOthers).map(({ name }) => name),
        },
      ] as const,
    ];
  });
  const table = JSON.stringify(Object.fromEntries(rows));
  return text !== '' && JSON.stringify(JSON.parse(text)) === table ? text : `${table}\n`;
}

/** The mutants that break a clause; first those that break the fewest others, then those that are mainly about this clause. */
function rank(id: string) {
  const broken: Readonly<Record<string, readonly string[]>> = caughtBy;
  const getIds = (name: string) => broken[name] ?? [];
  return mutants
    .filter(({ name }) => getIds(name).includes(id))
    .toSorted(
      (a, b) =>
        getIds(a.name).length - getIds(b.name).length ||
        getIds(a.name).indexOf(id) - getIds(b.name).indexOf(id),
    );
}
