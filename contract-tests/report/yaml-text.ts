/** Formats a value as YAML with a comment, which parsers of YAML 1.1 read in the same way; a separate module, because most runs need none. */
import { stringify } from 'yaml';

export function formatYaml(about: string, value: unknown): string {
  return `# ${about}\n${stringify(value, { lineWidth: 0, compat: 'yaml-1.1' })}`;
}
