/** The items of a picture: statuses, requests, reports and events, before they have columns. */
import { toVisible } from '../../../text/visible.ts';
import type { Item } from './layout.ts';

/** How an item is drawn. */
export type Tone =
  | 'queued'
  | 'in-progress'
  | 'completed'
  | 'failed'
  | 'paused'
  | 'good'
  | 'bad'
  | 'plain'
  | 'faint';

export interface SceneItem extends Item {
  readonly kind: 'status' | 'request' | 'more' | 'text' | 'sleep';
  /** Drawn at its start. */
  readonly start: string;
  /** Drawn at its end. */
  readonly end: string;
  readonly tone: Tone;
  readonly isMarked: boolean;
}

/** Of the statuses of the API; others have none. */
export const tones: Readonly<Record<string, Tone>> = {
  queued: 'queued',
  'in-progress': 'in-progress',
  completed: 'completed',
  failed: 'failed',
  paused: 'paused',
};

const maxWordLength = 20;

/** A foreign word, visible and short. */
export const shorten = (text: string): string => {
  const visible = toVisible(text);
  return visible.length > maxWordLength ? `${visible.slice(0, maxWordLength)}…` : visible;
};

/** Foreign texts are made visible before they are measured. */
export function createItem(from: number, to: number, text: string, rest: Partial<SceneItem> = {}): SceneItem {
  const [start, end] = [toVisible(text), toVisible(rest.end ?? '')];
  const isLabel = end === '' && from === to;
  return {
    kind: 'text',
    from,
    to,
    tone: 'plain',
    isMarked: false,
    head: isLabel ? 0 : start.length,
    tail: (isLabel ? start.length : end.length) + 1,
    ...rest,
    start,
    end,
  };
}

/** Stands for what is not shown. */
export function createMore(count: number, from: number, to: number): SceneItem {
  const text = `…${count} more…`;
  return createItem(from, to, text, { kind: 'more', tone: 'faint', head: text.length, tail: 1 });
}
