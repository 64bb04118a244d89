/** What the command `mock` prints while serving: sentences for people, or JSON lines for a log system. */
import type { ExitStatus } from '../../command-line/command.ts';
import { explainError } from '../../command-line/explain.ts';
import { type Instant, instant } from '../../time/time.ts';
import { formatJsonAccess, formatJsonLine, type LoggedEvent } from '../journal/json-line.ts';
import { toPlainLine } from '../journal/plain-line.ts';
import type { MockOptions } from '../start/options.ts';
import type { MockStartOptions } from '../start/start.ts';

export interface ServeLog {
  /** For the options of the mock. */
  readonly start: Pick<MockStartOptions, 'log' | 'logRequest' | 'formatRequest'>;
  readonly warn: (sentence: string) => void;
  readonly crash: (error: unknown) => void;
  /** The mock listens. @param welcome for people */
  readonly ready: (welcome: string, fields: Readonly<Record<string, unknown>>) => void;
  /** It is asked to stop. */
  readonly drain: () => void;
  readonly stopped: (sentence: string) => void;
  /** It cannot start, or go on. @returns the exit status @throws what it cannot say */
  readonly refuse: (error: unknown) => ExitStatus;
}

interface Streams {
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
}

export function createServeLog(
  { logged }: Pick<MockOptions, 'logged'>,
  streams: Streams,
  now: () => Instant = () => instant(Date.now()),
): ServeLog {
  return logged === 'json' ? createJsonLog(streams, now) : createTextLog(logged, streams);
}

function createTextLog(logged: MockOptions['logged'], { print, complain }: Streams): ServeLog {
  const warn = (sentence: string): void => complain(toPlainLine(sentence));
  return {
    start:
      logged === 'nothing' ? {} : logged === 'requests' ? { log: print, logRequest: print } : { log: print },
    warn,
    crash: (error) => warn(formatCrash(error)),
    ready: print,
    drain: () => undefined,
    stopped: (sentence) => print(`\n${sentence}`),
    refuse: (error) => {
      throw error;
    },
  };
}

/** Warnings go to standard error here too, so that they are seen where nobody reads the log. */
function createJsonLog({ print, complain }: Streams, now: () => Instant): ServeLog {
  const write = (
    level: LoggedEvent['level'],
    event: LoggedEvent['event'],
    message: string | undefined,
    fields: LoggedEvent['fields'] = {},
  ): void => {
    const line = formatJsonLine({ time: now(), level, event, fields: { message, ...fields } });
    if (level === 'info') print(line);
    else complain(line);
  };
  return {
    start: {
      log: (message) => write('info', 'message', message),
      logRequest: print,
      formatRequest: formatJsonAccess,
    },
    warn: (message) => write('warn', 'warning', message),
    crash: (error) => write('error', 'crash', formatCrash(error)),
    ready: (_, fields) => write('info', 'start', 'The enrichment mock is ready.', fields),
    drain: () => write('info', 'drain', 'The mock stops when all responses are sent.'),
    stopped: (message) => write('info', 'stop', message),
    refuse: (error) => {
      const { message, exitStatus } = explainError(error);
      write('error', exitStatus === 2 ? 'refused' : 'crash', message);
      return exitStatus;
    },
  };
}

function formatCrash(error: unknown): string {
  return `The mock failed and sent a 500. This is a bug in the mock: ${error instanceof Error ? error.message : String(error)}`;
}
