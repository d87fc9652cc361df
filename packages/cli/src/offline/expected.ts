import { BrokenBackup } from '@nightjar/kernel/backup/frames';
import { RestoreRefused } from '@nightjar/kernel/backup/restore';
import { Refusal } from '@nightjar/kernel/refusal';
import { exit, Failure } from '../failure.ts';

/** What the kernel says no to, in the command's words; a bug stays a bug. */
export const expected = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) throw new Failure(exit.failed, error.message, error.entry.next);
    if (error instanceof RestoreRefused)
      throw new Failure(
        exit.failed,
        error.message,
        'Restore into an empty data folder: NIGHTJAR_DATA=new-folder.',
      );
    if (error instanceof BrokenBackup)
      throw new Failure(exit.failed, error.message, 'Take another copy of the file, or an older backup.');
    throw error;
  }
};
