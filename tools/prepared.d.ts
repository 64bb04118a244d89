// What tools/prepare.ts leaves for the bundles, imported as `prepared:NAME`.
declare module 'prepared:enrichment.json' {
  const document: unknown;
  export default document;
}
declare module 'prepared:control.json' {
  const document: unknown;
  export default document;
}
declare module 'prepared:control-routes.json' {
  const routes: unknown;
  export default routes;
}
declare module 'prepared:default-world.json' {
  const world: unknown;
  export default world;
}
declare module 'prepared:people.json' {
  const people: import('@faker-js/faker').LocaleDefinition;
  export default people;
}
declare module 'prepared:validators.cjs' {
  const validators: unknown;
  export default validators;
}
declare module 'prepared:control-validators.cjs' {
  const validators: unknown;
  export default validators;
}
declare module 'prepared:state-validator.cjs' {
  const validate: unknown;
  export default validate;
}

/** The version of the package, put in when it is bundled. */
declare const VERSION: string;

/** The address of the running file, put in where the library is bundled, as ES module and as CommonJS. */
declare const OWN_ADDRESS: string;
