import type { Link } from '../../change/observation.ts';
import { linkTo, listAt, textAt } from '../json.ts';

/** `links` of an event: `[{ href, text }]`. */
export const linksOf = (body: unknown): Link[] =>
  listAt(body, 'links').flatMap((link) => linkTo(textAt(link, 'text') ?? 'link', textAt(link, 'href')));
