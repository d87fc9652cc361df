/** The parts of a package URL that a reader wants: what it is called and which one it is. */
export type Purl = { readonly name: string; readonly version: string | null };

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** A digest as people write it: `sha256:0b31b1c02ff4`. */
const brief = (version: string): string =>
  version.replace(/^(sha\d+:)([0-9a-f]{12})[0-9a-f]+$/i, (_, algorithm, digits) => `${algorithm}${digits}`);

/** `pkg:type/namespace/name@version?qualifiers#subpath` (purl-spec); a tag names an image better than its digest. */
export const purl = (text: string | null): Purl | null => {
  const parts = /^pkg:\/*[a-z][a-z0-9.+-]*\/([^?#]+)(?:\?([^#]*))?(?:#.*)?$/i.exec(text ?? '');
  if (parts?.[1] === undefined) return null;
  const path = parts[1];
  const split = path.lastIndexOf('@');
  const whole = split > 0 ? path.slice(0, split) : path;
  const name = decoded(whole.split('/').filter(Boolean).at(-1) ?? '');
  const tag = new URLSearchParams(parts[2] ?? '').get('tag');
  const version = tag || (split > 0 ? decoded(path.slice(split + 1)) : null);
  return name === '' ? null : { name, version: version ? brief(version) : null };
};
