/** Style sheets: the build puts those of the dashboard into one file, and those of the drawer into its script. */
declare module '*.css' {
  const text: string;
  export default text;
}
