/** XML from values: elements, attributes and text, of whatever origin the text is. */
import { escapeMarkup } from './printable.ts';

/** A piece of XML; made by `element` alone. */
export interface Xml {
  readonly xml: string;
}

export function formatXmlDocument({ xml }: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`;
}

/** @param content elements, which get lines of their own, or a text */
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

/** A reader makes spaces of the line breaks in an attribute unless they are written as numbers. */
function escapeAttribute(text: string): string {
  return escapeMarkup(text).replaceAll(/[\t\n]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Only the start of tags is moved, since the lines of a text belong to it. */
function indent(xml: string): string {
  return xml.replaceAll(/^(?=\s*<)/gm, '  ');
}
