/** How much one source may bring: deliveries a second for as long as it likes, and how many at once after a pause. */
export type Share = { readonly perSecond: number; readonly burst: number };

/**
 * Holds each source to its share, in memory: a token bucket a source, so that one that floods is told to wait and no other
 * notices. Answers the seconds to wait, or 0 where the delivery may come in.
 */
export const shares = ({ perSecond, burst }: Share): ((source: string, nowMs: number) => number) => {
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  return (source, nowMs) => {
    const bucket = buckets.get(source) ?? { tokens: burst, atMs: nowMs };
    const elapsedMs = Math.max(0, nowMs - bucket.atMs);
    const tokens = Math.min(burst, bucket.tokens + (elapsedMs * perSecond) / 1000);
    const enough = tokens >= 1;
    buckets.set(source, { tokens: enough ? tokens - 1 : tokens, atMs: Math.max(nowMs, bucket.atMs) });
    return enough ? 0 : Math.max(1, Math.ceil((1 - tokens) / perSecond));
  };
};
