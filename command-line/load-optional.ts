/** Loads a package that users install themselves, since only some of them need it. */
import { UsageError } from './command.ts';

/**
 * @param load a dynamic import
 * @param advice what needs the package, and how to install it
 * @throws UsageError with the advice if the package is not installed
 */
export async function loadOptional<Package>(load: () => Promise<Package>, advice: string): Promise<Package> {
  try {
    return await load();
  } catch (error) {
    const isMissing =
      error instanceof Error && 'code' in error && /^(ERR_)?MODULE_NOT_FOUND$/.test(String(error.code));
    throw isMissing ? new UsageError(advice) : error;
  }
}
