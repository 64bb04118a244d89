/** What the client told its user, as items of a picture. */
import type { Ending, Life } from '../../life/life.ts';
import { createItem, createMore, type SceneItem, shorten, tones } from './item.ts';

/** What a run of the client told its user: changes only, and its end. */
export function listReports(
  life: Life,
  run: number,
  ending: Ending | undefined,
  end: number,
  budget: number,
): readonly SceneItem[] {
  const many = life.jobs.length > 1;
  const statuses = life.reports
    .filter((report) => report.run === run)
    .map(({ at, status, jobId }) => {
      const index = life.jobs.findIndex(({ id }) => id === jobId);
      return {
        at,
        text: `${shorten(status)}${many && index >= 0 && index !== run ? ` (job ${index + 1})` : ''}`,
      };
    });
  const results = life.results
    .filter((report) => report.run === run)
    .map(({ at, rows, jobs }) => ({
      at,
      text: `${rows} row${rows === 1 ? '' : 's'}${many && jobs.length > 0 && !jobs.includes(run) ? ` (job ${jobs.map((index) => index + 1).join(', ')})` : ''}`,
    }));
  const all = [...statuses, ...results]
    .toSorted((one, other) => one.at - other.at)
    .filter(({ text }, index, list) => list[index - 1]?.text !== text);
  const kept = Math.max(1, Math.floor(budget / 2));
  const [first, others] = [all.slice(0, kept), all.slice(kept)];
  const [hidden, last] = [others.slice(0, -kept), others.slice(-kept)];
  const reported = all.findLast((one) => one.text in tones)?.text;
  return joinTexts(
    [
      ...first.map(toText),
      ...(hidden.length <= 1
        ? hidden.map(toText)
        : [createMore(hidden.length, hidden[0]?.at ?? 0, hidden.at(-1)?.at ?? 0)]),
      ...last.map(toText),
      formatEnding(ending, end, reported),
    ],
    end * minDistance,
  );
}

const toText = ({ at, text }: Shown): SceneItem => createItem(at, at, text, { tone: tones[text] ?? 'plain' });

interface Shown {
  readonly at: number;
  readonly text: string;
}

/** Texts that are closer, as a part of the life, are one text. */
const minDistance = 1 / 400;

function joinTexts(items: readonly SceneItem[], distance: number): readonly SceneItem[] {
  const joined: SceneItem[] = [];
  for (const next of items) {
    const last = joined.at(-1);
    const isNear = last?.kind === 'text' && next.kind === 'text' && next.from - last.from <= distance;
    if (last === undefined || !isNear) joined.push(next);
    else
      joined.splice(
        -1,
        1,
        createItem(last.from, last.from, `${last.start} ${next.start}`, {
          tone: next.tone === 'plain' ? last.tone : next.tone,
        }),
      );
  }
  return joined;
}

function formatEnding(ending: Ending | undefined, end: number, reported: string | undefined): SceneItem {
  if (ending === undefined) return createItem(end, end, '→still running', { tone: 'faint' });
  return ending.kind === 'threw'
    ? createItem(ending.at, ending.at, '✗threw', { tone: 'bad' })
    : createItem(
        ending.at,
        ending.at,
        `■returned${ending.status === undefined || ending.status === reported ? '' : ` ${shorten(ending.status)}`}`,
        { tone: 'good' },
      );
}
