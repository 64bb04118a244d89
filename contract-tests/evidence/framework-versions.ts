/** Which versions of the framework fit what was seen, and by which facts. */
import type { WireData } from '../../openapi/document.ts';
import type { Questions } from '../../openapi/questions.ts';
import { type Answered, type Exchange, getHeader, isAnswered, isUnavailable } from './exchange.ts';

export interface VersionFit {
  /** The versions that agree with most of the facts, in the order of the document; none when no fact was seen. */
  readonly nearest: readonly string[];
  /** The versions that agree with all of them. */
  readonly fitting: readonly string[];
  /** What was seen of each fact, with the versions that agree with it. */
  readonly facts: readonly Fact[];
}

interface Fact {
  readonly what: string;
  readonly versions: readonly string[];
}

type Versions = readonly (readonly [version: string, wire: WireData])[];

export function fitVersions(questions: Questions, exchanges: readonly Exchange[]): VersionFit {
  const versions = versionsIn(questions);
  const all = exchanges.filter(isAnswered).filter(({ outcome }) => !isUnavailable(outcome));
  const facts = [...headerFacts(versions, all), ...pageFacts(versions, all), ...acceptFacts(versions, all)];
  const scores = versions.map(([version]) => ({
    version,
    score: facts.filter((one) => one.versions.includes(version)).length,
  }));
  const best = Math.max(0, ...scores.map(({ score }) => score));
  const withScore = (wanted: number) =>
    scores.flatMap(({ version, score }) => (score === wanted ? [version] : []));
  return {
    nearest: best === 0 ? [] : withScore(best),
    fitting: facts.length === 0 ? [] : withScore(facts.length),
    facts,
  };
}

/** A media type in which nobody answers. */
const unknownType = 'application/x-nothing';

/** An Accept header that tells the versions apart; undefined when none does. */
export function longAcceptFor(questions: Questions, versions: readonly string[]): string | undefined {
  const limits = versionsIn(questions)
    .filter(([version]) => versions.includes(version))
    .map(([, { limits: one }]) => one?.['accept-entries']);
  const known = limits.filter((limit) => limit !== undefined);
  if (known.length === 0 || new Set(limits).size < 2) return undefined;
  return [...Array.from({ length: Math.min(...known) }, () => unknownType), 'application/json'].join(', ');
}

function versionsIn(questions: Questions): Versions {
  return Object.entries(questions['framework-version']?.readings ?? {}).flatMap(([version, { wire }]) =>
    wire === undefined ? [] : [[version, wire] as const],
  );
}

function headerFacts(versions: Versions, all: readonly Answered[]): readonly Fact[] {
  const names = [...new Set(versions.flatMap(([, { headers }]) => Object.keys(headers)))];
  return names.flatMap((name) => {
    const [first] = all;
    if (first === undefined) return [];
    const values = new Set(all.map(({ outcome }) => getHeader(outcome, name)));
    const value = values.size === 1 ? getHeader(first.outcome, name) : 'several values';
    const fitting = versions.filter(([, { headers }]) => headers[name] === value);
    return [fact(value === undefined ? `no ${name}` : `${name}: ${value}`, fitting)];
  });
}

function pageFacts(versions: Versions, all: readonly Answered[]): readonly Fact[] {
  const page = all.find(({ outcome }) => isErrorPage(outcome));
  if (page === undefined) return [];
  const type = getHeader(page.outcome, 'content-type');
  return [
    fact(
      `error pages of ${type ?? 'no type'}`,
      versions.filter(([, wire]) => wire['html-type'] === type),
    ),
  ];
}

function acceptFacts(versions: Versions, all: readonly Answered[]): readonly Fact[] {
  const asked = all.find(({ tag }) => tag === 'long-accept');
  if (asked === undefined || ![200, 406].includes(asked.outcome.status)) return [];
  const isRead = asked.outcome.status === 200;
  const fitting = versions.filter(([, { limits }]) => (limits === undefined) === isRead);
  return [fact(`a long Accept is ${isRead ? 'read to its end' : 'cut off'}`, fitting)];
}

function fact(what: string, fitting: Versions): Fact {
  return { what, versions: fitting.map(([version]) => version) };
}

/** One of Django's own, as every deployment has them that sets nothing else. */
function isErrorPage(outcome: Answered['outcome']): boolean {
  return (
    outcome.status >= 400 && /^\s*<!doctype html>\s*<html lang="en">\s*<head>\s*<title>/.test(outcome.body)
  );
}
