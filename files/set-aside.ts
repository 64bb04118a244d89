/** Gives a file that cannot be used another name, so that it is neither lost nor overwritten. */
import { type Disk, getErrorCode, systemDisk } from './disk.ts';

/** @returns the new name, which no file had */
export async function setAside(file: string, disk: Disk = systemDisk): Promise<string> {
  for (let number = 1; ; number += 1) {
    const aside = `${file}.unreadable-${number}`;
    const isFree = await disk.create(aside, 0o600).then(
      async (opened) => opened.close().then(() => true),
      (error: unknown) => {
        if (getErrorCode(error) === 'EEXIST') return false;
        throw error;
      },
    );
    if (!isFree) continue;
    await disk.rename(file, aside);
    return aside;
  }
}
