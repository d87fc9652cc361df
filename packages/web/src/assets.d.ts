/** The address of a file that is shipped beside the pages, byte for byte as it is. */
declare module '*?url' {
  const url: string;

  // biome-ignore lint/style/noDefaultExport: so the bundler hands it over.
  export { url as default };
}

/** A file as text. */
declare module '*?raw' {
  const text: string;

  // biome-ignore lint/style/noDefaultExport: so the bundler hands it over.
  export { text as default };
}

/** Styles that come with the screen that imports them, and not before. */
declare module '*.css' {}
