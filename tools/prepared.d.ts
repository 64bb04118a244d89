// The output of tools/prepare.ts for the bundles, imported as `prepared:NAME`.
declare module 'prepared:enrichment.json' {
  const document: unknown;
  export default document;
}
declare module 'prepared:control.json' {
  const document: unknown;
  export default document;
}
declare module 'prepared:enrichment-slim.json' {
  const document: unknown;
  export default document;
}
declare module 'prepared:control-slim.json' {
  const document: unknown;
  export default document;
}
declare module 'prepared:control-routes.json' {
  const routes: unknown;
  export default routes;
}
declare module 'prepared:status-looks.json' {
  const looks: unknown;
  export default looks;
}
declare module 'prepared:default-world.json' {
  const world: unknown;
  export default world;
}
declare module 'prepared:demo-world.json' {
  const world: unknown;
  export default world;
}
declare module 'prepared:people.json' {
  const people: import('../mock-server/api/people.ts').PeopleData;
  export default people;
}

/** The version of the package, inserted by the bundler. */
declare const VERSION: string;

/** The URL of the running file, inserted by the bundler, for ES module and CommonJS. */
declare const OWN_ADDRESS: string;
