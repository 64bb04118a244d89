/** A value as YAML with a comment above it; a module of its own, since most runs write none. */
import { stringify } from 'yaml';

export function formatYaml(about: string, value: unknown): string {
  return `# ${about}\n${stringify(value, { lineWidth: 0 })}`;
}
