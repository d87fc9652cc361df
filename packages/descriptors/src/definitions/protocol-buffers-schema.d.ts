declare module 'protocol-buffers-schema' {
  export const parse: (text: string) => {
    readonly package: string | null;
    readonly services: readonly {
      readonly name: string;
      readonly methods: readonly { readonly name: string }[];
    }[];
  };
}
