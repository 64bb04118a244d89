/** Prints a plan as JavaScript, and as a test to paste. */
import type { LifePlan } from '../life/plan.ts';
import { defaultPlan } from '../life/read-plan.ts';
import type { Drawn, KeptOptions } from './finding.ts';

/** Longer code is broken into lines. */
const maxLineLength = 100;

/** What a person must know of a plan: all that is not as by default. */
function shortenPlan(plan: LifePlan): Partial<LifePlan> {
  const defaults: Readonly<Record<string, unknown>> = defaultPlan;
  const entries = Object.entries(plan);
  return Object.fromEntries(
    entries.filter(
      ([key, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(defaults[key]),
    ),
  );
}

/**
 * A test that plays the plan again, as a formatter of code would write it.
 * @param client the name of the user's function
 */
export function formatTest(
  plan: LifePlan,
  title: string,
  client = 'client',
  { rules, without }: KeptOptions = {},
): string {
  const options = { ...nameRules(rules), without, plan: shortenPlan(plan) };
  const start = `test(${quote(title)}, () =>`;
  const call = `torture(${client}, `;
  const short = `${start} ${call}${formatValue(options)}));`;
  if (short.length <= maxLineLength && !short.includes('\n')) return short;
  return `${start}\n  ${call}${formatValue(options, call.length + 2, '  ')}));`;
}

/** The call that leads to the same finding at once. */
export function formatCall(
  { seed, path }: Pick<Drawn, 'seed' | 'path'>,
  client = 'client',
  { rules, ...others }: KeptOptions = {},
): string {
  const kept = formatShort({ ...nameRules(rules), ...others })
    .slice(1, -1)
    .trim();
  // The seed as it is printed elsewhere, without separators.
  return `torture(${client}, { ${kept === '' ? '' : `${kept}, `}seed: ${seed}, path: '${path}' })`;
}

/** Code cannot be printed: the user puts in the name of the rules, without which the call fails. */
const yourRules = Symbol('yourRules');
const nameRules = (rules: readonly string[] | undefined) => (rules === undefined ? {} : { rules: yourRules });

/** A value as a formatter of code would write it: on one line if it fits. */
function formatValue(value: unknown, column = 0, indent = ''): string {
  const short = formatShort(value);
  if (typeof value !== 'object' || value === null || column + short.length <= maxLineLength) return short;
  const inner = `${indent}  `;
  const items = Array.isArray(value)
    ? value.map((item) => formatValue(item, inner.length, inner))
    : listEntries(value).map(([key, item]) => {
        const name = `${formatKey(key)}: `;
        return `${name}${formatValue(item, inner.length + name.length, inner)}`;
      });
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${items.map((item) => `${inner}${item},\n`).join('')}${indent}${close}`;
}

function formatShort(value: unknown): string {
  if (value === yourRules) return 'yourRules';
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number') return formatNumber(value);
  if (Array.isArray(value)) return `[${value.map(formatShort).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = listEntries(value);
  if (entries.length === 0) return '{}';
  return `{ ${entries.map(([key, item]) => `${formatKey(key)}: ${formatShort(item)}`).join(', ')} }`;
}

const listEntries = (value: object): [string, unknown][] =>
  Object.entries(value).filter(([, item]) => item !== undefined);

const formatKey = (key: string): string => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key));

/** `90_000` */
function formatNumber(value: number): string {
  const text = String(value);
  return /^-?\d{5,}$/.test(text) ? text.replaceAll(/\B(?=(\d{3})+$)/g, '_') : text;
}

/** A string of JavaScript; JSON escapes what could end it or change how it is shown. */
function quote(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1);
  const isPlain = !inner.includes("'");
  return isPlain ? `'${inner.replaceAll(String.raw`\"`, '"')}'` : `"${inner}"`;
}
