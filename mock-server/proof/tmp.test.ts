import { createVirtualTime } from './testing/virtual-time.ts';
import { shareMemory, playInProcess } from './testing/play-in-process.ts';
test('x', async () => {
  const out: string[] = [];
  let n = 0;
  await playInProcess(30, (time) => { const s = shareMemory(time); return { connect: () => { const me = n++; const st = s.connect(); return { ...st,
    look: async (w, a) => { const p = await st.look(w, a); out.push(`${time.now() % 1e6} proc ${me} look ${w} after ${a}: ${p.isWhole} ${p.checkpoint?.position} ${p.entries.map((e) => e.position + '/' + e.nonce)} now ${p.now! % 1e6}`); return p; },
    append: async (w, d, a) => { const p = await st.append(w, d, a); out.push(`${time.now() % 1e6} proc ${me} append ${d.intent.kind} ${d.nonce} ${w} after ${a}: ${p.isWhole} ${p.checkpoint?.position} ${p.entries.map((e) => e.position + '/' + e.nonce)} now ${p.now! % 1e6}`); return p; } } as any; } }; });
  console.log(out.slice(0, 16).join('\n'));
});
