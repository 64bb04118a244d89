/** Where a value is in a document. */

export type Path = readonly (string | number)[];
