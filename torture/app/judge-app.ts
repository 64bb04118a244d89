/** Judges the life of an app: by the rules for pages, and each document by the rules for clients. */
import type { Spec } from '../../openapi/spec.ts';
import type { Life } from '../life/life.ts';
import { createGuide } from '../rules/guide.ts';
import { createRules } from '../rules/index.ts';
import type { Rule } from '../rules/rule.ts';
import type { AppLife } from './app-life.ts';
import type { Moment } from './app-plan.ts';
import { toDocumentLife } from './document-life.ts';
import { type AppRule, createPageRules } from './page-rules.ts';

/** What a page does not show, or what a browser does by itself. */
const notForPages = new Set([
  'clears-timers',
  'quiet-after-unmount',
  'stops-after-unmount',
  'stops-after-switch',
  'ends',
  // What a page shows at the end says it better: tabs may tell each other.
  'survives-failures',
  'own-job',
  'own-results',
  'keeps-results',
  // A document that is loaded again fetches them again.
  'results-once',
]);

export interface AppRuleOptions {
  readonly spec: Spec;
  readonly coachRules: Parameters<typeof createRules>[0]['coachRules'];
  readonly hasConsole: boolean;
}

/** All rules for apps, in the order in which they are reported. */
export function createAppRules({ spec, coachRules, hasConsole }: AppRuleOptions): readonly AppRule[] {
  const guide = createGuide(spec);
  const ofClients = createRules({ spec, coachRules }).filter(({ name }) => !notForPages.has(name));
  return [...createPageRules(guide, hasConsole), ...ofClients.map(toAppRule)];
}

function toAppRule({ name, title, source, check }: Rule): AppRule {
  return {
    name,
    title,
    source,
    family: name,
    isForPages: false,
    check: (life) => {
      for (const index of life.documents.keys()) {
        const violation = check(adapt(name, toDocumentLife(life, index), life));
        if (violation !== undefined) return violation;
      }
      return undefined;
    },
  };
}

/** Rules that would count a refresh as a poll. */
const countPolls = new Set(['stops-after-end', 'no-overlap', 'no-busy-loop']);
/** Rules about where a shown status comes from: an app may keep it, and tabs may tell each other. */
const traceStatuses = new Set(['true-status', 'no-older-status', 'forward-compatible']);

/** The life of a document as a rule needs it. */
function adapt(rule: string, own: Life, life: AppLife): Life {
  if (traceStatuses.has(rule)) return { ...own, requests: life.requests };
  return countPolls.has(rule) ? withoutRefreshes(own, life) : own;
}

const refreshing: ReadonlySet<Moment> = new Set(['visible', 'online', 'cached-forward', 'wake', 'forward']);
const soon = 3000;

/** Many libraries ask once when a user returns or the network does, also about a job that is at rest. */
function withoutRefreshes(life: Life, { moments, job }: AppLife): Life {
  const returns = moments.filter(({ moment }) => refreshing.has(moment));
  const end = job.statuses.at(-1)?.at ?? 0;
  const isRefresh = (sentAt: number) =>
    sentAt >= end && returns.some(({ at }) => sentAt >= at && sentAt <= at + soon);
  return { ...life, requests: life.requests.filter(({ sentAt }) => !isRefresh(sentAt)) };
}

export interface Broken {
  readonly rule: AppRule;
  readonly violation: NonNullable<ReturnType<AppRule['check']>>;
}

/** All rules that the life breaks, in their order. */
export function judgeApp(life: AppLife, rules: readonly AppRule[]): readonly Broken[] {
  return rules.flatMap((rule) => {
    const violation = rule.check(life);
    return violation === undefined ? [] : [{ rule, violation }];
  });
}
