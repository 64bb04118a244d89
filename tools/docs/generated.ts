/** Lists everything generated in the documentation: the parts of pages by name, and the pictures by file. */
import { readFileSync } from 'node:fs';

import defaultWorld from 'prepared:default-world.json';
import { parse } from 'yaml';

import { contractFlags, contractVariables } from '../../contract-tests/commands/options.ts';
import { createContractCommand } from '../../contract-tests/commands/contract.ts';
import { createExploreCommand } from '../../contract-tests/commands/explore.ts';
import { createMcpCommand } from '../../mcp/command.ts';
import { mcpFlags } from '../../mcp/options.ts';
import { type ControlDocument, createTools } from '../../mcp/tools.ts';
import { formatTools } from './tools.ts';
import { exploreFlags, exploreVariables } from '../../contract-tests/commands/explore-options.ts';
import { backtestCommand, backtestFlags } from '../../contract-tests/commands/backtest.ts';
import { diffCommand, diffFlags } from '../../contract-tests/commands/diff-reports.ts';
import { judgeCommand, judgeFlags } from '../../contract-tests/commands/judge-evidence.ts';
import { demo } from '../../demo/command.ts';
import { demoFlags } from '../../demo/options.ts';
import { rules } from '../../mock-server/coach/rules/index.ts';
import { assumed } from '../../mock-server/coach/settings.ts';
import { mockOptionTable } from '../../mock-server/options/option-table.ts';
import { mockFlags } from '../../mock-server/start/options.ts';
import { mock } from '../../mock-server/command/serve.ts';
import type { Fixture } from '../../mock-server/domain/fixture.ts';
import { getControlDocument, loadShippedSpec } from '../../openapi/shipped.ts';
import { sourceFiles } from '../source-files.mjs';
import { formatPaces, formatRemedies, formatRules, formatThresholds } from './coach.ts';
import { tortureCommand } from '../../torture/app/command.ts';
import { tortureFlags } from '../../torture/app/options.ts';
import { listAppRules } from '../../torture/app/run-torture.ts';
import { formatAppRules } from './app-rules.ts';
import { formatCommand, formatProgramOptions, formatVariables } from './command-line.ts';
import { configSchema, fillConfigSchema } from './config-schema.ts';
import { formatControlApi } from './control-api.ts';
import { fillControlDocument, fillWorldSchema, formatEffects } from './effects.ts';
import { formatFaultKeys, formatProblems } from './faults.ts';
import { drawLifeCycle } from './life-cycle-picture.ts';
import { formatLayers } from './layers.ts';
import { fillGenerated } from './markdown.ts';
import { formatScenarios } from './scenarios.ts';
import type { Document } from './schema.ts';
import { formatModes } from './modes.ts';
import { fillMutantTable, mutantTable } from './mutants-by-clause.ts';
import { formatRequests } from './requests.ts';
import { recordSession } from './session.ts';
import { drawSession } from './session-picture.ts';
import { formatStatuses } from './statuses.ts';
import { formatTortureRules } from './torture-rules.ts';

/** The text of each generated part. */
async function createParts(document: Document): Promise<ReadonlyMap<string, string>> {
  const spec = loadShippedSpec();
  const contract = createContractCommand(() =>
    Promise.reject(new Error('Printing the help must not start a mock.')),
  );
  const mcp = createMcpCommand(() => Promise.reject(new Error('Printing the help must not start a mock.')));
  const explore = createExploreCommand(() =>
    Promise.reject(new Error('Printing the help must not start a mock.')),
  );
  return new Map([
    ['statuses', formatStatuses(spec.lifeCycle)],
    ['scenarios', formatScenarios(Object.values((defaultWorld as Fixture).scenarios))],
    ['effects', formatEffects()],
    ['problems', formatProblems(spec)],
    ['fault-keys', formatFaultKeys(document)],
    ['rules', formatRules(rules)],
    ['torture-rules', formatTortureRules(spec)],
    ['remedies', formatRemedies(rules, spec)],
    ['paces', formatPaces(spec)],
    ['thresholds', formatThresholds(assumed)],
    ['cli-mock', await formatCommand(mock, mockFlags)],
    ['cli-demo', await formatCommand(demo, demoFlags)],
    ['start-options', formatProgramOptions(mockOptionTable)],
    ['cli-contract', await formatCommand(contract, contractFlags)],
    ['cli-judge', await formatCommand(judgeCommand, judgeFlags)],
    ['cli-explore', await formatCommand(explore, exploreFlags)],
    ['explore-variables', formatVariables(exploreVariables)],
    ['cli-mcp', await formatCommand(mcp, mcpFlags)],
    ['tools', formatTools(createTools(getControlDocument() as ControlDocument, 'default'))],
    ['cli-diff', await formatCommand(diffCommand, diffFlags)],
    ['cli-torture', await formatCommand(tortureCommand, tortureFlags)],
    ['app-rules', formatAppRules(listAppRules(true))],
    ['cli-backtest', await formatCommand(backtestCommand, backtestFlags)],
    ['variables', formatVariables(contractVariables)],
    ['contract-in-jest', formatFile('contract-tests/enrichment.contract.ts')],
    ['control-api', formatControlApi(document)],
    ['layers', formatLayers()],
    ['modes', formatModes()],
    ['requests', await formatRequests()],
  ]);
}

/** A file of the project as a code block. */
function formatFile(file: string): string {
  return `\`\`\`ts\n${readFileSync(file, 'utf8').trim()}\n\`\`\``;
}

/** Every page and picture that `make docs` writes, with its text. */
export async function createDocs(): Promise<ReadonlyMap<string, string>> {
  const controlDocument = fillControlDocument(readFileSync('openapi/control.yaml', 'utf8'));
  const parts = await createParts(parse(controlDocument) as Document);
  const pages = sourceFiles()
    .filter((file) => file.endsWith('.md'))
    .map((file) => [file, readFileSync(file, 'utf8')] as const);
  const filled = pages.map(([file, text]) => [file, fillGenerated(text, parts)] as const);
  return new Map([
    ['openapi/control.yaml', controlDocument],
    ['fixtures/world.schema.json', fillWorldSchema(readFileSync('fixtures/world.schema.json', 'utf8'))],
    [mutantTable, fillMutantTable(readFileSync(mutantTable, 'utf8'))],
    [configSchema, fillConfigSchema(readFileSync(configSchema, 'utf8'))],
    ...filled,
    ...(await createPictures()),
  ]);
}

async function createPictures(): Promise<readonly (readonly [file: string, text: string])[]> {
  const data = loadShippedSpec().document['x-life-cycle'];
  return [
    ['docs/pictures/session.svg', drawSession(await recordSession())],
    ['docs/pictures/life-cycle-light.svg', drawLifeCycle(data, 'light')],
    ['docs/pictures/life-cycle-dark.svg', drawLifeCycle(data, 'dark')],
  ];
}
