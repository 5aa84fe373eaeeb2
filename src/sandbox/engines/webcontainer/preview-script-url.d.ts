/** What the bundler makes of the script: the address of one file with everything in it. */
declare module '*/preview-script.ts?worker&url' {
  const url: string;
  export default url;
}
