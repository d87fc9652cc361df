/** An event that the browser lets live until `work` is done. */
type Lasting = Event & { readonly waitUntil: (work: Promise<unknown>) => void };

export type Asking = Lasting & {
  readonly request: Request;
  readonly respondWith: (answer: Promise<Response>) => void;
};

type Heard = Lasting & { readonly data: unknown; readonly ports: readonly MessagePort[] };

/** What our worker needs of its surroundings: TypeScript describes them only in a library that excludes the page's. */
type Scope = {
  readonly skipWaiting: () => Promise<void>;
  readonly clients: { readonly claim: () => Promise<void> };
  readonly location: Location;
  readonly addEventListener: {
    (name: 'install' | 'activate', hear: (event: Lasting) => void): void;
    (name: 'fetch', hear: (event: Asking) => void): void;
    (name: 'message', hear: (event: Heard) => void): void;
  };
};

export const scope = globalThis as unknown as Scope;
