/** The files of --summary-to: which channel each is for, and when they are written. */
import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';

import { describeFileError, UsageError } from '../../command-line/command.ts';
import { FileError } from '../../files/file-error.ts';
import { refuseUnlessFile, writeFile } from '../../files/write-file.ts';
import { type Channel, channels, formatForChannel } from '../report/channels.ts';
import type { ContractRun } from '../report/run.ts';

export interface SummaryFile {
  readonly channel: Channel;
  readonly file: string;
}

/**
 * `slack:FILE`, `teams:FILE` or `text:FILE`; without a channel the file is plain text.
 * @param name what the user calls the option
 * @param mistakes gets a sentence for each value that cannot be used
 */
export function parseSummaryFiles(
  texts: readonly string[],
  name: string,
  mistakes: string[],
): readonly SummaryFile[] {
  const files = texts.flatMap((text): readonly SummaryFile[] => {
    const channel = channels.find((one) => text.startsWith(`${one}:`));
    const file = channel === undefined ? text : text.slice(channel.length + 1);
    if (file === '') mistakes.push(`${name} is "${text}"; it lacks a file. Give e.g. slack:summary.json.`);
    else if (channel === undefined && /\.json$/i.test(file))
      mistakes.push(
        `${name} is "${text}", but a JSON file needs a channel. Give slack:${file} or teams:${file}.`,
      );
    else return [{ channel: channel ?? 'text', file }];
    return [];
  });
  const twice = files.find(({ file }, index) => files.findIndex((one) => one.file === file) < index);
  if (twice !== undefined)
    mistakes.push(`${name} names the file ${twice.file} twice. Give each its own file.`);
  return files;
}

/** Checks the files before any request. @throws UsageError */
export async function prepareSummaries(files: readonly SummaryFile[]): Promise<void> {
  for (const { file } of files) {
    try {
      await refuseUnlessFile(file);
      accessSync(dirname(file), constants.W_OK);
    } catch (error) {
      const trouble = describeFileError(
        error instanceof FileError ? error : Object.assign(error as Error, { path: file }),
      );
      throw trouble === undefined ? error : new UsageError(`The summary cannot be written: ${trouble}`);
    }
  }
}

/** @returns a message for each file that could not be written */
export async function writeSummaries(
  files: readonly SummaryFile[],
  run: ContractRun,
): Promise<readonly string[]> {
  const unwritten: string[] = [];
  for (const { channel, file } of files) {
    try {
      await writeFile(file, formatForChannel(run, channel));
    } catch (error) {
      const trouble = describeFileError(error);
      if (trouble === undefined) throw error;
      unwritten.push(trouble);
    }
  }
  return unwritten;
}
