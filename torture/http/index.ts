/** Entry point of `enrichment-sandbox/torture-http`: `torture` for clients that need a socket, also in other processes and languages. */
import { createPlayer } from '../play/create-player.ts';
import { createTortureWith } from '../create-torture.ts';
import { createHttpGate } from './http-gate.ts';

export const { torture, findFailure } = createTortureWith((client) =>
  createPlayer(client, { gate: createHttpGate() }),
);

export type * from '../index.ts';
