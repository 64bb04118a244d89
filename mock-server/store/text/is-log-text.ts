/** Tells logs from world files, without what it takes to read either. */

/** Whether a text is a log rather than a world file. */
export const isLogText = (text: string): boolean => text.startsWith('{"format":"enrichment-sandbox state"');
