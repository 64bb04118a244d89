/** A plugin for Swagger UI that shows descriptions as elements, without writing HTML. */
import { type MarkdownNode, parseMarkdown } from './markdown.ts';

/** The part of React that Swagger UI passes to its plugins. */
interface React {
  readonly createElement: (
    tag: string,
    properties: object | null,
    ...children: readonly unknown[]
  ) => unknown;
}

export type SwaggerPlugin = (system: { readonly React: React }) => object;

export const markdownPlugin: SwaggerPlugin = ({ React }) => {
  const toElement = (node: MarkdownNode): unknown => {
    if (typeof node === 'string') return node;
    const { tag, href, children } = node;
    const properties = href === undefined ? null : { href, target: '_blank', rel: 'noreferrer' };
    return React.createElement(tag, properties, ...children.map(toElement));
  };
  const Markdown = ({
    source,
    className = '',
  }: {
    readonly source?: unknown;
    readonly className?: string;
  }) =>
    typeof source === 'string' && source !== ''
      ? React.createElement(
          'div',
          { className: `markdown renderedMarkdown ${className}` },
          ...parseMarkdown(source).map(toElement),
        )
      : null;
  // Not as a component, which the plugins for the versions of OpenAPI would wrap.
  return { wrapComponents: { Markdown: () => Markdown } };
};
