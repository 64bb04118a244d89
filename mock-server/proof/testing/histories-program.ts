/** Plays random histories of several processes on one store, and judges them; `make histories` starts it. */
import { parseArgs } from 'node:util';

import { createJudge } from './judge-played.ts';
import { theatres } from './theatres.ts';

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '10000' },
    seed: { type: 'string', default: `${Math.floor(Math.random() * 2 ** 31)}` },
    store: { type: 'string', default: 'memory' },
  },
});
const [count, first] = [values.histories, values.seed].map(Number) as [number, number];

async function run(): Promise<boolean> {
  const row = theatres[values.store];
  if (row === undefined)
    throw new Error(`There is no store "${values.store}"; there are ${Object.keys(theatres).join(', ')}.`);
  const { play, close } = await row.open();
  const judge = createJudge();
  const mistakes: string[] = [];
  const unknown: string[] = [];
  let [parts, responses, silent, done] = [0, 0, 0, 0];
  const begun = Date.now();
  const getRate = () => `${Math.round((1000 * done) / (Date.now() - begun))} histories per second`;
  console.log(`${count} histories on the store ${values.store}, from seed ${first}.`);
  while (done < count) {
    const size = Math.min(row.together, count - done);
    const seeds = Array.from({ length: size }, (_, index) => first + done + index);
    const played = await Promise.all(seeds.map(play));
    for (const [index, one] of played.entries()) {
      const judged = await judge(one);
      parts += judged.parts;
      responses += judged.responses;
      silent += one.exchanges.filter(({ reply }) => reply?.status === 503).length;
      mistakes.push(...judged.mistakes.map((line) => `Seed ${first + done + index}: ${line}`));
      unknown.push(...judged.unknown.map((part) => `Seed ${first + done + index}: ${part} was given up.`));
    }
    done += size;
    if (Math.floor(done / 1000) > Math.floor((done - size) / 1000))
      console.log(`  ${done}: ${getRate()}, ${mistakes.length} mistakes`);
  }
  await close();
  console.log(`
  histories                            ${count}
  parts that a model judged            ${parts}
  parts given up                       ${unknown.length}
  responses compared with a replay     ${responses}
  requests with an unknown outcome     ${silent}
  mistakes                             ${mistakes.length}

${getRate()}.`);
  const wrong = [...mistakes, ...unknown];
  for (const line of wrong.slice(0, 10)) console.log(`\n${line}`);
  if (wrong.length === 0) console.log('Every history is one that a single process could have had.');
  return wrong.length === 0 && parts > 0 && responses > 0;
}

void run().then((isFine) => {
  process.exitCode = isFine ? 0 : 1;
});
