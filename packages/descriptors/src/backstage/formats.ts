/** The formats of @backstage/catalog-model 1.10.1 (`makeValidator`): names and labels are those of Kubernetes. */

const label = /^[a-z0-9]+(?:-+[a-z0-9]+)*$/;
const object = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

const short = (text: string): boolean => text.length >= 1 && text.length <= 63;

const isSubdomain = (text: string): boolean =>
  text.length <= 253 && text.split('.').every((part) => short(part) && label.test(part));

/** `suffix`, or `prefix/suffix` with a DNS name before the slash. */
const prefixed = (text: string, isSuffix: (suffix: string) => boolean): boolean => {
  const slash = text.indexOf('/');
  if (slash < 0) return isSuffix(text);
  return isSubdomain(text.slice(0, slash)) && isSuffix(text.slice(slash + 1));
};

export const isName = (text: string): boolean => short(text) && object.test(text);
export const isNamespace = (text: string): boolean => short(text) && label.test(text);
export const isKind = (text: string): boolean => short(text) && /^[a-zA-Z][a-z0-9A-Z]*$/.test(text);
export const isApiVersion = (text: string): boolean =>
  prefixed(text, (suffix) => short(suffix) && /^[a-z0-9A-Z]+$/.test(suffix));
/** A key of labels or annotations. */
export const isKey = (text: string): boolean => prefixed(text, isName);
export const isLabelValue = (text: string): boolean => text === '' || isName(text);
export const isTag = (text: string): boolean => short(text) && /^[a-z0-9:+#]+(?:-[a-z0-9:+#]+)*$/.test(text);
export const isAddress = (text: string): boolean => URL.canParse(text);
