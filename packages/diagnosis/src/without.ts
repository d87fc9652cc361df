/** What an answer had to do without; each lowers its confidence. */
export type Without = {
  readonly what:
    | 'metrics'
    | 'history'
    | 'graph'
    | 'gap'
    | 'flat'
    | 'counter reset'
    | 'target'
    | 'clocks'
    | 'changes';
  readonly says: string;
};
