export type Spoke = 'Spoke';
