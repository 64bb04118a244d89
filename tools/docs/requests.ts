/** Formats which request serves which clauses, as counted in runs against the mock. */
import { contract } from '../../contract-tests/contract/index.ts';
import { findProbe } from '../../contract-tests/evidence/probes.ts';
import { type ModeLimits, modes } from '../../contract-tests/traffic/modes.ts';
import { oldestJobId, runTrial, type Trial } from '../../contract-tests/trial/trial.ts';
import { formatTable } from './table.ts';

/** A clause that looks at more than this share of the exchanges looks at every response. */
const everywhere = 0.5;

export async function formatRequests(): Promise<string> {
  const [nightly, production] = [await run(modes.nightly), await run(modes.production)];
  const counts = { nightly: countTags(nightly), production: countTags(production) };
  const general = new Set(contract.filter(({ id }) => isEverywhere(nightly, id)).map(({ id }) => id));
  const rows = [...counts.nightly].map(([tag, count]) => [
    `\`${tag}\``,
    String(count),
    String(counts.production.get(tag) ?? 0),
    listClauses(nightly, tag)
      .filter((id) => !general.has(id))
      .map((id) => `\`${id}\``)
      .join(', '),
  ]);
  const total = [
    '**all**',
    sum(counts.nightly),
    sum(counts.production),
    `every response: ${[...general].map((id) => `\`${id}\``).join(', ')}`,
  ];
  return formatTable(['request', 'nightly', 'production', 'clauses that it serves'], [...rows, total]);
}

function sum(counted: ReadonlyMap<string, number>): string {
  return String([...counted.values()].reduce((all, one) => all + one, 0));
}

/** With every token, so that no request is left out. */
function run(mode: ModeLimits): Promise<Trial> {
  return runTrial({
    readsOnly: true,
    watchMs: 0,
    knownJobId: oldestJobId,
    limits: { mode, maxRequests: mode.maxRequests },
  });
}

/** The requests that count against the budget, in the order of the run. */
function countTags({ seen }: Trial): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { tag } of seen.evidence.exchanges)
    if (findProbe(tag)?.budget === 'used') counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return counts;
}

function listKept({ verdicts }: Trial, id: string): ReadonlySet<string> {
  const verdict = verdicts.find(({ clause }) => clause.id === id);
  return new Set(verdict?.verdict === 'kept' ? verdict.exchanges : []);
}

function isEverywhere(trial: Trial, id: string): boolean {
  return listKept(trial, id).size > everywhere * trial.seen.evidence.exchanges.length;
}

function listClauses(trial: Trial, tag: string): readonly string[] {
  const ids = new Set(trial.seen.evidence.exchanges.filter((one) => one.tag === tag).map(({ id }) => id));
  return contract.map(({ id }) => id).filter((id) => [...listKept(trial, id)].some((one) => ids.has(one)));
}
