import { useEffect, useMemo, useRef, useState } from 'react';
import type { Field } from '../../filter/field.ts';
import type { Lines } from '../lines.ts';
import { fieldsWith } from './fields.ts';

/** Values are taken from so many lines: what is completed was seen lately. */
const most = 300;

/** Lines may come fifty a second. */
const renewedMs = 5_000;

/** The fields with the values that occur on the page, renewed some seconds after other lines have come. */
export const useFields = (lines: Lines | null): readonly Field[] => {
  const latest = useRef(lines);
  latest.current = lines;
  const [of, renew] = useState(lines);
  const isBehind = of !== lines;
  const first = of === null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time that they were renewed, the next is waited for.
  useEffect(() => {
    if (!isBehind) return;
    const timer = setTimeout(() => renew(latest.current), first ? 0 : renewedMs);
    return () => clearTimeout(timer);
  }, [isBehind, first, of]);
  return useMemo(() => {
    const blocks = of?.shown.blocks ?? [];
    return fieldsWith(blocks.slice(0, 2).flat().slice(0, most));
  }, [of]);
};
