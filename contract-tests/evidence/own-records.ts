/** What the suite submits when it may write: three made-up people, who are nobody and say where they come from. */

/** A row as it is submitted. */
export type OwnRecord = Readonly<Record<'first_name' | 'last_name' | 'company_name', string>>;

/** With a comma, quotes and letters beyond ASCII, which CSV has to carry. */
export const ownRecords: readonly OwnRecord[] = [
  { first_name: 'Contract', last_name: 'Suite-One', company_name: 'Made-up Test Company' },
  { first_name: 'Contract', last_name: 'Suite-Two', company_name: 'Made-up, "Quoted" & Sons' },
  { first_name: 'Cöntract', last_name: 'Suite-Three', company_name: 'Möbel Erfunden GmbH' },
];

/** The field of a result in which a submitted one comes back. */
export const importedAs: Readonly<Record<keyof OwnRecord, string>> = {
  first_name: 'imported_first_name',
  last_name: 'imported_last_name',
  company_name: 'imported_company_name',
};
