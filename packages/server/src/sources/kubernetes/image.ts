/** What people call the version in `registry:5000/acme/pricing:v812@sha256:…`: the tag, else the digest's first twelve digits. */
export const versionIn = (image: string | null): string | null => {
  if (image === null) return null;
  const [name = '', digest] = image.split('@', 2);
  const tag = /:([^:/]+)$/.exec(name)?.[1];
  if (tag !== undefined) return tag;
  const short = /^sha256:([0-9a-f]{12})/i.exec(digest ?? '')?.[1];
  return short ?? null;
};
