/** The Express app: Express carries the bytes, the wire decides what they are. It does not listen. */
import express, { type Express, type Request, type Response } from 'express';

import { timeOf } from '../simulation/clock.ts';
import { type Instant, instant } from '../simulation/time.ts';
import { withCommand } from '../simulation/world.ts';
import { firstWorld, type Worlds } from '../simulation/worlds.ts';
import type { Handler, Model } from '../operations/reply.ts';
import { answer, type Answer } from '../wire/answer.ts';
import type { WireReply, WireRequest } from '../wire/message.ts';
import { resourcesOf } from '../wire/routes.ts';
import { controlRouter } from './control-router.ts';
import { readBody } from './read-body.ts';

export interface AppDeps {
  readonly model: Model;
  readonly handlers: Readonly<Record<string, Handler>>;
  readonly worlds: Worlds;
  readonly now: () => Instant;
  /** Told of errors that are the mock's own. */
  readonly onCrash: (error: unknown) => void;
  /** Changes a reply before it is sent; only for lies. */
  readonly distort?: (answer: Answer, request: WireRequest) => WireReply;
}

/** The most that a request body may have, in bytes. */
const bodyLimit = 32 * 1024 * 1024;

export function createApp(deps: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', () => ({}));
  app.use('/__mock__', controlRouter(deps));
  const respond = responder(deps);
  app.use((request, response) => respond(request, response));
  return app;
}

function responder({ model, handlers, worlds, now, onCrash, distort }: AppDeps) {
  const resources = resourcesOf(model.spec, model.readings);

  return async (request: Request, response: Response): Promise<void> => {
    const real = now();
    const wireRequest = { ...headOf(request), body: await readBody(request, bodyLimit) };
    const wire = {
      model,
      resources,
      handlers,
      onCrash,
      enter: (token: string) => {
        const entered = worlds.enter(token, real);
        return entered === undefined ? undefined : { ...entered, now: timeOf(entered.world.clock, real) };
      },
    };
    const answered = await answer(wireRequest, wire);
    const { command, entered } = answered;
    if (command !== undefined && entered !== undefined) worlds.put(withCommand(entered.world, command));
    const worldTime = entered?.now ?? timeOf((worlds.open(firstWorld, real) ?? never()).clock, real);
    send(response, distort?.(answered, wireRequest) ?? answered.reply, worldTime);
  };
}

function never(): never {
  throw new Error('The first world is always there.');
}

function headOf(request: Request): Omit<WireRequest, 'body'> {
  const headers = Object.entries(request.headers).map(
    ([name, value]) => [name, Array.isArray(value) ? value.join(',') : value] as const,
  );
  return { method: request.method, target: request.url, headers: Object.fromEntries(headers) };
}

/** `Date` tells the world's time, so that a client finds the timestamps of the jobs beside it. */
function send(response: Response, reply: WireReply, worldTime: Instant): void {
  const date = ['Date', new Date(instant(worldTime)).toUTCString()] as const;
  response.writeHead(reply.status, [date, ...reply.headers].flat());
  response.end(reply.body);
}
