/** A fault as the text after --fault. */
import type { FaultRule } from '../domain/fault.ts';
import { findEffect } from './effects/index.ts';
import { flattenFault } from './flat-fault.ts';

/** The text that `parseFaultText` parses to this rule, without default values. */
export function formatFault(rule: FaultRule): string {
  const { effect, done, ...others } = flattenFault(rule);
  const stated = done === findEffect(effect)?.isDone ? others : { ...others, done };
  return [effect, ...Object.entries(stated).map(([key, value]) => `${key}=${value}`)].join(',');
}

/**
 * Reads `error,problem=serverError,next=2`: the effect first, then keys with their values.
 * @returns the texts by key, and a part of a sentence for each mistake in the spelling
 */
export function parseFaultText(text: string): {
  readonly pairs: readonly (readonly [key: string, value: string])[];
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
    pairs: [['effect', effect], ...known.filter(([key]) => key !== 'effect')],
    mistakes: [
      ...pairs.flatMap(([key, value]) =>
        key === '' ? [`"${value}" is not of the form KEY=VALUE, such as operation=getStatus`] : [],
      ),
      ...again.map((key) => `"${key}" was given more than once`),
      ...(keys.includes('effect') ? ['the effect is the first word, without "effect="'] : []),
    ],
  };
}
