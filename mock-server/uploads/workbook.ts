/** Finds the relevant parts of a workbook: its first worksheet, its shared texts, its styles. */
import type { Work } from '../portions/portions.ts';
import { findRoot, type Package, readRelationships, readXml, type Relationship } from './workbook-parts.ts';
import { getAttribute, createTagHandler } from './xml.ts';
import type { ArchivePart } from './zip.ts';

export interface Workbook {
  /** The part of the sheet that is read. */
  readonly sheet: ArchivePart;
  /** In quotes, if there are several sheets; otherwise an empty text. */
  readonly sheetName: string;
  readonly sharedTexts: ArchivePart | undefined;
  readonly styles: ArchivePart | undefined;
  /** Whether its dates count from 1904. */
  readonly isFrom1904: boolean;
}

interface Tab {
  readonly name: string;
  readonly id: string | undefined;
  readonly isHidden: boolean;
}

/** @returns undefined when it has no worksheet */
export function* readWorkbook(file: Package): Work<Workbook | undefined> {
  const { parts } = file.archive;
  const main = yield* findMain(file);
  const relationships: ReadonlyMap<string, Relationship> =
    main === undefined ? new Map() : yield* readRelationships(file, main.name);
  const { tabs, isFrom1904 } =
    main === undefined ? { tabs: [], isFrom1904: false } : yield* readTabs(file, main);
  const found = yield* findSheet(file, tabs, relationships);
  const findByKind = (kind: string) => [...relationships.values()].find((one) => one.kind === kind)?.part;
  const folder = main?.name.slice(0, main.name.lastIndexOf('/') + 1) ?? 'xl/';
  return (
    found && {
      sheet: found.part,
      sheetName: tabs.length > 1 && found.name !== '' ? JSON.stringify(found.name.slice(0, 40)) : '',
      sharedTexts: findByKind('sharedstrings') ?? parts.get(`${folder}sharedstrings.xml`),
      styles: findByKind('styles') ?? parts.get(`${folder}styles.xml`),
      isFrom1904,
    }
  );
}

/** The part that the archive names, or the place where all programs put it. */
function* findMain(file: Package): Work<ArchivePart | undefined> {
  const { parts } = file.archive;
  const named = [...(yield* readRelationships(file, '')).values()].find(
    ({ kind }) => kind === 'officedocument',
  );
  return (
    named?.part ??
    parts.get('xl/workbook.xml') ??
    [...parts.values()].find(({ name }) => name.endsWith('workbook.xml'))
  );
}

function* readTabs(
  file: Package,
  main: ArchivePart,
): Work<{ readonly tabs: readonly Tab[]; readonly isFrom1904: boolean }> {
  const tabs: Tab[] = [];
  let isFrom1904 = false;
  const open = (name: string, attributes: readonly string[]) => {
    if (name === 'workbookPr') isFrom1904 = isTrue(getAttribute(attributes, 'date1904'));
    if (name !== 'sheet') return;
    // Of another namespace than its name, by whichever prefix.
    const place = attributes.findIndex((text, index) => index % 2 === 0 && text.endsWith(':id'));
    const state = getAttribute(attributes, 'state')?.toLowerCase();
    tabs.push({
      name: getAttribute(attributes, 'name') ?? '',
      id: attributes[place + 1],
      isHidden: state === 'hidden' || state === 'veryhidden',
    });
  };
  yield* readXml(file, main, createTagHandler(open));
  return { tabs, isFrom1904 };
}

export const isTrue = (value: string | undefined): boolean =>
  value === '1' || value?.toLowerCase() === 'true';

/**
 * The first visible tab that is a worksheet, not a chart, dialog or macro sheet; a hidden one if there is no
 * other. The root element of a part determines its type, since the types of relationships are not always
 * right.
 */
function* findSheet(
  file: Package,
  tabs: readonly Tab[],
  relationships: ReadonlyMap<string, Relationship>,
): Work<{ readonly name: string; readonly part: ArchivePart } | undefined> {
  const inOrder = tabs.toSorted((a, b) => Number(a.isHidden) - Number(b.isHidden));
  const named = inOrder.flatMap(({ id = '', name }) => {
    const part = relationships.get(id)?.part;
    return part === undefined ? [] : { name, part };
  });
  // Without valid relationships, all programs number the sheets in order.
  const sheets = [...file.archive.parts.values()]
    .filter(({ name }) => /(^|\/)worksheets\/[^/]+\.xml$/.test(name))
    .toSorted((a, b) => a.name.length - b.name.length || (a.name < b.name ? -1 : 1))
    .map((part) => ({ name: '', part }));
  for (const sheet of named.length > 0 ? named : sheets) {
    if ((yield* findRoot(file, sheet.part)) === 'worksheet') return sheet;
  }
  return undefined;
}
