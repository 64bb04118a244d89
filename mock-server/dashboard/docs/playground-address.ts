/** The query of the playground: which world and which document it shows. */
import { firstWorld } from '../../domain/world-names.ts';

export const documentNames = ['enrichment', 'control'] as const;

export type DocumentName = (typeof documentNames)[number];

export interface PlaygroundAddress {
  readonly world: string;
  readonly document: DocumentName;
}

export function parsePlaygroundAddress(search: string): PlaygroundAddress {
  const query = new URLSearchParams(search);
  return {
    world: query.get('world') ?? firstWorld,
    document: documentNames.find((name) => name === query.get('document')) ?? 'enrichment',
  };
}

/** @returns the query with its question mark; empty for the first world and the enrichment document */
export function formatPlaygroundAddress({ world, document }: PlaygroundAddress): string {
  const query = new URLSearchParams({
    ...(world === firstWorld ? {} : { world }),
    ...(document === 'enrichment' ? {} : { document }),
  });
  return query.size === 0 ? '' : `?${query}`;
}
