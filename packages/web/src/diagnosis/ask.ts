import { nightjar } from '../nightjar.ts';
import { answers } from '../ui/answers.ts';
import { go } from '../ui/place.ts';
import { troubleFrom } from '../ui/trouble.ts';
import { diagnosisAt } from './ways.ts';

/**
 * Asks what probably broke a service (its reference in the catalog) and goes to where it is told. Answers why not, in words; null
 * where all went well. The same question within a minute has the same answer, so it may be asked twice.
 */
export const askWhatChanged = async (service: string): Promise<string | null> => {
  try {
    const said = await nightjar.diagnoses.ask({ service });
    answers.setQueryData(['diagnosis', said.id], said);
    go(diagnosisAt(said.id));
    return null;
  } catch (error) {
    const trouble = troubleFrom(error);
    switch (trouble.is) {
      case 'unreachable':
        return 'Nightjar does not answer. Ask again in a moment.';
      case 'signed out':
        return 'You are signed out.';
      case 'filter':
        return trouble.says;
      case 'broken':
        return [trouble.says, trouble.next].filter((it) => it !== null).join(' ');
    }
  }
};
