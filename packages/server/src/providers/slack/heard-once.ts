const most = 5000;

/** Whether an id is heard for the first time. Slack delivers an event up to four times in an hour; what it does is the same each time. */
export const heardOnce = (): ((id: string) => boolean) => {
  const seen = new Set<string>();
  return (id) => {
    if (seen.has(id)) return false;
    seen.add(id);
    const [oldest] = seen;
    if (seen.size > most && oldest !== undefined) seen.delete(oldest);
    return true;
  };
};
