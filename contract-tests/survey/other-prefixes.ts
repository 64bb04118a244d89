/** Checks whether the list is also served under the other prefixes of the document. */
import { isAnswered } from '../evidence/exchange.ts';
import { getItems } from '../evidence/sightings.ts';
import { type Asker, getResource } from './asker.ts';

/** @returns for each prefix with a clear response whether the list is there */
export async function askOtherPrefixes(asker: Asker): Promise<Readonly<Record<string, boolean>>> {
  const readings = Object.values(asker.spec.questions['path-prefix']?.readings ?? {});
  const prefixes = new Set(readings.flatMap((reading) => reading.prefixes ?? []));
  const found: Record<string, boolean> = {};
  // An undocumented prefix has no alternatives to compare.
  if (!prefixes.has(asker.prefix)) return found;
  for (const prefix of prefixes) {
    if (prefix === asker.prefix) continue;
    const resource = getResource({ ...asker, prefix });
    const asked = await asker.surveyor.ask({ ...resource, tag: 'other-prefix', credential: asker.caller });
    if (!isAnswered(asked)) continue;
    const { status } = asked.outcome;
    if (status === 404) found[prefix] = false;
    // A web page may be served under any path.
    if (status === 200) found[prefix] = getItems(asked) !== undefined;
  }
  return found;
}
