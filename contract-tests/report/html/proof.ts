/** Renders how to see a broken clause again: the file with its exchanges, and the mutant of the mock that fails the same way. */
import type { Verdict } from '../../verdict/clause.ts';
import {
  findMutant,
  formatJudgeCommand,
  formatMutantCommands,
  getProofFile,
  type ClauseMutant,
} from '../proofs.ts';
import type { JudgedRun } from '../run.ts';
import { html, type Markup, nothing } from '../../../text/markup.ts';

export function renderProof({ verdict, clause }: Verdict, { proofs, evidence }: JudgedRun): Markup {
  if (verdict !== 'broken') return nothing;
  const proof = proofs?.get(clause.id);
  const mutant = findMutant(clause.id);
  if (proof === undefined && mutant === undefined) return nothing;
  const part =
    proof === undefined ? nothing : renderFile(clause.id, proof.exchanges.length, evidence.exchanges.length);
  return html`<div class="again">${part}${mutant === undefined ? nothing : renderMutant(clause.id, mutant)}</div>`;
}

function renderFile(id: string, count: number, all: number): Markup {
  const exchanges = `${count} of ${all} ${all === 1 ? 'exchange' : 'exchanges'}`;
  return html`<details><summary>Judge it alone: ${exchanges}</summary>
<p><a href="${getProofFile(id)}">${getProofFile(id)}</a> has only what breaks this clause. Developer tools open it, and in this folder the suite judges it:</p>
<pre>${formatJudgeCommand(id)}</pre></details>
`;
}

function renderMutant(id: string, { name, about, others }: ClauseMutant): Markup {
  const [mock = '', ...commands] = formatMutantCommands(id, name);
  const more = others.map((other) => html` <code>${other}</code>`);
  return html`<details><summary>See it in a mock: <code>${name}</code></summary>
<p>${about} Start the mock, and run the suite in a second terminal:</p>
<pre>${mock}</pre>
<pre>${commands.join('\n')}</pre>
${others.length === 0 ? nothing : html`<p class="soft">Other mutants that break this clause:${more}</p>`}</details>
`;
}
