// The tables of `make torture`, in Markdown.
// @ts-check

/** @typedef {import('./torture-client.mjs').Answer} Answer */
/** @typedef {Omit<import('./torture-client.mjs').Bug, 'client'> & { readonly name: string, readonly found: readonly Answer[] }} BugRow */
/** @typedef {Omit<import('./torture-client.mjs').Sound, 'client'> & { readonly name: string, readonly cleared: readonly Answer[] }} SoundRow */

/** @param {readonly BugRow[]} rows */
export function formatBugs(rows) {
  return [
    '| Report | Library | What was wrong | Found | Rule | The smallest life |',
    '|---|---|---|---|---|---|',
    ...rows.map(formatBug),
  ].join('\n');
}

/** @param {BugRow} row */
function formatBug({ report, library, mistake, found }) {
  const [repository, number] = report.split('#');
  const link = `[${report}](https://github.com/${repository}/issues/${number})`;
  const hits = found.filter(({ rule }) => rule !== undefined);
  if (hits.length === 0) return `| ${link} | ${library} | ${mistake} | **not found** | | |`;
  const missed = found.length - hits.length;
  const lives = formatRange(hits.map((hit) => hit.lives ?? 0));
  const seconds = formatRange(hits.map((hit) => Math.ceil((hit.ms ?? 0) / 100) / 10));
  const when = `life ${lives}, ${seconds} s${missed === 0 ? '' : `; **not with ${missed} of ${found.length} seeds**`}`;
  const rules = [...new Set(hits.map(({ rule }) => `\`${rule}\``))].join(', ');
  const smallest = hits.map(({ life }) => life ?? '').toSorted((a, b) => a.length - b.length)[0] ?? '';
  return `| ${link} | ${library} | ${mistake} | ${when} | ${rules} | ${escape(smallest)} |`;
}

/** @param {readonly SoundRow[]} rows */
export function formatSound(rows) {
  return [
    '| Sound client | Library | Lives | Rules broken |',
    '|---|---|---|---|',
    ...rows.map(({ title, library, cleared }) => {
      const lives = cleared.reduce((sum, each) => sum + (each.lives ?? 0), 0);
      const broken = cleared.flatMap(({ rule, life }) =>
        rule === undefined ? [] : [`**\`${rule}\`** (${escape(life ?? '')})`],
      );
      return `| ${title} | ${library} | ${lives.toLocaleString('en')} | ${broken.length === 0 ? 'none' : broken.join(', ')} |`;
    }),
  ].join('\n');
}

/** @param {readonly BugRow[]} bugs @param {readonly SoundRow[]} sound @param {number} seeds */
export function formatSummary(bugs, sound, seeds) {
  const found = bugs.filter((row) => row.found.every(({ rule }) => rule !== undefined)).length;
  const times = bugs.flatMap((row) => row.found).filter(({ rule }) => rule !== undefined);
  const seconds = times.map(({ ms = 0 }) => ms / 1000).toSorted((a, b) => a - b);
  const lives = sound.flatMap(({ cleared }) => cleared).reduce((sum, each) => sum + (each.lives ?? 0), 0);
  const cleared = sound.filter((row) => row.cleared.every(({ rule }) => rule === undefined)).length;
  const median = (seconds[Math.floor(seconds.length / 2)] ?? 0).toFixed(1);
  return [
    `${found} of ${bugs.length} bugs were found with ${seeds === 1 ? 'one seed' : `each of ${seeds} seeds`}, in ${median} s at the median and ${(seconds.at(-1) ?? 0).toFixed(1)} s at most.`,
    `${cleared} of ${sound.length} sound clients were cleared, in ${lives.toLocaleString('en')} lives.`,
  ].join('\n');
}

/** @param {readonly number[]} values */
function formatRange(values) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least === most ? String(least) : `${least} to ${most}`;
}

/** @param {string} text */
const escape = (text) => text.replaceAll('|', String.raw`\|`);
