declare module 'snappyjs' {
  /** Throws where the block is none, or declares more than `most` bytes. */
  export const uncompress: (block: Buffer, most?: number) => Buffer;
  export const compress: (bytes: Buffer) => Buffer;
}
