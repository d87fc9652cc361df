import { partsOf, type Ref } from '@nightjar/descriptors/ref';

/** Where the web shows it: `/catalog/service/pricing`. */
export const pageOf = (ref: Ref): string => {
  const { kind, namespace, name } = partsOf(ref);
  const parts = namespace === 'default' ? [kind, name] : [kind, namespace, name];
  return `/catalog/${parts.map(encodeURIComponent).join('/')}`;
};
