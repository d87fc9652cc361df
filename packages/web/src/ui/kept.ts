/** What this browser keeps for us; null where there is nothing, or where storage is forbidden. */
export const kept = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

/** Where storage is forbidden or full it lasts until the page is left. */
export const keep = (key: string, value: string): void => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // The caller has it in memory.
  }
};
