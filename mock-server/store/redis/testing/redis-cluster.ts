/** A real cluster for tests: masters that share the slots, and a replica of the first one. */
import { setTimeout } from 'node:timers/promises';

import { findFreePort, type RedisServer, startRedisServer } from './redis-server.ts';

export interface RedisCluster {
  /** The last one is a replica of the first one. */
  readonly nodes: readonly RedisServer[];
  /** Such as `redis+cluster://127.0.0.1:40123,127.0.0.1:40124`. */
  readonly url: string;
  readonly findSlot: (key: string) => Promise<number>;
  /** The master that serves a slot. */
  readonly findMaster: (slot: number) => Promise<RedisServer>;
  /** Begins to move a slot. @returns steps, each of which moves a key, and the last one of which ends it */
  readonly migrate: (slot: number, to: RedisServer) => Promise<Migration>;
  readonly stop: () => Promise<void>;
}

export interface Migration {
  /** @returns whether a key was left */
  readonly moveKey: () => Promise<boolean>;
  readonly end: () => Promise<void>;
}

const slots = 16_384;
const masters = 3;

export async function startRedisCluster(): Promise<RedisCluster> {
  const nodes = await Promise.all(Array.from({ length: masters + 1 }, startNode));
  await form(nodes);
  /** What a node that answers knows. */
  const ask = async (...command: string[]): Promise<string> => {
    for (const node of nodes) {
      const reply = await node.run(...command).catch(() => undefined);
      if (reply !== undefined) return reply;
    }
    throw new Error('No node answers.');
  };
  const findMaster = async (slot: number): Promise<RedisServer> => {
    for (const line of (await ask('CLUSTER', 'NODES')).split('\n')) {
      const [, address = '', flags = '', , , , , , ...ranges] = line.split(' ');
      const serves = ranges.some((range) => {
        const [from, to = from] = range.split('-').map(Number);
        return !range.startsWith('[') && slot >= Number(from) && slot <= Number(to);
      });
      const node = nodes.find((one) => address.startsWith(`127.0.0.1:${one.port}@`));
      if (serves && node !== undefined && !flags.includes('fail')) return node;
    }
    throw new Error(`Nobody serves slot ${slot}.`);
  };

  return {
    nodes,
    url: `redis+cluster://${nodes.map((node) => `127.0.0.1:${node.port}`).join(',')}`,
    findSlot: async (key) => Number(await ask('CLUSTER', 'KEYSLOT', key)),
    findMaster,
    migrate: async (slot, to) => {
      const from = await findMaster(slot);
      const [source, target] = [await from.run('CLUSTER', 'MYID'), await to.run('CLUSTER', 'MYID')];
      await to.run('CLUSTER', 'SETSLOT', `${slot}`, 'IMPORTING', source);
      await from.run('CLUSTER', 'SETSLOT', `${slot}`, 'MIGRATING', target);
      return {
        moveKey: async () => {
          const key = await from.run('CLUSTER', 'GETKEYSINSLOT', `${slot}`, '1');
          if (key === '') return false;
          await from.run('MIGRATE', '127.0.0.1', `${to.port}`, key, '0', '5000');
          return true;
        },
        end: async () => {
          for (const node of [to, from, ...nodes.slice(0, masters)])
            await node.run('CLUSTER', 'SETSLOT', `${slot}`, 'NODE', target);
        },
      };
    },
    stop: async () => {
      await Promise.all(nodes.map(async (node) => node.stop()));
    },
  };
}

async function startNode(): Promise<RedisServer> {
  const options = [
    '--cluster-enabled yes --cluster-announce-ip 127.0.0.1',
    // A node that does not answer for a second has failed.
    `--cluster-port ${await findFreePort()} --cluster-node-timeout 1000`,
    '--repl-diskless-sync-delay 0 --cluster-replica-validity-factor 0',
  ];
  return startRedisServer({ isDurable: true, args: options.flatMap((text) => text.split(' ')) });
}

/** Makes a cluster of nodes. */
async function form(nodes: readonly RedisServer[]): Promise<void> {
  const [first, ...others] = nodes;
  const replica = nodes[masters];
  if (first === undefined || replica === undefined) throw new Error('A cluster has nodes.');
  for (const [index, node] of nodes.slice(0, masters).entries()) {
    const [from = 0, to = 0] = [index, index + 1].map((part) => Math.floor((part * slots) / masters));
    await node.run('CLUSTER', 'ADDSLOTSRANGE', `${from}`, `${to - 1}`);
    // Two nodes with the same epoch would have to agree first.
    await node.run('CLUSTER', 'SET-CONFIG-EPOCH', `${index + 1}`);
  }
  for (const node of others) {
    const [, port = ''] = (await node.run('CONFIG', 'GET', 'cluster-port')).split('\n');
    await first.run('CLUSTER', 'MEET', '127.0.0.1', `${node.port}`, port);
  }
  for (const node of nodes) {
    await until(node, (text) => text.split('\n').length === nodes.length, 'CLUSTER', 'NODES');
    await until(node, (text) => text.includes('cluster_state:ok'), 'CLUSTER', 'INFO');
  }
  await replica.run('CLUSTER', 'REPLICATE', await first.run('CLUSTER', 'MYID'));
  await until(replica, (text) => text.includes('master_link_status:up'), 'INFO', 'replication');
  for (const node of nodes) await until(node, (text) => text.includes('slave'), 'CLUSTER', 'NODES');
}

async function until(node: RedisServer, isTrue: (reply: string) => boolean, ...command: string[]) {
  while (!isTrue(await node.run(...command))) await setTimeout(20);
}
