import { useEffect, useRef } from 'react';
import { nightjar } from '../../nightjar.ts';
import { type Asked, shown, useAnswer } from '../../ui/useAnswer.ts';
import type { Looked } from './page-of.ts';
import { readPage } from './read-page.ts';

/** The page of a thing, as of an instant (null: now), and whether anything of it is drawn already. */
export const useLooked = (ref: string, at: string | null): Asked<Looked> => {
  const drawn = useRef('');
  const key = `${ref} ${at}`;
  const asked = useAnswer(
    ['page', ref, at],
    (signal) => readPage(ref, { at, signal }, () => drawn.current !== key),
    at === null ? 'often' : 'once',
  );
  const isHere = asked.answer.is === 'here';
  useEffect(() => {
    if (isHere) drawn.current = key;
  }, [isHere, key]);
  return asked;
};

type Whole = {
  /** Null until it is there. */
  readonly definition: string | null;
  readonly looked: Looked | null;
};

/** The same with what the one question leaves out, asked for only where it is shown: a definition, and the edges of a thing that has many. */
export const useWhole = (looked: Looked | null, at: string | null, showsDefinition: boolean): Whole => {
  const page = looked?.page;
  // What is kept for when the server cannot be reached has no more than it tells.
  const wanted = page !== undefined && (showsDefinition || (page.relationsCut && looked?.standing !== null));
  const { answer } = useAnswer(
    wanted ? ['entity', page.ref, at] : null,
    (signal) => nightjar.catalog.entity(page?.ref ?? '', { at: at ?? undefined, signal }),
    at === null ? 'often' : 'once',
  );
  const whole = shown(answer);
  if (looked === null || whole === null || whole.ref !== page?.ref) return { definition: null, looked };
  const { relations, relationsCut } = whole;
  return {
    definition: whole.definition ?? '',
    looked: { ...looked, page: { ...looked.page, relations, relationsCut } },
  };
};
