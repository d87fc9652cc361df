import { useMemo, useRef } from 'react';
import type { Field } from '../../filter/field.ts';
import type { Lines } from '../lines.ts';
import { fieldsWith } from './fields.ts';

/** Values are taken from so many lines: what is completed was seen lately. */
const most = 300;

const renewedMs = 5_000;

/** The fields with the values that occur on the page, renewed every few seconds at most: lines may come fifty a second. */
export const useFields = (lines: Lines | null): readonly Field[] => {
  const latest = useRef(lines);
  latest.current = lines;
  // What is drawn is drawn because lines have come: by itself nothing here grows old.
  const round = Math.floor(performance.now() / renewedMs);
  const none = lines === null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lines are looked at as they are at the time.
  return useMemo(() => {
    const blocks = latest.current?.shown.blocks ?? [];
    return fieldsWith(blocks.slice(0, 2).flat().slice(0, most));
  }, [round, none]);
};
