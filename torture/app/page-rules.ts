/** What must hold for the pages of any sound app, besides the rules for its requests. */
import type { Guide } from '../rules/guide.ts';
import type { Violation } from '../rules/rule.ts';
import type { AppLife, DocumentLife } from './app-life.ts';
import { findStaleTab, type StaleCause } from './stale-tabs.ts';

export interface AppRule {
  /** Never changes; users turn a rule off by it. */
  readonly name: string;
  readonly title: string;
  readonly source: string;
  /** Rules of one family can replace each other while a life is made smaller. */
  readonly family: string;
  /** Whether it is about what pages show, and not about their requests. */
  readonly isForPages: boolean;
  readonly check: (life: AppLife) => Violation | undefined;
}

const causes: Readonly<Record<StaleCause, readonly [name: string, title: string, after: string]>> = {
  'second-tab': ['tabs-agree', 'Each tab ends with the true status of the job.', 'With two tabs'],
  reload: ['reload-shows-truth', 'After a reload, the page shows the true status again.', 'After a reload'],
  forward: [
    'return-shows-truth',
    'When the user comes back to the page, it shows the true status again.',
    'After the user had gone back and forward',
  ],
  online: [
    'online-continues',
    'When the browser is online again, the page goes on.',
    'After the browser had been offline',
  ],
  visible: [
    'visible-catches-up',
    'A hidden tab may poll less often, but it catches up when the user returns.',
    'After the tab had been hidden',
  ],
  wake: ['wake-continues', 'After the computer slept, the page goes on.', 'After the computer had slept'],
  none: ['page-shows-the-end', 'The page ends with the true status of the job.', ''],
};

/** @param hasConsole whether errors on the console count */
export function createPageRules(guide: Guide, hasConsole: boolean): readonly AppRule[] {
  const stale = Object.entries(causes).map(
    ([cause, [name, title, after]]): AppRule => ({
      name,
      title,
      source: guide.polling,
      family: 'stale',
      isForPages: true,
      check: (life) => {
        const found = findStaleTab(life, guide);
        if (found === undefined || found.cause !== cause) return undefined;
        const { tab, shown, truth, since, endedAt } = found;
        const place = life.documents.some((one) => one.tab > 0) ? `tab ${tab + 1}` : 'the page';
        const where =
          after === '' ? `${place.slice(0, 1).toUpperCase()}${place.slice(1)}` : `${after}, ${place}`;
        const what = shown === '' ? 'showed no status' : `showed "${shown}"`;
        return {
          message: `${where} ${what} although the job had been ${truth} for ${formatMinutes(endedAt - since)}.`,
          at: endedAt,
        };
      },
    }),
  );
  const rules: AppRule[] = [...stale, createErrorRule('page-has-no-errors', ['error', 'rejection'])];
  if (hasConsole) rules.push(createErrorRule('console-has-no-errors', ['console']));
  return rules;
}

const errorTitles: Readonly<Record<string, string>> = {
  'page-has-no-errors': 'Whatever happens, no error and no rejection in the page is left unhandled.',
  'console-has-no-errors': 'The app writes no error to the console.',
};

const errorKinds = { error: 'An error', rejection: 'A rejected promise', console: 'An error' } as const;

function createErrorRule(name: string, kinds: readonly DocumentLife['errors'][number]['kind'][]): AppRule {
  return {
    name,
    title: errorTitles[name] ?? name,
    source: 'HTML Standard, "Runtime script errors"',
    family: name,
    isForPages: true,
    check: ({ documents }) => {
      for (const { errors } of documents)
        for (const { kind, at, message } of errors)
          if (kinds.includes(kind))
            return {
              message: `${errorKinds[kind]} ${kind === 'console' ? 'was written to the console' : 'was not handled'}: ${message}`,
              at,
            };
      return undefined;
    },
  };
}

function formatMinutes(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
}
