/** Short messages that appear for a while: what was done, with an undo, or why it was refused. */
import { type ReadonlySignal, signal } from '@preact/signals';

export interface Notice {
  readonly id: number;
  readonly kind: 'done' | 'problem';
  readonly text: string;
  /** Takes back what was done. */
  readonly undo?: () => void;
  /** Something that the reader can do about it. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

export interface Notices {
  /** The oldest first. */
  readonly list: ReadonlySignal<readonly Notice[]>;
  readonly add: (notice: Omit<Notice, 'id'>) => void;
  readonly remove: (id: number) => void;
}

const maxNotices = 4;

export function createNotices(): Notices {
  const list = signal<readonly Notice[]>([]);
  let count = 0;
  return {
    list,
    add: (notice) => {
      count += 1;
      list.value = [...list.value.slice(1 - maxNotices), { ...notice, id: count }];
    },
    remove: (id) => {
      list.value = list.value.filter((one) => one.id !== id);
    },
  };
}
