/** Formats a value as YAML with a comment; a separate module, because most runs need none. */
import { stringify } from 'yaml';

export function formatYaml(about: string, value: unknown): string {
  return `# ${about}\n${stringify(value, { lineWidth: 0 })}`;
}
