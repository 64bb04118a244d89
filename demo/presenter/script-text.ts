/** The presenter's script as text for a terminal. */
import { fold } from '../../command-line/options.ts';
import { describeScene, formatShowTime } from '../show/describe-scene.ts';
import type { Act } from '../show/scene.ts';
import { acts, actSeconds } from '../show/show.ts';

const width = 100;
const indent = '       ';

/** The whole script, one paragraph for each minute. */
export function formatScript(): string {
  return acts.map(formatAct).join('\n\n');
}

function formatAct({ title, say, press, scenes }: Act, index: number): string {
  const keys = press.map(([key, effect]) => `${key} ${effect}.`);
  return [
    `${formatShowTime(index * actSeconds).padStart(5)}  ${title}`,
    ...formatPart('Say: ', say),
    ...formatPart('Press: ', keys),
    ...scenes.map((scene) => `${formatShowTime(scene.at).padStart(12)}  ${describeScene(scene)}`),
  ].join('\n');
}

function formatPart(name: string, sentences: readonly string[]): readonly string[] {
  return sentences.flatMap((sentence, index) => {
    const text = index === 0 ? `${name}${sentence}` : sentence;
    return fold(text, width - indent.length).map((line) => `${indent}${line}`);
  });
}
