import type { MadeSecret } from '@nightjar/sdk/wire';
import { useState } from 'react';
import { refusedFor } from '../access/refused.ts';
import { nightjar } from '../nightjar.ts';

type Doing =
  | { readonly is: 'nothing' }
  | { readonly is: 'busy' }
  | { readonly is: 'refused'; readonly why: string };

/** What may be done with a source's secrets. `made`: the one just made, for as long as this page stands. */
export const useSecrets = (source: string, onChanged: () => void) => {
  const [made, setMade] = useState<MadeSecret | null>(null);
  const [doing, setDoing] = useState<Doing>({ is: 'nothing' });

  const act = async (work: () => Promise<void>): Promise<boolean> => {
    setDoing({ is: 'busy' });
    try {
      await work();
      setDoing({ is: 'nothing' });
      onChanged();
      return true;
    } catch (error) {
      setDoing({ is: 'refused', why: refusedFor(error) });
      return false;
    }
  };
  return {
    made,
    doing,
    /** Without one of the sender's own, one is made. */
    add: (own?: string) => act(async () => setMade(await nightjar.sources.addSecret(source, own))),
    retire: (id: string) =>
      act(async () => {
        await nightjar.sources.retireSecret(source, id);
        setMade((it) => (it?.id === id ? null : it));
      }),
  };
};
export type Secrets = ReturnType<typeof useSecrets>;
