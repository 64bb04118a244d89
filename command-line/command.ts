/** The interface of a command: arguments in, an exit status out. A command never ends the process itself. */
import { FileError, findFileReason, findSystemReason } from '../files/file-error.ts';

/** 0 kept or done, 1 a promise is broken, 2 wrong usage or configuration, 3 nothing could be judged. */
export type ExitStatus = 0 | 1 | 2 | 3;

/** The variables of the surroundings, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface Surroundings {
  readonly env: Environment;
  /** Where the project, or the installed package, is. */
  readonly root: string;
  readonly print: (text: string) => void;
  /** Whether the output may be coloured. */
  readonly colours?: boolean;
  /** Whether a person reads the output as it is printed. */
  readonly isTerminal?: boolean;
  readonly complain: (text: string) => void;
  /** Shows the current step. A terminal overwrites the line; elsewhere each kind of work is printed once. */
  readonly progress: (work: string, detail: string) => void;
  /** Settles when the user or the system asks the program to stop. */
  readonly stopAsked: Promise<void>;
  /**
   * From now on, SIGHUP calls this and does not stop the program, unless its terminal was closed. There is none where a program
   * gets no signals.
   */
  readonly onReload?: (reload: () => void) => void;
}

export interface Subcommand {
  readonly run: (args: readonly string[], surroundings: Surroundings) => Promise<ExitStatus>;
}

/** A mistake of the user: its message is all that is printed, and the exit status is 2. */
export class UsageError extends Error {
  constructor(mistakes: string | readonly string[]) {
    super(typeof mistakes === 'string' ? mistakes : mistakes.join('\n'));
    this.name = 'UsageError';
  }
}

/**
 * `cannot be read: there is no such file` and similar for an error of the file system; undefined for any
 * other error.
 */
export function describeFileError(error: unknown): string | undefined {
  if (error instanceof FileError) return error.message;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const path =
    typeof error === 'object' && error !== null && 'path' in error ? String(error.path) : undefined;
  // An error without a path can be a network error.
  const reason = path === undefined ? findFileReason(code) : findSystemReason(code);
  return reason === undefined ? undefined : `${path ?? 'a file'} cannot be used: ${reason}.`;
}
