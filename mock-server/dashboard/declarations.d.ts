/** Style sheets, which the build puts into one file. */
declare module '*.css';
