const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** `512 B`, `3.4 MiB`. */
export const sizeOf = (bytes: number): string => {
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${(bytes / 1024 ** step).toFixed(step === 0 ? 0 : 1)} ${units[step]}`;
};
