import { refOf } from './ref.ts';

/**
 * A name that people wrote freely (`jwt service`) as references can hold it: `jwt-service`. Letters of any script stay, in
 * the one form that Unicode calls NFC, so that é typed in two ways is one name. Empty where nothing is left. (`-+$` alone begins anew at every sign of a run that ends nothing: n² steps.)
 */
export const slugOf = (name: string): string =>
  name
    .normalize('NFC')
    .trim()
    .replace(/[^\p{L}\p{M}\p{N}._+#@-]+/gu, '-')
    .replace(/^-+|(?<!-)-+$/g, '');

export const refOfName = (kind: string, name: string): ReturnType<typeof refOf> | undefined => {
  const slug = slugOf(name);
  return slug === '' ? undefined : refOf(kind, slug);
};
