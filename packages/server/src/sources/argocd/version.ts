/** `registry.example:5000/shop/pricing:v812@sha256:…` → its last name and its tag, or the digest's first digits. */
const partsOf = (image: string): { readonly name: string; readonly tag: string | null } => {
  const [reference = '', digest] = image.split('@', 2);
  const last = reference.slice(reference.lastIndexOf('/') + 1);
  const [name = '', tag] = last.split(':', 2);
  return { name, tag: tag ?? (digest === undefined ? null : digest.replace(/^sha256:/, '').slice(0, 12)) };
};

/** A revision as people write it: a commit's first seven digits, a chart's or a tag's version as it stands. */
export const shortRevision = (revision: string | null): string | null =>
  revision !== null && /^[0-9a-f]{40,64}$/i.test(revision) ? revision.slice(0, 7) : revision;

/**
 * What runs, of a list of images: the tag of the one that is called like the application; of the only one; or of all where they
 * agree, as they do where a repository builds several. Sidecars make lists that say nothing.
 */
export const versionOf = (images: readonly string[], app: string): string | null => {
  const all = images.map(partsOf).filter(({ tag }) => tag !== null && tag !== 'latest');
  const own = all.filter(
    ({ name }) => name !== '' && app.toLowerCase().split(/[-_.]/).join('-').includes(name.toLowerCase()),
  );
  for (const list of [own, all]) {
    const tags = new Set(list.map(({ tag }) => tag));
    const [only] = tags;
    if (tags.size === 1 && only !== undefined) return only;
  }
  return null;
};
