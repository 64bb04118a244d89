/** What the document says about statuses, and where: the sources of the rules. */
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import type { Spec } from '../../openapi/spec.ts';

export interface Guide {
  readonly lifeCycle: LifeCycle;
  /** A section of the documentation, as the document names them. @throws Error when the document has no such section */
  readonly getSource: (page: string, section: string) => string;
  /** The polling guidance, wherever the document locates it. */
  readonly polling: string;
}

/** Makes the document ready for the rules. */
export function createGuide({ lifeCycle, pages, document }: Spec): Guide {
  const getSource = (page: string, section: string): string => {
    const found: { readonly title: string; readonly sections?: readonly string[] } | undefined = pages[page];
    // The document of the package's modules for pages does not list the sections.
    if (found === undefined || found.sections?.includes(section) === false)
      throw new Error(`The document has no section "${section}" of a page "${page}"; a rule names it.`);
    return `${found.title}, "${section}"`;
  };
  const { source, reason = '' } = document['x-life-cycle'].polling;
  const polling = source === undefined ? `assumed: ${reason}` : getSource(source.page, source.section);
  return { lifeCycle, getSource, polling };
}
