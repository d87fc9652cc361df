/** What a welcome link carries after its `#`: the code, null where the link lost it, and a name that was proposed. */
export type Invitation = { readonly code: string | null; readonly name: string };

export const invitationIn = (fragment: string): Invitation => {
  const said = new URLSearchParams(fragment.replace(/^#/, ''));
  const code = said.get('code')?.trim() ?? '';
  return { code: code === '' ? null : code, name: said.get('name')?.trim() ?? '' };
};
