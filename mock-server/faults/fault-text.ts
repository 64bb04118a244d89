/** A fault as flat keys, as the control API has it, and as the text that stands behind --fault. */
import type { FaultRule, FaultTiming } from '../simulation/fault.ts';
import { isDoneByDefault, faultKeys } from './fault-keys.ts';
import { formatShortDuration, formatLatency } from './latency.ts';

type FlatFault = Readonly<Record<string, string | number | boolean>>;

/** The keys of `NewFault` in the control document; `readFault` makes the same rule of them again. */
export function flattenFault({ effect, where, when, expiresIn, done }: FaultRule): FlatFault {
  return {
    ...flattenEffect(effect),
    ...where,
    ...flattenWhen(when),
    ...(expiresIn === undefined ? {} : { expires_in: formatShortDuration(expiresIn) }),
    done,
  };
}

function flattenEffect(effect: FaultRule['effect']): FlatFault {
  const { kind, ...others } = effect;
  if (effect.kind === 'latency') return { effect: kind, latency: formatLatency(effect.latency) };
  const { retryAfter, ...plain } = others as FlatFault;
  return { effect: kind, ...plain, ...(retryAfter === undefined ? {} : { retry_after: retryAfter }) };
}

function flattenWhen(when: FaultTiming): FlatFault {
  if (when.kind === 'always') return {};
  if (when.kind === 'next') return { next: when.count };
  return when.kind === 'probability' ? { probability: when.share } : { [when.kind]: when.nth };
}

/** The text that `parseFaultText` reads as this, without what goes without saying. */
export function formatFault(rule: FaultRule): string {
  const { effect, done, ...others } = flattenFault(rule);
  const stated = done === isDoneByDefault(rule.effect.kind) ? others : { ...others, done };
  return [effect, ...Object.entries(stated).map(([key, value]) => `${key}=${value}`)].join(',');
}

/**
 * Reads `error,problem=serverError,next=2`: the effect first, then keys with their values.
 * @returns what was given by key, for `readFault`, and a part of a sentence for each mistake in the spelling
 */
export function parseFaultText(text: string): {
  readonly given: Readonly<Record<string, unknown>>;
  readonly mistakes: readonly string[];
} {
  const [effect = '', ...others] = text.split(',').map((part) => part.trim());
  const pairs = others.map((part) => {
    const cut = part.indexOf('=');
    return [part.slice(0, Math.max(0, cut)).trim(), part.slice(cut + 1).trim()] as const;
  });
  const known = pairs.filter(([key]) => key !== '');
  const keys = known.map(([key]) => key);
  const again = [...new Set(keys.filter((key, index) => keys.indexOf(key) < index))];
  return {
    given: { effect, ...Object.fromEntries(known.map(([key, value]) => [key, parseValue(key, value)])) },
    mistakes: [
      ...pairs.flatMap(([key, value]) =>
        key === '' ? [`"${value}" is no KEY=VALUE, such as operation=getStatus`] : [],
      ),
      ...again.map((key) => `"${key}" was given more than once`),
      ...(keys.includes('effect') ? ['the effect is the first word, without "effect="'] : []),
    ],
  };
}

function parseValue(key: string, text: string): unknown {
  const kind = Object.hasOwn(faultKeys, key) ? faultKeys[key]?.kind : undefined;
  if (kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return kind === 'number' && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
