/** The address of a file that is shipped beside the pages, byte for byte as it is. */
declare module '*?url' {
  const url: string;

  // biome-ignore lint/style/noDefaultExport: so the bundler hands it over.
  export { url as default };
}
