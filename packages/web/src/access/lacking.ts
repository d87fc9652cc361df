/** What is missing before the server need be asked, in our words rather than the browser's; null where nothing is. */
export const lacking = (
  { name, password }: { readonly name: string; readonly password: string },
  shortest: number,
): string | null => {
  if (name.trim() === '') return 'Enter your name.';
  if (password === '') return 'Enter your password.';
  if (password.length >= shortest) return null;
  return `The password has ${password.length} ${password.length === 1 ? 'character' : 'characters'}; it needs at least ${shortest}.`;
};
