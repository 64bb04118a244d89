/** XML from values: elements, attributes and text, of whatever origin the text is. */
import { printable } from './printable.ts';

/** A piece of XML; made by `element` alone. */
export interface Xml {
  readonly xml: string;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

export function xmlDocument({ xml }: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`;
}

/** @param content elements, which get lines of their own, or a text */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content: readonly Xml[] | string = [],
): Xml {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${inAttribute(String(value))}"`);
  const start = `<${name}${written.join('')}`;
  if (content.length === 0) return { xml: `${start}/>` };
  if (typeof content === 'string') return { xml: `${start}>${inText(content)}</${name}>` };
  const children = content.map(({ xml }) => `${indent(xml)}\n`).join('');
  return { xml: `${start}>\n${children}</${name}>` };
}

function inText(text: string): string {
  return printable(text).replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}

/** A reader makes spaces of the line breaks in an attribute unless they are written as numbers. */
function inAttribute(text: string): string {
  return inText(text).replaceAll(/[\t\n]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Only the start of tags is moved, since the lines of a text belong to it. */
function indent(xml: string): string {
  return xml.replaceAll(/^(?=\s*<)/gm, '  ');
}
