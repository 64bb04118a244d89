/** Asks whether the list is served under the other prefixes of the document too: that it is served under one says nothing of them. */
import { isAnswered } from '../evidence/exchange.ts';
import { getItems } from '../evidence/sightings.ts';
import { type Asker, getResource } from './asker.ts';

/** @returns for each prefix that gave a clear answer whether the list is there */
export async function askOtherPrefixes(asker: Asker): Promise<Readonly<Record<string, boolean>>> {
  const readings = Object.values(asker.spec.questions['path-prefix']?.readings ?? {});
  const prefixes = new Set(readings.flatMap((reading) => reading.prefixes ?? []));
  const found: Record<string, boolean> = {};
  // Under a prefix that the document does not know there is nothing to tell apart.
  if (!prefixes.has(asker.prefix)) return found;
  for (const prefix of prefixes) {
    if (prefix === asker.prefix) continue;
    const resource = getResource({ ...asker, prefix });
    const asked = await asker.surveyor.ask({ ...resource, tag: 'other-prefix', credential: asker.caller });
    if (!isAnswered(asked)) continue;
    const { status } = asked.outcome;
    if (status === 404) found[prefix] = false;
    // A page for browsers may be served under any path.
    if (status === 200) found[prefix] = getItems(asked) !== undefined;
  }
  return found;
}
