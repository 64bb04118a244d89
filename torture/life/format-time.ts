/** Moments and lengths of a life: the same text in messages, pictures and tables. */

/** `0s`, `50ms`, `3.05s`, `33s`, `1m35s`, `2h` */
export function formatTime(ms: number): string {
  const length = Math.round(ms);
  if (length < 0) return `-${formatTime(-length)}`;
  if (length === 0) return '0s';
  if (length < 1000) return `${length}ms`;
  if (length < 60_000) return `${Number((length / 1000).toFixed(length < 10_000 ? 2 : 1))}s`;
  const seconds = Math.round(length / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return [
    [hours, 'h'],
    [minutes, 'm'],
    [seconds % 60, 's'],
  ]
    .filter(([count]) => count !== 0)
    .map(([count, unit]) => `${count}${unit}`)
    .join('');
}
