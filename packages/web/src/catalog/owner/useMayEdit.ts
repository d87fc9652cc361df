import { nightjar } from '../../nightjar.ts';
import { shown, useAnswer } from '../../ui/useAnswer.ts';

/** Whether who is signed in may say what things are; until that is known, not. The server has the last word. */
export const useMayEdit = (): boolean => {
  const { answer } = useAnswer(['whoami'], () => nightjar.whoami(), 'once');
  return shown(answer)?.caller?.rights.includes('admin') === true;
};
