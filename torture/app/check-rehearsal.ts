/** Checks the first life, in which nothing goes wrong: whether the adapter fits the app. */
import { loadShippedSpec } from '../../openapi/shipped.ts';
import { toVisible } from '../../text/visible.ts';
import type { AppAdapter } from './adapter.ts';
import { createBaseUrl } from './api-requests.ts';
import { AppError } from './app-error.ts';
import type { TortureSettings } from './options.ts';
import type { PlayedApp } from './played-app.ts';

/** @throws AppError if no life could be judged */
export function checkRehearsal(
  { life }: Pick<PlayedApp, 'life'>,
  { status, statuses }: AppAdapter,
  { app, api }: Pick<TortureSettings, 'app' | 'api'>,
): void {
  const { apiStatuses } = loadShippedSpec().lifeCycle;
  const shown = life.documents.flatMap((document) => document.shown);
  const texts = [...new Set(shown.map(({ text }) => text).filter((text) => text !== ''))];
  if (life.requests.length === 0)
    throw new AppError(
      `The app sent no request to the API in a life in which nothing goes wrong. Requests to the API begin with ${createBaseUrl(app, api)} or the same paths elsewhere; pass "baseUrl" to the app in "start" of the adapter, or name its base URL with --api.`,
    );
  if (texts.length === 0)
    throw new AppError(
      typeof status === 'string'
        ? `No element ${JSON.stringify(status)} with a text appeared in a life in which nothing goes wrong. Correct "status" of the adapter, or what "start" does.`
        : '"status" of the adapter returned no text in a life in which nothing goes wrong.',
    );
  if (shown.every((one) => one.status === undefined))
    throw new AppError(
      `The app showed ${formatTexts(texts)}, of which none means a status. Add to the adapter what they mean: statuses: { ${formatKey(texts)}: '${apiStatuses.at(-1) ?? ''}' }; allowed: ${apiStatuses.join(', ')}.${statuses === undefined ? '' : ' Its "statuses" have other texts.'}`,
    );
}

const maxTexts = 4;

function formatTexts(texts: readonly string[]): string {
  const some = texts.slice(0, maxTexts).map((text) => `"${toVisible(text.slice(0, 60))}"`);
  return some.join(', ') + (texts.length > maxTexts ? ' and others' : '');
}

const formatKey = (texts: readonly string[]): string => JSON.stringify((texts.at(-1) ?? '').slice(0, 60));
