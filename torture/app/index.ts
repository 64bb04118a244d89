/** Entry point of `enrichment-sandbox/torture-app`: types of the adapter that `enrichment-sandbox torture` takes. */
export type { AdapterInput, AdapterJob, AppAdapter } from './adapter.ts';
export { defineAdapter } from './adapter.ts';
