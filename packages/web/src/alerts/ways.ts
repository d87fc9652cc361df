export const alertsAt = (q = ''): string => (q === '' ? '/alerts' : `/alerts?${new URLSearchParams({ q })}`);

/** One alert, whatever it is doing: what a page or a message in a chat leads to. */
export const alertAt = (id: string): string => `/alerts/${encodeURIComponent(id)}`;
