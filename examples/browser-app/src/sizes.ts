/** How many rows the jobs have that were submitted here: the API does not tell, and the pace of polling depends on it. */

const key = 'rows-of-jobs';
const most = 200;

/** Undefined for a job that was submitted elsewhere. */
export function rowsOf(id: string): number | undefined {
  return new Map(stored()).get(id);
}

export function remember(id: string, rows: number | undefined): void {
  if (rows === undefined) return;
  sessionStorage.setItem(key, JSON.stringify([...stored(), [id, rows]].slice(-most)));
}

/** The lines after the first; undefined if the text is not CSV. */
export async function rowsIn(file: File): Promise<number | undefined> {
  if (!/\.csv$/i.test(file.name)) return undefined;
  const lines = (await file.text()).split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  return Math.max(0, lines.length - 1);
}

function stored(): readonly (readonly [id: string, rows: number])[] {
  return JSON.parse(sessionStorage.getItem(key) ?? '[]') as (readonly [string, number])[];
}
