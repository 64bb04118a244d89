/** A strict parser of the Prometheus text format 0.0.4, for tests: it rejects what Prometheus or promtool would. */

export interface ParsedFamily {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly samples: readonly ParsedSample[];
}

export interface ParsedSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const helpLine = /^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) ((?:[^\\\n]|\\\\|\\n)+)$/;
const typeLine = /^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram)$/;
const sampleLine = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (-?[0-9.]+(?:e[+-]?[0-9]+)?|[+-]Inf|NaN)$/;
const label = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\\\|\\n|\\")*)"(,|$)/;

/** @throws Error with the line that is wrong */
export function parseMetrics(text: string): readonly ParsedFamily[] {
  if (!text.endsWith('\n')) throw new Error('The last line has no line feed.');
  const families: (ParsedFamily & { readonly samples: ParsedSample[] })[] = [];
  const lines = text.slice(0, -1).split('\n');
  for (let index = 0; index < lines.length; ) {
    const [, name = '', help = ''] = helpLine.exec(lines[index] ?? '') ?? [];
    const [, typed, type = ''] = typeLine.exec(lines[index + 1] ?? '') ?? [];
    if (name === '' || name !== typed) throw new Error(`No HELP and TYPE of one name: ${lines[index]}`);
    if (families.some((family) => family.name === name)) throw new Error(`${name} is there twice.`);
    if ((type === 'counter') !== name.endsWith('_total'))
      throw new Error(`Counters, and no others, end in _total: ${name}`);
    index += 2;
    const samples: ParsedSample[] = [];
    for (; index < lines.length && !lines[index]?.startsWith('#'); index += 1)
      samples.push(parseSample(lines[index] ?? '', name, type));
    const keys = samples.map(
      ({ name: full, labels }) =>
        full +
        JSON.stringify(
          Object.entries(labels)
            .map((pair) => pair.join('='))
            .toSorted(),
        ),
    );
    if (new Set(keys).size < keys.length) throw new Error(`${name} has the same labels twice.`);
    if (type === 'histogram') checkHistogram(samples, name);
    families.push({ name, help, type, samples });
  }
  return families;
}

function parseSample(line: string, family: string, type: string): ParsedSample {
  const [, name = '', labelText = '', value = ''] = sampleLine.exec(line) ?? [];
  const suffixes = type === 'histogram' ? ['_bucket', '_sum', '_count'] : [''];
  if (!suffixes.some((suffix) => name === family + suffix))
    throw new Error(`Not a sample of ${family}: ${line}`);
  const labels: Record<string, string> = {};
  for (let rest = labelText; rest !== ''; ) {
    const [whole, key = '', text = ''] = label.exec(rest) ?? [];
    if (whole === undefined || key in labels)
      throw new Error(`A label that is none, or is there twice: ${line}`);
    labels[key] = text.replaceAll(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter));
    rest = rest.slice(whole.length);
  }
  return {
    name,
    labels,
    value: value.endsWith('Inf') ? Number(value.replace('Inf', 'Infinity')) : Number(value),
  };
}

/** Buckets include the smaller ones, and the last is that of all. */
function checkHistogram(samples: readonly ParsedSample[], family: string): void {
  const series = new Map<string, { le: number[]; counts: number[]; count?: number; sum?: number }>();
  for (const { name, labels, value } of samples) {
    const { le, ...others } = labels;
    const key = JSON.stringify(others);
    const one = series.get(key) ?? { le: [], counts: [] };
    series.set(key, one);
    if (name.endsWith('_bucket')) {
      one.le.push(Number(le?.replace('Inf', 'Infinity')));
      one.counts.push(value);
    } else if (name.endsWith('_count')) one.count = value;
    else one.sum = value;
  }
  for (const [key, { le, counts, count, sum }] of series) {
    if (
      !rises(le) ||
      !rises(counts) ||
      le.at(-1) !== Number.POSITIVE_INFINITY ||
      new Set(le).size < le.length
    )
      throw new Error(`The buckets of ${family} ${key} do not rise to +Inf.`);
    if (counts.at(-1) !== count || sum === undefined)
      throw new Error(`${family} ${key} lacks its count or sum.`);
  }
}

const rises = (numbers: readonly number[]): boolean =>
  numbers.every((one, index) => one >= (numbers[index - 1] ?? 0));
