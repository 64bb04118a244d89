/** The fault that a form describes; the control API checks it and says what is wrong. */

/** Keys whose values are numbers in the control API. */
const numbers: ReadonlySet<string> = new Set([
  'next',
  'every',
  'from',
  'probability',
  'retry_after',
  'status',
  'bytes',
  'rate',
]);

export function readFault(form: FormData): Readonly<Record<string, unknown>> {
  const get = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const when = get('when');
  const pairs: readonly (readonly [key: string, value: string])[] = [
    ['effect', get('effect')],
    ['user', get('user')],
    ['operation', get('operation')],
    ['job', get('job')],
    ...(when === '' ? [] : [[when, get('count') === '' ? '1' : get('count')] as const]),
    ['expires_in', get('expires_in')],
    ...readSettings(get('settings')),
  ];
  return Object.fromEntries(
    pairs.filter(([, value]) => value !== '').map(([key, value]) => [key, toValue(key, value)]),
  );
}

/** `problem=serverError, done=true`. */
function readSettings(text: string): readonly (readonly [key: string, value: string])[] {
  return text
    .split(',')
    .filter((pair) => pair.trim() !== '')
    .map((pair) => {
      const [key = '', ...value] = pair.split('=');
      return [key.trim(), value.join('=').trim()] as const;
    });
}

function toValue(key: string, value: string): unknown {
  if (key === 'done') return value === 'true';
  return numbers.has(key) && value !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
}
