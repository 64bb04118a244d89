/** Finds and reads contract.config.yaml: the file of --config, or the one in the working folder. */
import { existsSync } from 'node:fs';

import { UsageError } from '../../../command-line/command.ts';
import { readTextFile } from '../../../files/read-file.ts';
import type { Clause } from '../../verdict/clause.ts';
import { type ConfiguredFlags, type ContractConfig, parseConfig } from './parse-config.ts';

const names = ['contract.config.yaml', 'contract.config.yml'] as const;

/** People write this file by hand. */
const maxBytes = 256 * 1024;

/**
 * @param file what --config names; undefined to look into the working folder
 * @returns undefined when there is no file
 * @throws UsageError, FileError or ComplaintsError
 */
export function readConfig(file: string | undefined, clauses: readonly Clause[]): ContractConfig | undefined {
  const found = file === undefined ? names.filter((name) => existsSync(name)) : [file];
  if (found.length > 1)
    throw new UsageError(
      `This folder has ${found.join(' and ')}. Keep one of them, or name one with --config.`,
    );
  const [only] = found;
  if (only === '') throw new UsageError('--config is empty. Give a file.');
  return only === undefined ? undefined : parseConfig(readTextFile(only, { maxBytes }), only, clauses);
}

/** The flags of a command that say how strictly a run judges and how much it sends. */
interface GivenFlags extends ConfiguredFlags {
  readonly strict?: boolean;
  readonly 'allow-writes'?: boolean;
}

/** Adds the settings of the file to the flags; a flag wins over the file. */
export function addSettings<Given extends GivenFlags>(
  given: Given,
  config: ContractConfig | undefined,
): Given {
  if (config === undefined) return given;
  const { 'fail-on': failOn, mode, ...others } = config.flags;
  return {
    ...others,
    ...(failOn === undefined || given.strict === true ? {} : { 'fail-on': failOn }),
    // Every mode of the file only reads.
    ...(mode === undefined || given['allow-writes'] === true ? {} : { mode }),
    ...given,
  };
}
