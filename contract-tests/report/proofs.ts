/** How to see a broken clause again: in the exchanges that prove it, and in a mock with a mutant that fails the same way. */
import table from './mutants-by-clause.json' with { type: 'json' };

/** A mutant of the mock that breaks a clause. */
export interface ClauseMutant {
  readonly name: string;
  /** What is wrong with its responses, as a sentence. */
  readonly about: string;
  /** Other mutants that break the clause in another way. */
  readonly others: readonly string[];
}

const mutants: Readonly<Record<string, ClauseMutant>> = table;

/** The mutant that breaks this clause and the fewest others; undefined for a clause that none breaks. */
export function findMutant(clauseId: string): ClauseMutant | undefined {
  return Object.hasOwn(mutants, clauseId) ? mutants[clauseId] : undefined;
}

/** The folder of the proofs, beside the reports. */
export const proofFolder = 'broken';

/** `broken/CLAUSE.har`. */
export function getProofFile(clauseId: string): string {
  return `${proofFolder}/${clauseId}.har`;
}

/** The command that judges the proof of a clause. */
export function formatJudgeCommand(clauseId: string): string {
  return `npx enrichment-sandbox contract judge ${getProofFile(clauseId)} --only ${clauseId}`;
}

/** A clause with this prefix compares two runs, so its mutant is seen in the second one, a day later. */
const acrossRuns = /^night-/;

/** The commands that show a clause broken by a mutant, the mock in one terminal and the others in a second one. */
export function formatMutantCommands(clauseId: string, mutant: string): readonly string[] {
  const isAcrossRuns = acrossRuns.test(clauseId);
  const ledger = isAcrossRuns ? ' --ledger mutant-ledger.json' : '';
  const only = isAcrossRuns ? '' : ` --only ${clauseId}`;
  const run = `CONTRACT_TOKEN=alice-token CONTRACT_OTHER_TOKEN=bob-token CONTRACT_EXPIRED_TOKEN=expired-token npx enrichment-sandbox contract --base-url http://127.0.0.1:4010 --allow-writes${ledger}${only}`;
  const nextDay = 'curl -s -d advance=1d http://127.0.0.1:4010/__mock__/api/worlds/default/clock';
  return [
    `npx enrichment-sandbox mock --speed 60 --mutant ${mutant}`,
    ...(isAcrossRuns ? [run, nextDay, run] : [run]),
  ];
}
