import { list, type Parser } from '@nightjar/kernel/config/parsers';

/** Ids of channels, as Slack shows them at the foot of a channel's details. Names may change, and are none. */
export const channels: Parser<readonly string[]> = {
  says: 'ids of channels such as C0123ABCD, separated by commas (in Slack: View channel details, at the foot)',
  of: (it) => {
    const given = [...new Set(list.of(it) ?? [])];
    return given.every((id) => /^[CGD][A-Z0-9]{5,20}$/.test(id)) ? given : undefined;
  },
};
