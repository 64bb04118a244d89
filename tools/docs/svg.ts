/** Formats the few shapes of the pictures. */

/** Text is escaped in SVG as in XML. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** An element with its attributes and its content. */
export function createElement(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content = '',
): string {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
  return content === '' ? `<${name}${given.join('')}/>` : `<${name}${given.join('')}>${content}</${name}>`;
}

/** A whole picture, with a title for screen readers. */
export function createPicture(
  { width, height, title, style }: { width: number; height: number; title: string; style: string },
  shapes: readonly string[],
): string {
  const head = { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, role: 'img' };
  const content = [`<title>${escapeXml(title)}</title>`, `<style>${style}</style>`, ...shapes];
  return `${createElement('svg', { ...head, width, height }, `\n${content.join('\n')}\n`)}\n`;
}
