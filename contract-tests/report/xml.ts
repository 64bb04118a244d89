/** Creates XML with elements, attributes and text of any origin. */
import { escapeMarkup } from '../../text/markup.ts';

/** A piece of XML, created only by `createElement`. */
export interface Xml {
  readonly xml: string;
}

export function formatXmlDocument({ xml }: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`;
}

/** @param content elements, each on a separate line, or a text */
export function createElement(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content: readonly Xml[] | string = [],
): Xml {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`,
  );
  const start = `<${name}${written.join('')}`;
  if (content.length === 0) return { xml: `${start}/>` };
  if (typeof content === 'string') return { xml: `${start}>${escapeMarkup(content)}</${name}>` };
  const children = content.map(({ xml }) => `${indent(xml)}\n`).join('');
  return { xml: `${start}>\n${children}</${name}>` };
}

/** Parsers turn line breaks in attributes into spaces, unless they are written as character references. */
function escapeAttribute(text: string): string {
  return escapeMarkup(text).replaceAll(/[\t\n]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Indents only tags, because the line breaks of a text belong to it. */
function indent(xml: string): string {
  return xml.replaceAll(/^(?=\s*<)/gm, '  ');
}
