/** A family of metrics as Prometheus knows it, its text, and the sum of those of several processes. */

export interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** How the values of several processes become one; a sum by default. */
  readonly together?: 'sum' | 'min' | 'max';
  readonly samples: readonly Sample[];
}

export interface Sample {
  /** `_bucket`, `_sum` or `_count` of a histogram. */
  readonly suffix?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The Prometheus text format 0.0.4, which every version of Prometheus reads. */
export const metricsMediaType = 'text/plain; version=0.0.4; charset=utf-8';

export function formatFamilies(families: readonly Family[]): string {
  return families.map(formatFamily).join('');
}

function formatFamily({ name, help, type, samples }: Family): string {
  const lines = samples.map(
    ({ suffix = '', labels = {}, value }) =>
      `${name}${suffix}${formatLabels(labels)} ${formatValue(value)}\n`,
  );
  return `# HELP ${name} ${escapeHelp(help)}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

function formatLabels(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

const escapeHelp = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
const escapeLabel = (text: string): string => escapeHelp(text).replaceAll('"', '\\"');

/** As Prometheus writes a bound or a value. */
export function formatValue(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return Number.isFinite(value) ? String(value) : value > 0 ? '+Inf' : '-Inf';
}

/** One family for those of the same name, and one sample for those with the same labels. */
export function mergeFamilies(processes: readonly (readonly Family[])[]): readonly Family[] {
  const merged = new Map<string, { readonly family: Family; readonly samples: Map<string, Sample> }>();
  for (const family of processes.flat()) {
    const known = merged.get(family.name) ?? { family, samples: new Map<string, Sample>() };
    merged.set(family.name, known);
    for (const sample of family.samples) {
      const key = `${sample.suffix ?? ''} ${JSON.stringify(sample.labels ?? {})}`;
      const before = known.samples.get(key);
      const value =
        before === undefined ? sample.value : combine(family.together, before.value, sample.value);
      known.samples.set(key, { ...sample, value });
    }
  }
  return [...merged.values()].map(({ family, samples }) => ({ ...family, samples: [...samples.values()] }));
}

function combine(how: Family['together'], one: number, other: number): number {
  if (how === 'min') return Math.min(one, other);
  return how === 'max' ? Math.max(one, other) : one + other;
}
