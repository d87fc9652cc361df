/** Commit hashes are shortened as git does for people; anything else is a name and stays whole. */
export const shortVersion = (version: string): string =>
  /^[0-9a-f]{12,64}$/.test(version) ? version.slice(0, 8) : version;

/** `v811 → v812`; null where the title already says all that is known. */
export const versionStep = (
  title: string,
  version: string | null,
  previous: string | null,
): string | null => {
  if (version === null) return null;
  if (previous !== null && previous !== version)
    return `${shortVersion(previous)} → ${shortVersion(version)}`;
  return title.includes(version) || title.includes(shortVersion(version)) ? null : shortVersion(version);
};
