import { playInProcess } from './testing/play-in-process.ts';
import { judgeHistory } from './judge-history.ts';
import { worldStart } from './testing/world-start.ts';
import { createReplay } from './testing/replay.ts';
import { compareWithReplay } from './testing/compare-with-replay.ts';
test('x', async () => {
  const t0 = performance.now(); const bad: unknown[] = [];
  const n = Number(process.env['N'] ?? 100);
  const s0 = Number(process.env['S'] ?? 0);
  let ops = 0, parts = 0, unk = 0, equal = 0; let tr = 0;
  for (let seed = s0; seed < s0 + n; seed += 1) {
    try {
    const { kind, exchanges, entries } = await playInProcess(seed); ops += exchanges.length;
    const t1 = performance.now();
    const c = await compareWithReplay(exchanges, createReplay(`w${seed}`, entries, kind === 'frozen'));
    tr += performance.now() - t1;
    equal += c.equal;
    if (c.lost.length + c.different.length + c.unwanted.length > 0) bad.push([seed, kind, JSON.stringify(c, null, 2)]);
    if (kind !== 'frozen') continue;
    const v = judgeHistory(exchanges, worldStart);
    parts += v.parts; unk += v.unknown.length;
    if (v.wrong.length > 0) bad.push([seed, v.wrong.join('\n')]);
    } catch (e) { bad.push([seed, String((e as Error).stack)]); }
  }
  console.log(n, 'histories', ops, equal, parts, unk, performance.now() - t0, tr, 'ms', bad.length, bad.slice(0, 4).map((b) => String(b).slice(0,1500)).join('\n'));
});
