/** Finds the versions of the framework that match the observed facts. */
import type { WireData } from '../../openapi/document.ts';
import type { Questions } from '../../openapi/questions.ts';
import { type AnsweredExchange, type Exchange, getHeader, isAnswered, isUnavailable } from './exchange.ts';

export interface VersionFit {
  /** The versions that agree with most of the facts, in the order of the document; none when no fact was seen. */
  readonly nearest: readonly string[];
  /** The versions that agree with all of them. */
  readonly fitting: readonly string[];
  /** Each observed fact, with the versions that match it. */
  readonly facts: readonly VersionFact[];
}

interface VersionFact {
  readonly what: string;
  readonly versions: readonly string[];
}

type Versions = readonly (readonly [version: string, wire: WireData])[];

export function fitVersions(questions: Questions, exchanges: readonly Exchange[]): VersionFit {
  const versions = listVersions(questions);
  const all = exchanges.filter(isAnswered).filter(({ outcome }) => !isUnavailable(outcome));
  const facts = [
    ...findHeaderFacts(versions, all),
    ...findPageFacts(versions, all),
    ...findAcceptFacts(versions, all),
  ];
  const scores = versions.map(([version]) => ({
    version,
    score: facts.filter((one) => one.versions.includes(version)).length,
  }));
  const best = Math.max(0, ...scores.map(({ score }) => score));
  const selectByScore = (wanted: number) =>
    scores.flatMap(({ version, score }) => (score === wanted ? [version] : []));
  return {
    nearest: best === 0 ? [] : selectByScore(best),
    fitting: facts.length === 0 ? [] : selectByScore(facts.length),
    facts,
  };
}

/** A media type that no server offers. */
const unknownType = 'application/x-nothing';

/** An Accept header that distinguishes the versions; undefined when none does. */
export function findLongAccept(questions: Questions, versions: readonly string[]): string | undefined {
  const limits = listVersions(questions)
    .filter(([version]) => versions.includes(version))
    .map(([, { limits: one }]) => one?.['accept-entries']);
  const known = limits.filter((limit) => limit !== undefined);
  if (known.length === 0 || new Set(limits).size < 2) return undefined;
  return [...Array.from({ length: Math.min(...known) }, () => unknownType), 'application/json'].join(', ');
}

function listVersions(questions: Questions): Versions {
  return Object.entries(questions['framework-version']?.readings ?? {}).flatMap(([version, { wire }]) =>
    wire === undefined ? [] : [[version, wire] as const],
  );
}

function findHeaderFacts(versions: Versions, all: readonly AnsweredExchange[]): readonly VersionFact[] {
  const names = [...new Set(versions.flatMap(([, { headers }]) => Object.keys(headers)))];
  return names.flatMap((name) => {
    const [first] = all;
    if (first === undefined) return [];
    const values = new Set(all.map(({ outcome }) => getHeader(outcome, name)));
    const value = values.size === 1 ? getHeader(first.outcome, name) : 'several values';
    const fitting = versions.filter(([, { headers }]) => headers[name] === value);
    return [createFact(value === undefined ? `no ${name}` : `${name}: ${value}`, fitting)];
  });
}

function findPageFacts(versions: Versions, all: readonly AnsweredExchange[]): readonly VersionFact[] {
  const page = all.find(({ outcome }) => isErrorPage(outcome));
  if (page === undefined) return [];
  const type = getHeader(page.outcome, 'content-type');
  return [
    createFact(
      `error pages with ${type ?? 'no content type'}`,
      versions.filter(([, wire]) => wire['html-type'] === type),
    ),
  ];
}

function findAcceptFacts(versions: Versions, all: readonly AnsweredExchange[]): readonly VersionFact[] {
  const asked = all.find(({ tag }) => tag === 'long-accept');
  if (asked === undefined || ![200, 406].includes(asked.outcome.status)) return [];
  const isRead = asked.outcome.status === 200;
  const fitting = versions.filter(([, { limits }]) => (limits === undefined) === isRead);
  return [createFact(`a long Accept header is ${isRead ? 'read completely' : 'cut off'}`, fitting)];
}

function createFact(what: string, fitting: Versions): VersionFact {
  return { what, versions: fitting.map(([version]) => version) };
}

/** Whether this is one of Django's default error pages. */
function isErrorPage(outcome: AnsweredExchange['outcome']): boolean {
  return (
    outcome.status >= 400 && /^\s*<!doctype html>\s*<html lang="en">\s*<head>\s*<title>/.test(outcome.body)
  );
}
