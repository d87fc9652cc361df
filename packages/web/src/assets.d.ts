/** The address of a file that is shipped beside the pages, byte for byte as it is. */
declare module '*?url' {
  const url: string;

  export { url as default };
}
