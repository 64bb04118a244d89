/** What the panel says about the list of advice as a whole. */
import type { Advice } from '../state/app.ts';

export type Library = keyof Advice['in_code'];

/** In the order of the tabs. */
export const libraries: readonly { readonly name: Library; readonly title: string }[] = [
  { name: 'fetch', title: 'fetch' },
  { name: 'tanstack_query', title: 'TanStack Query' },
  { name: 'swr', title: 'SWR' },
];

/** `2 warnings, 1 notice`. */
export function countLevels(list: readonly Pick<Advice, 'level'>[]): string {
  const levels = ['warning', 'notice'] as const;
  return levels
    .map((level) => ({ level, count: list.filter((one) => one.level === level).length }))
    .filter(({ count }) => count > 0)
    .map(({ level, count }) => `${count} ${level}${count === 1 ? '' : 's'}`)
    .join(', ');
}
