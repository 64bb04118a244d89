/** Messages between the processes that share a Redis, over its channels. */
import type { Bus } from '../port.ts';
import { createWatchers } from '../watchers.ts';
import type { RedisClient, RedisConnection, RedisSubscriber } from './connection.ts';
import type { Keys } from './keys.ts';

/** Longer messages are not sent, and not believed, in characters. */
const maxMessage = 4 * 1024 * 1024;

/**
 * The connection for messages is opened when somebody listens.
 * @param process a text that no other process has, without a space
 */
export function createRedisBus(
  client: RedisClient,
  connection: RedisConnection,
  keys: Keys,
  process: string,
): Bus & { readonly close: () => Promise<void> } {
  const watchers = createWatchers<(text: string) => void>();
  const counts = new Map<string, number>();
  let subscriber: RedisSubscriber | undefined;
  const onMessage = (channel: string, message: string): void => {
    const cut = message.indexOf(' ');
    if (cut <= 0 || message.length > maxMessage || message.slice(0, cut) === process) return;
    const text = message.slice(cut + 1);
    for (const onText of watchers.get(channel)) onText(text);
  };
  return {
    publish: (name, text) => {
      if (text.length > maxMessage - process.length - 1) return;
      connection.send([['PUBLISH', keys.getChannel(name), `${process} ${text}`]]).catch(() => undefined);
    },
    subscribe: (name, onText) => {
      const channel = keys.getChannel(name);
      subscriber ??= client.connectSubscriber(onMessage);
      const count = counts.get(channel) ?? 0;
      if (count === 0) subscriber.subscribe(channel);
      counts.set(channel, count + 1);
      const unwatch = watchers.add(channel, onText);
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        unwatch();
        const rest = (counts.get(channel) ?? 1) - 1;
        if (rest > 0) counts.set(channel, rest);
        else {
          counts.delete(channel);
          subscriber?.unsubscribe(channel);
        }
      };
    },
    close: async () => subscriber?.close(),
  };
}
