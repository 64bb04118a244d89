/** Formats the lists of `mock --readings`, `--scenarios`, `--mutants` and `--advice`. */
import { fold } from '../../command-line/options.ts';
import type { Source } from '../../openapi/document.ts';
import type { Spec } from '../../openapi/spec.ts';
import { formatSource } from '../coach/advice.ts';
import { rules } from '../coach/rules/index.ts';
import type { Rule } from '../coach/rule.ts';
import { assumed } from '../coach/settings.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { scenarioPrefix } from '../domain/scenario.ts';
import type { FixtureScenario } from '../domain/scenario.ts';

/** Every question of the document with its readings; a star marks the default. */
export function formatQuestions({ questions }: Spec): string {
  const entries = Object.entries(questions).map(([id, question]) => {
    const readings = Object.entries(question.readings).map(([name, { meaning, basis, source }]) => {
      const mark = name === question.default ? '*' : ' ';
      return formatEntry(`${mark} ${name}`, `${meaning} [${basis}${formatSourceName(source)}]`);
    });
    const ruledOut = Object.entries(question['ruled-out'] ?? {}).map(([name, { meaning, source, reason }]) =>
      formatEntry(`- ${name}`, `${meaning} [ruled out${formatSourceName(source)}] ${reason}`),
    );
    return [`${id}: ${question.question}`, ...readings, ...ruledOut].join('\n');
  });
  return `${entries.join('\n')}\n\n* marks the default, - a reading that is ruled out. Choose with --reading QUESTION=READING. --drf VERSION is short\nfor --reading framework-version=VERSION.`;
}

export function formatScenarioList(scenarios: readonly FixtureScenario[]): string {
  const width = Math.max(...scenarios.map(({ name }) => name.length)) + 2;
  const list = scenarios.map(({ name, about }) => formatEntry(name, about, width)).join('\n');
  return `${list}\n\nTo choose a scenario, submit records of which the first has the company name "${scenarioPrefix}NAME".`;
}

export function formatMutantList(mutants: readonly Mutant[]): string {
  return mutants.map(({ name, about }) => formatEntry(name, about, 34)).join('\n');
}

/** The rules of the coach with their sources, and its thresholds. */
export function formatCoachRules(spec: Spec): string {
  const rulesText = rules.map(({ id, level, title, ground, inCode }) =>
    [formatEntry(id, `${title} [${level}; ${formatSource(ground, spec)}]`, 22), ...formatInCode(inCode)].join(
      '\n',
    ),
  );
  const { smallJobs, largeJobs } = spec.lifeCycle.polling;
  const paces = [smallJobs, largeJobs].map(
    ({ 'from-seconds': from, 'to-seconds': to }) => `${from} to ${to} s`,
  );
  const thresholds = Object.entries(assumed).map(([name, { value, about, reason }]) =>
    formatEntry(name, `${Math.round(value * 100) / 100}. ${about} ${reason}`, 22),
  );
  return `${rulesText.join('\n')}\n\nThe documentation asks for ${paces.join(' between two polls of a small job, and ')} for a large one.\nEverything else is assumed:\n\n${thresholds.join('\n')}`;
}

function formatInCode({ fetch, tanstack_query: tanstack, swr }: Rule['inCode']): readonly string[] {
  const lines = { fetch, 'TanStack Query': tanstack, SWR: swr };
  return Object.entries(lines).map(([name, code]) => formatEntry('', `${name}: ${code}`, 22));
}

function formatEntry(left: string, text: string, width = 18): string {
  return `  ${left.padEnd(width)}${fold(text, 118 - width).join(`\n${' '.repeat(width + 2)}`)}`;
}

function formatSourceName(source: Source | undefined): string {
  return source === undefined ? '' : `: ${source.page} page`;
}
