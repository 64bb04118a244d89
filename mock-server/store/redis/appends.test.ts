// Entries are added once, whatever happens to the connection, and never too late.
import { RedisLostError } from './connection.ts';
import { findAppend } from './testing/interference.ts';
import { begin, draft, prepare, redis } from './testing/prepare.ts';

afterAll(async () => redis.stop());

describe('an entry that arrives', () => {
  test('twice counts once, in every process', async () => {
    const { open, openPlain } = await prepare({
      onBatch: async (commands, run) => {
        const replies = await run(commands);
        // A client library resends after a cut.
        if (findAppend(commands) !== undefined) await run(commands);
        return replies;
      },
    });
    const [store, other] = [await open(), await openPlain()];
    await store.append('shop', begin(), 0);
    await store.append('shop', draft('a'), 1);
    await store.append('shop', draft('b'), 2);
    for (const one of [store, other])
      expect((await one.look('shop', 0)).entries.map(({ nonce }) => nonce)).toEqual(['begin', 'a', 'b']);
    for (const one of [store, other]) await one.close();
  });

  test('although the connection was lost before the reply counts once, and the caller gets it', async () => {
    let losses = 0;
    const { open } = await prepare({
      onBatch: async (commands, run) => {
        const replies = await run(commands);
        if (findAppend(commands) === undefined || (losses += 1) % 3 === 0) return replies;
        throw new RedisLostError('cut', true);
      },
    });
    const store = await open();
    await store.append('shop', begin(), 0);
    const { entries } = await store.append('shop', draft('a'), 1);
    expect(entries.map(({ position, nonce }) => `${position} ${nonce}`)).toEqual(['2 a']);
    expect(losses).toBe(6);
    await store.close();
  });

  test('after its deadline does not count, and not in a later life of the world', async () => {
    const delayed: (() => Promise<unknown>)[] = [];
    const { open, openPlain, server, keys } = await prepare({
      onBatch: async (commands, run) => {
        if (findAppend(commands) !== undefined) delayed.push(async () => run(commands));
        return run(commands);
      },
    });
    const [store, other] = [await open(), await openPlain()];
    await store.append('shop', begin(), 0);
    await store.append('shop', draft('a'), 1);
    await other.remove('shop');
    await other.append('shop', begin('again'), 0);
    for (const deliver of delayed) await deliver();
    // The copy of the first beginning is one of a world that has begun: it does nothing.
    expect((await other.look('shop', 0)).entries.map(({ nonce }) => nonce)).toEqual(['again', 'begin']);
    const deadlines = await server.run('XRANGE', keys.getLog('shop'), '-', '+');
    expect(deadlines).toContain('deadline');
    for (const one of [store, other]) await one.close();
  });

  test('late, since its process did not know the time, is not in the part, so that it is decided again', async () => {
    let isSlow = false;
    const { open } = await prepare({
      onBatch: async (commands, run) => {
        const replies = await run(commands);
        const [time] = replies;
        if (!isSlow || !Array.isArray(time)) return replies;
        return [[String(Number(time[0]) - 20), '0'], ...replies.slice(1)];
      },
    });
    const store = await open();
    isSlow = true;
    expect((await store.append('shop', begin(), 0)).entries).toEqual([]);
    isSlow = false;
    await store.append('shop', begin('again'), 0);
    const { entries } = await store.append('shop', draft('a'), 1);
    expect(entries.at(-1)).toMatchObject({ position: 2, nonce: 'a' });
    await store.close();
  });

  test('with others of one turn takes one round trip with them, and each caller gets what came before its own', async () => {
    const batches: number[] = [];
    const { open, openPlain } = await prepare({
      onBatch: async (commands, run) => {
        const entries = commands.filter((command) => findAppend([command]) !== undefined).length;
        if (entries > 0) batches.push(entries);
        return run(commands);
      },
    });
    const [store, other] = [await open(), await openPlain()];
    await store.append('shop', begin(), 0);
    await store.append('shop', draft('a'), 1);
    await other.look('shop', 0);
    await other.append('shop', draft('b'), 2);
    const parts = await Promise.all([
      store.append('shop', draft('c'), 2),
      store.append('shop', draft('d'), 1),
      store.append('shop', draft('e'), 2),
    ]);
    expect(parts.map(({ entries }) => entries.map(({ nonce }) => nonce).join(''))).toEqual([
      'bc',
      'abcd',
      'bcde',
    ]);
    for (const { entries, now } of parts.slice(0, 2)) expect(now).toBe(entries.at(-1)?.real);
    expect(batches).toEqual([1, 1, 3]);
    for (const one of [store, other]) await one.close();
  });

  test('of one turn, when the world is gone, is not added to another one', async () => {
    const { open, openPlain } = await prepare();
    const [store, other] = [await open(), await openPlain()];
    await store.append('shop', begin(), 0);
    await other.remove('shop');
    await other.append('shop', begin('again'), 0);
    await Promise.all(['a', 'b'].map(async (nonce) => store.append('shop', draft(nonce), 1)));
    const { entries } = await other.look('shop', 0);
    expect(entries.map(({ nonce }) => nonce)).toEqual(['again', 'a', 'b']);
    for (const one of [store, other]) await one.close();
  });

  test('never, since the connection was cut, does not make the next look read the whole log', async () => {
    let isCut = false;
    const names: string[] = [];
    const { open } = await prepare({
      onBatch: async (commands, run) => {
        if (isCut && findAppend(commands) !== undefined) throw new RedisLostError('cut', true);
        names.push(...commands.map(([name]) => name));
        return run(commands);
      },
    });
    const store = await open();
    await store.append('shop', begin(), 0);
    isCut = true;
    await expect(store.append('shop', draft('a'), 1)).rejects.toThrow('may have taken effect');
    names.length = 0;
    await store.look('shop', 1);
    expect(names).toContain('XRANGE');
    expect(names).not.toContain('HMGET');
    await store.close();
  });

  test('never for certain is reported as such', async () => {
    const { open } = await prepare({
      onBatch: async (commands, run) => {
        if (findAppend(commands) === undefined) return run(commands);
        throw new RedisLostError('it does not answer', true);
      },
    });
    const store = await open();
    await expect(store.append('shop', begin(), 0)).rejects.toThrow(
      'The request may have taken effect, or may do so within ten seconds: look before you send it again.',
    );
    await store.close();
  });
});
