/** The port to Redis over a simulated link. */
import { type RedisConnection, RedisReplyError, type RedisReply as PortReply } from '../redis/connection.ts';
import { RedisFailure } from './keyspace.ts';
import type { Link, Replies } from './network.ts';

export function createSimulatedConnection(link: Link): RedisConnection {
  return {
    send: async (commands) =>
      toReplies(await link.send({ commands: commands.map(toWords), isAtomic: false })),
    transact: async (commands) =>
      toReplies(await link.send({ commands: commands.map(toWords), isAtomic: true })),
    isCluster: false,
    close: () => {
      link.kill();
      return Promise.resolve();
    },
  };
}

const toWords = (command: readonly (string | number)[]): readonly string[] => command.map(String);

const toReplies = (replies: Replies): readonly PortReply[] =>
  replies.map((reply) => (reply instanceof RedisFailure ? new RedisReplyError(reply.message) : reply));
