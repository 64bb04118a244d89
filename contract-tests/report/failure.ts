/** Explains a verdict that is not `kept`, with everything that a reader needs to act. */
import type { Clause, Verdict } from '../verdict/clause.ts';
import { formatCurl } from '../evidence/curl.ts';
import { formatLevel } from '../verdict/levels.ts';
import type { Evidence } from '../evidence/evidence.ts';

/** How many breaches are shown in full; the rest are counted. */
const maxShownBreaches = 3;

/** Formats promise, source, expected, actual, and a line that repeats the exchange. */
export function explainVerdict(verdict: Verdict, { exchanges }: Pick<Evidence, 'exchanges'>): string {
  const head = `${verdict.clause.promise} [${formatLevel(verdict.clause)}, ${formatClauseSource(verdict.clause)}]`;
  if (verdict.verdict === 'crashed')
    return `${head}\nThe check of the suite crashed; the target is not at fault: ${verdict.reason}`;
  if (verdict.verdict === 'unobserved') return `${head}\nNot observed; missing: ${verdict.missing.message}`;
  if (verdict.verdict !== 'broken') return head;
  const shown = verdict.breaches.slice(0, maxShownBreaches);
  const lines = shown.map(({ exchange, expected, actual }, index) => {
    const found = exchanges.find(({ id }) => id === exchange);
    const goesOn = exchange !== undefined && shown[index + 1]?.exchange === exchange;
    const repeat = found === undefined || goesOn ? [] : [`  repeat    ${formatCurl(found)}`];
    return [
      `  expected  ${toOneLine(expected)}`,
      `  actual    ${toOneLine(actual)}${exchange === undefined ? '' : `  (exchange ${exchange})`}`,
      ...repeat,
    ].join('\n');
  });
  const more = verdict.breaches.length - lines.length;
  return [head, ...lines, ...(more > 0 ? [`  and ${more.toLocaleString('en')} more like this`] : [])].join(
    '\n',
  );
}

/** `documented: status page, Error Responses`, with the reason of its level if it has one; or the reason of the promise. */
export function formatClauseSource(clause: Clause): string {
  if (!('source' in clause)) return `${clause.basis}: ${clause.reason}`;
  const { basis, source, levelReason } = clause;
  const reason = levelReason === undefined ? '' : `. ${levelReason}`;
  return `${basis}: ${source.page} page, ${source.section}${reason}`;
}

/** The reason for a verdict in one line; undefined when it was kept. */
export function getReason(verdict: Verdict): string | undefined {
  if (verdict.verdict === 'unobserved') return `not observed: ${verdict.missing.message}`;
  if (verdict.verdict === 'crashed') return toOneLine(`the check of the suite crashed: ${verdict.reason}`);
  if (verdict.verdict === 'off') return 'switched off';
  if (verdict.verdict === 'kept') return undefined;
  const [first] = verdict.breaches;
  const more = verdict.breaches.length > 1 ? ` (and ${verdict.breaches.length - 1} more)` : '';
  return toOneLine(`expected: ${first?.expected}; actual: ${first?.actual}${more}`);
}

function toOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

/** The ids of the exchanges with a breach, each once. */
export function getBreachExchanges(verdict: Verdict): readonly string[] {
  if (verdict.verdict !== 'broken') return [];
  return [...new Set(verdict.breaches.flatMap(({ exchange }) => exchange ?? []))];
}
