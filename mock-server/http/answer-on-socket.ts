/** Answers requests that Node gives no response object for: CONNECT, and those that its parser rejects. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import { collectBody, type WireRequest } from '../django/message.ts';
import type { AccessLog } from './access-log.ts';
import { type ApiDeps, toWireRequest } from './api-handler.ts';
import { deliver } from './deliver.ts';
import { formatResponseHead, type ParseRefusal, readRefused, refuse } from './refused-request.ts';

export interface SocketAnswers {
  /** For the method CONNECT, which Node keeps apart. */
  readonly onConnect: (request: IncomingMessage, socket: Duplex) => void;
  /** For requests that Node cannot parse. */
  readonly onRefusal: (refusal: ParseRefusal, socket: Duplex) => void;
}

export function createSocketAnswers(deps: Omit<ApiDeps, 'bodies'>, access?: AccessLog): SocketAnswers {
  const answer = async (socket: Duplex, request: WireRequest): Promise<void> => {
    const context = await deps.engine.respond(request);
    const { response: given, now, delivery } = context;
    const whole = await collectBody(given);
    const reply = request.method === 'HEAD' ? { ...whole, body: '' } : whole;
    const head = formatResponseHead(reply, new Date(now).toUTCString());
    const outlet = {
      stream: socket,
      socket,
      sendHead: () => void socket.write(head),
      end: () => void socket.end(),
    };
    try {
      if (delivery === undefined) socket.end(head + reply.body);
      else await deliver(outlet, reply, delivery, deps.stopping);
    } finally {
      const noted = deps.engine.journal(context);
      if (noted !== undefined) access?.noteOnSocket(socket, noted);
    }
  };
  const answerOrRefuse = (socket: Duplex, request: WireRequest, failed: ParseRefusal | undefined) => {
    answer(socket, request).catch((error: unknown) => {
      if (socket.destroyed) return;
      deps.onCrash(error);
      refuse(socket, failed);
    });
  };
  return {
    onConnect: (request, socket) => {
      // Node takes its own listener away; without one, a client that resets the connection would end the process.
      socket.on('error', () => socket.destroy());
      answerOrRefuse(socket, toWireRequest(request), undefined);
    },
    onRefusal: (refusal, socket) => {
      const request = socket.writable ? readRefused(refusal) : undefined;
      if (request === undefined) refuse(socket, refusal);
      else answerOrRefuse(socket, request, refusal);
    },
  };
}
